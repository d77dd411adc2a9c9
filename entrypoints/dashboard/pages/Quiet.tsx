import { useEffect, useRef, useState } from 'preact/hooks';

import { EmptyState } from '@/components/EmptyState';
import { Notice } from '@/components/Notice';
import { actJobs, stampsOf, type ActJob, type Stamps } from '@/utils/act/job';
import { sendersOf } from '@/utils/act/senders';
import type { Sender } from '@/utils/domain/act';
import type { ItemHead } from '@/utils/domain/item';
import { ask } from '@/utils/messages/client';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Choose } from './quiet/Choose';
import { RunCard } from './quiet/RunCard';
import { begin, runsFor, undo, type Begun, type Order } from './quiet/start';

/** Senders, chosen unread; what is being done about them; what was done. */
export function Quiet({ vault, version, chosen }: { vault: Vault; version: number; chosen: ReadonlySet<string> }) {
  const t = useT();
  const [heads, setHeads] = useState<ItemHead[] | null>(null);
  const [runs, setRuns] = useState<{ jobs: ActJob[]; stamps: Stamps }>({ jobs: [], stamps: {} });
  const [all, setAll] = useState(chosen.size === 0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** What was there when `heads` were read. */
  const read = useRef<string | null>(null);
  useEffect(() => {
    let gone = false;
    void (async () => {
      const [jobs, stamps] = await Promise.all([actJobs(vault), stampsOf(vault)]);
      if (!gone) setRuns({ jobs, stamps: stamps?.data ?? {} });
      // A run changes the vault every few seconds: all posts are opened anew only when some came or went.
      const [count, newest] = await Promise.all([vault.count(), vault.page(1)]);
      const print = `${count.ok ? count.value : ''} ${newest.ok ? (newest.value[0]?.number ?? '') : ''}`;
      if (print === read.current) return;
      const found: ItemHead[] = [];
      for await (const batch of vault.heads()) found.push(...batch);
      if (gone) return;
      read.current = print;
      setHeads(found);
    })();
    return () => { gone = true; };
  }, [vault, version]);

  const take = async (work: () => Promise<Begun>) => {
    setBusy(true);
    setProblem(null);
    const { left, problem: wrong } = await work();
    setBusy(false);
    if (wrong) setProblem(t('quiet:failed', { problem: problemWords({ error: wrong }) }));
    else if (left.length > 0) setProblem(left.map((host) => t('quiet:notAllowed', { host })).join(' '));
  };
  const start = (order: Order) => void take(() => begin(vault, runsFor(order)));

  if (heads === null) return <section class="sheet"><p class="hint">{t('common:loading')}</p></section>;
  const senders: Sender[] = sendersOf(all ? heads : heads.filter(({ id }) => chosen.has(id)));
  return (
    <section class="sheet" data-testid="quiet-page">
      <h1>{t('quiet:title')}</h1>
      <p class="lead">{t('quiet:lead')}</p>
      <p class="hint">{t('quiet:rule')}</p>
      {problem ? <Notice kind="failed" testid="quiet-problem"><p>{problem}</p></Notice> : null}
      {runs.jobs.length > 0 ? (
        <>
          <h2>{t('quiet:runs')}</h2>
          {runs.jobs.map((job) => (
            <RunCard key={job.id} job={job} stamps={runs.stamps} onUndo={(indexes) => void take(() => undo(vault, job.data, indexes))}
              onCommand={(command) => void ask('act.command', { id: job.id, command })} onForget={() => void vault.dropJob(job.id)} />
          ))}
        </>
      ) : null}
      {senders.length === 0 ? <EmptyState title={t('quiet:noneTitle')} testid="quiet-none"><p>{t('quiet:noneLead')}</p></EmptyState> : (
        <Choose key={String(all)} senders={senders} busy={busy} onStart={start} onAll={all ? null : () => setAll(true)}
          title={all ? t('quiet:ofAll') : t('quiet:ofChosen', { count: chosen.size })} />
      )}
    </section>
  );
}
