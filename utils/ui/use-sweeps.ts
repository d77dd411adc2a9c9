import { useCallback, useEffect, useState } from 'preact/hooks';

import type { SweepView } from '@/utils/domain/sweep';
import { ask } from '@/utils/messages/client';
import type { BackgroundCalls } from '@/utils/messages/types';

const EVERY_MS = 1_000;

export interface Sweeps {
  /** Null: not known yet. */
  sweeps: SweepView[] | null;
  here: string | null;
  /** A code with words in the catalogue, of the last command. */
  problem: string | null;
  start(wish: { pictures: boolean; sensitiveAsWords: boolean }): Promise<void>;
  command(id: string, command: BackgroundCalls['sweep.command']['ask']['command']): Promise<void>;
}

/** Asked again every second while the page stands open: the background tells nobody by itself. */
export function useSweeps(tabId: number | null): Sweeps {
  const [known, setKnown] = useState<{ sweeps: SweepView[] | null; here: string | null }>({ sweeps: null, here: null });
  const [problem, setProblem] = useState<string | null>(null);
  const look = useCallback(async () => {
    const answer = await ask('sweep.state', { tabId }).catch(() => null);
    if (answer) setKnown(answer);
  }, [tabId]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  const told = useCallback(async (answer: Promise<{ problem: string | null } | null>) => {
    const got = await answer.catch(() => null);
    setProblem(got === null ? 'no-answer' : got.problem);
    await look();
  }, [look]);
  return {
    ...known, problem,
    start: (wish) => (tabId === null ? Promise.resolve() : told(ask('sweep.start', { tabId, ...wish }))),
    command: (id, command) => told(ask('sweep.command', { id, command, ...(tabId !== null && command === 'resume' ? { tabId } : {}) })),
  };
}
