import { useEffect, useRef, useState } from 'preact/hooks';

import { placeKey } from '@/utils/act/spare';
import { MOST_AT_ONCE, type Run, type Sender, type TiesAnswer } from '@/utils/domain/act';
import { ask } from '@/utils/messages/client';
import { browser } from '@/utils/platform/browser';

/** Platforms whose page tells of many accounts at once whom she follows. */
export const TELLS_TIES: readonly string[] = ['bluesky', 'mastodon'];
/** So many are asked about before a run; whoever is left is asked about, like all others, before anything is done. */
export const MOST_BEFORE = 250;
/** A wait for the pace that is longer is told, not waited for. */
const LONGEST_MS = 60_000;

export type TiesTrouble = Exclude<TiesAnswer, { kind: 'told' }> | { kind: 'not-allowed' };
/** What one platform told since this page was opened: ids. Kept nowhere else. */
export interface Told { asked: ReadonlySet<string>; followed: ReadonlySet<string>; self: ReadonlySet<string>; at: number | null; busy: boolean; trouble: TiesTrouble | null }
const NOTHING: Told = { asked: new Set(), followed: new Set(), self: new Set(), at: null, busy: false, trouble: null };

export interface UseTies {
  ties: ReadonlyMap<string, Told>;
  /** Call straight from a click: the browser asks her for the host. */
  askTies: (run: Run) => void;
}

/** Whom of that run can still be asked about: by id only, since a name may be a stranger's by now. */
export const askable = ({ entries }: Run, told: Told = NOTHING): Sender[] =>
  entries.flatMap(({ sender, step }) => (step.state === 'waiting' && sender.userId !== null && !told.asked.has(sender.userId) ? [sender] : [])).slice(0, Math.max(0, MOST_BEFORE - told.asked.size));

/** Asks nothing by itself. */
export function useTies(): UseTies {
  const [ties, setTies] = useState<ReadonlyMap<string, Told>>(new Map());
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => { gone.current = true; };
  }, []);
  const put = (run: Run, change: (old: Told) => Told) =>
    setTies((old) => new Map(old).set(placeKey(run), change(old.get(placeKey(run)) ?? NOTHING)));
  const askTies = (run: Run) => {
    const told = ties.get(placeKey(run)) ?? NOTHING;
    if (told.busy) return;
    put(run, (old) => ({ ...old, busy: true, trouble: null }));
    void askAll(run, askable(run, told), () => gone.current, (said) => put(run, (old) => ({
      ...old, at: Date.now(), asked: new Set([...old.asked, ...said.asked]), followed: new Set([...old.followed, ...said.followed]), self: new Set([...old.self, ...said.self]),
    }))).then((trouble) => { if (!gone.current) put(run, (old) => ({ ...old, busy: false, trouble })); });
  };
  return { ties, askTies };
}

type Said = Extract<TiesAnswer, { kind: 'told' }>;

async function askAll({ site, host }: Run, senders: Sender[], isGone: () => boolean, onTold: (said: Said) => void): Promise<TiesTrouble | null> {
  if (!(await browser.permissions.request({ origins: [`https://${host}/*`] }).catch(() => false))) return { kind: 'not-allowed' };
  for (let from = 0; from < senders.length && !isGone();) {
    const some = senders.slice(from, from + MOST_AT_ONCE);
    const said = await ask('act.ties', { site, host, senders: some.map(({ userId, evidence }) => ({ userId: userId ?? '', evidence })) });
    if (said === null) return { kind: 'no-answer' };
    if (said.kind === 'told') {
      if (!isGone()) onTold(said);
      from += some.length;
    } else if (said.kind === 'wait' && said.why === 'pace' && said.until - Date.now() < LONGEST_MS) {
      await new Promise((done) => setTimeout(done, Math.max(50, said.until - Date.now())));
    } else return said;
  }
  return null;
}
