import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { Field } from '@/components/Field';
import { VirtualList } from '@/components/VirtualList';
import type { Line } from '@/utils/act/history';
import type { ActJob } from '@/utils/act/job';
import { count } from '@/utils/act/queue';
import { formatDay, formatDayHere } from '@/utils/i18n/format';
import { haystack, matcher } from '@/utils/ui/search';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { Forget } from './RunCard';
import { SenderLine } from './SenderLine';
import type { Acts } from './use-quiet';
import { runTitle, stepWords, sumWords } from './words';

export interface Some { job: ActJob; indexes: number[] }

export interface HistoryProps {
  acts: Acts;
  /** Some of each, in one go. */
  onUndo: (some: Some[]) => void;
  onForget: (job: ActJob) => void;
  busy: boolean;
}

type Row = { kind: 'run'; job: ActJob; lines: Line[] } | { kind: 'line'; line: Line };

/** All that was done, newest first: by run, or, once she types, each sender that fits. Names and outcomes only. */
export function History({ acts, onUndo, onForget, busy }: HistoryProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [unfolded, setUnfolded] = useState<string | null>(null);
  const hays = useMemo(() => acts.lines.map(({ job: { data: run }, entry: { sender, step }, standing }) => haystack([
    sender.handle === null ? null : `@${sender.handle}`, sender.displayName, siteName(sender.site), run.host, runTitle(run, t), run.reason, run.begun.slice(0, 10), formatDayHere(run.begun), stepWords(step, standing, t),
  ])), [acts.lines, t]);
  const rows = useMemo((): Row[] => {
    const fits = typed.trim() === '' ? null : matcher(typed);
    const all: Row[] = [];
    for (let from = 0; from < acts.lines.length;) {
      const { job } = acts.lines[from] as Line;
      const lines = acts.lines.slice(from, from + job.data.entries.length);
      const found = fits === null ? (unfolded === job.id ? lines : []) : lines.filter((_, i) => fits(hays[from + i] ?? ''));
      if (fits === null || found.length > 0) all.push({ kind: 'run', job, lines }, ...found.map((line): Row => ({ kind: 'line', line })));
      from += lines.length;
    }
    return all;
  }, [acts.lines, hays, typed, unfolded]);
  const found = rows.filter(({ kind }) => kind === 'line').length;
  const able = useMemo(() => {
    const some = new Map<string, Some>();
    for (const row of rows) {
      if (row.kind !== 'line' || row.line.standing !== 'stands' || isLive(row.line.job)) continue;
      const { job, index } = row.line;
      some.set(job.id, { job, indexes: [...(some.get(job.id)?.indexes ?? []), index] });
    }
    return [...some.values()];
  }, [rows]);
  const ableCount = able.reduce((sum, { indexes }) => sum + indexes.length, 0);
  if (acts.jobs.length === 0) return <EmptyState title={t('quiet:historyNone')} testid="history-none"><p>{t('quiet:historyNoneLead')}</p></EmptyState>;
  return (
    <>
      <p class="hint">{t('quiet:historyLead')}</p>
      <Field label={t('quiet:historySearch')} hint={t('quiet:historyHint')} type="search" value={typed} onInput={setTyped} testid="history-search" />
      <p class="hint" role="status" data-testid="history-count">{typed.trim() === '' ? t('quiet:historyRuns', { count: acts.jobs.length }) : t('quiet:historyFound', { count: found })}</p>
      {typed.trim() !== '' && ableCount > 1 ? <Button disabled={busy} onClick={() => onUndo(able)} testid="history-undo-found">{t('quiet:undoFound', { count: ableCount })}</Button> : null}
      <VirtualList count={rows.length} label={t('quiet:runs')} estimate={typed.trim() === '' && unfolded === null ? 150 : 52} testid="history"
        rowKey={(i) => { const row = rows[i]; return row === undefined ? String(i) : row.kind === 'run' ? row.job.id : `${row.line.job.id} ${row.line.index}`; }}
        row={(i) => {
          const row = rows[i];
          if (row === undefined) return null;
          if (row.kind === 'line') return <SenderLine line={row.line} onUndo={isLive(row.line.job) ? null : () => onUndo([{ job: row.line.job, indexes: [row.line.index] }])} />;
          return <RunRow job={row.job} able={acts.standing.get(row.job.id) ?? []} open={unfolded === row.job.id} onOpen={typed.trim() === '' ? () => setUnfolded(unfolded === row.job.id ? null : row.job.id) : null} onUndo={(indexes) => onUndo([{ job: row.job, indexes }])} onForget={() => onForget(row.job)} />;
        }} />
    </>
  );
}

const isLive = (job: ActJob): boolean => job.state === 'running' && job.lease > Date.now();

interface RunRowProps { job: ActJob; able: number[]; open: boolean; onOpen: (() => void) | null; onUndo: (indexes: number[]) => void; onForget: () => void }

function RunRow({ job, able, open, onOpen, onUndo, onForget }: RunRowProps) {
  const t = useT();
  const { data: run } = job;
  const over = count(run).waiting === 0 || job.state === 'stopped';
  return (
    <article class="act-run" data-testid="history-run" data-state={job.state}>
      <h2 class="act-title">{runTitle(run, t)}</h2>
      <p class="hint"><time dateTime={run.begun}>{formatDayHere(run.begun)}</time>{run.reason ? <> · <bdi>{run.reason}</bdi></> : null}{run.until ? <> · {t('quiet:endsOn', { date: formatDay(run.until) })}</> : null}</p>
      <p>{sumWords(run, t)}</p>
      <div class="row">
        {onOpen ? <Button kind="quiet" expanded={open} onClick={onOpen} testid="history-open">{t('quiet:details')}</Button> : <span data-row-focus tabIndex={-1} />}
        {!isLive(job) && able.length > 0 ? <Button kind="quiet" onClick={() => onUndo(able)} testid="history-undo">{t('quiet:undoCount', { count: able.length })}</Button> : null}
        {over ? <Forget held={able.length} onForget={onForget} /> : null}
      </div>
    </article>
  );
}
