import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { VirtualList } from '@/components/VirtualList';
import type { Line } from '@/utils/act/history';
import type { ActJob, Stamps } from '@/utils/act/job';
import { meter, nextAt, PACES, timeFor } from '@/utils/act/pace';
import { count } from '@/utils/act/queue';
import { formatDay, formatDayHere, formatNumber, formatShort, formatWait } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { SenderLine } from './SenderLine';
import { runTitle, sumWords } from './words';

export interface RunCardProps {
  job: ActJob;
  /** Of this run, in its order. */
  lines: readonly Line[];
  stamps: Stamps;
  now: number;
  onCommand: (command: 'go' | 'pause' | 'stop') => void;
  onUndo: (indexes: number[]) => void;
  onForget: () => void;
}

const LONG_MS = 60_000;
const LOOK_AGAIN_MS = 15_000;

/** One run: how far, what is left of the pace's budget, and each sender's outcome. */
export function RunCard({ job, lines, stamps, now, onCommand, onUndo, onForget }: RunCardProps) {
  const t = useT();
  const [unfolded, setUnfolded] = useState(false);
  const { data: run } = job;
  const counts = count(run);
  const title = runTitle(run, t);
  const live = job.state === 'running' && job.lease > now;
  const open = counts.waiting > 0 && job.state !== 'stopped';
  const pace = PACES[run.site];
  const done = stamps[run.site] ?? [];
  const left = pace ? meter(done, pace, now) : null;
  const able = lines.filter(({ standing }) => standing === 'stands').map(({ index }) => index);
  const next = pace && live && counts.waiting > 0 ? nextAt(done, pace, now, 0.5) : now;
  const seconds = useMemo(() => (pace && live ? timeFor(counts.waiting, done, pace, Date.now()) / 1000 : 0), [pace, live, counts.waiting, done, Math.floor(now / LOOK_AGAIN_MS)]);
  return (
    <article class="act-card" aria-label={title} data-testid="quiet-run" data-state={job.state} data-done={counts.all - counts.waiting} data-all={counts.all}>
      <h3>{title}</h3>
      <p class="hint">{formatDayHere(run.begun)}{run.reason ? <> · <bdi>{run.reason}</bdi></> : null}{run.until ? <> · {t('quiet:endsOn', { date: formatDay(run.until) })}</> : null}</p>
      <p role="status" data-testid="quiet-state">{stateWords(job, live, t)}</p>
      <progress aria-label={title} max={counts.all} value={counts.all - counts.waiting} />
      <p data-testid="quiet-count">{t('quiet:done', { done: formatNumber(counts.all - counts.waiting), all: formatNumber(counts.all) })}{live && counts.waiting > 0 ? <span class="hint"> · {t('common:timeLeft', { time: formatWait(seconds) })}</span> : null}</p>
      <p class="hint" data-testid="quiet-sum">{sumWords(run, t)}</p>
      {open && run.waiting && run.waiting.until > now ? <p class="hint" data-testid="quiet-waits">{t(run.waiting.why === 'server' ? 'quiet:serverUntil' : 'quiet:waitsUntil', { time: formatShort(new Date(run.waiting.until).toISOString()) })}</p>
        : next > now + LONG_MS ? <p class="hint" data-testid="quiet-waits">{t('quiet:paceUntil', { time: formatShort(new Date(next).toISOString()) })}</p> : null}
      {open && left ? (
        <p class="hint" data-testid="quiet-meter" data-left={left.left} data-most={left.most}>
          <meter min={0} max={left.most} value={left.left} aria-label={t('quiet:meterName')} /> {t('quiet:meter', { left: formatNumber(left.left), most: formatNumber(left.most), time: formatWait(left.ms / 1000) })}
        </p>
      ) : null}
      <div class="row">
        {live ? <Button onClick={() => onCommand('pause')} testid="quiet-pause">{t('quiet:pause')}</Button> : null}
        {open && !live ? <Button kind="main" onClick={() => onCommand('go')} testid="quiet-go">{t('quiet:goOn')}</Button> : null}
        {open ? <Button kind="quiet" onClick={() => onCommand('stop')} testid="quiet-stop">{t('quiet:stop')}</Button> : null}
        {!live && able.length > 0 ? <Button kind="quiet" onClick={() => onUndo(able)} testid="quiet-undo">{t('quiet:undoCount', { count: able.length })}</Button> : null}
        {!open ? <Forget held={able.length} onForget={onForget} /> : null}
        <Button kind="quiet" expanded={unfolded} onClick={() => setUnfolded(!unfolded)} testid="quiet-details">{t('quiet:details')}</Button>
      </div>
      {unfolded ? (
        <VirtualList count={lines.length} label={t('quiet:details')} estimate={52} rowKey={(i) => String(i)} testid="quiet-entries"
          row={(i) => <SenderLine line={lines[i] as Line} onUndo={live ? null : () => onUndo([i])} />} />
      ) : null}
    </article>
  );
}

/** Asked once more where something still stands: from here it can then be undone no more. */
export function Forget({ held, onForget }: { held: number; onForget: () => void }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  if (!asking) return <Button kind="quiet" onClick={() => (held > 0 ? setAsking(true) : onForget())} testid="quiet-forget">{t('quiet:forget')}</Button>;
  return (
    <span class="act-ask" role="group" aria-label={t('quiet:forget')}>
      <span>{t('quiet:forgetHeld', { count: held })}</span>
      <Button kind="danger" onClick={onForget} testid="quiet-forget-yes">{t('quiet:forgetYes')}</Button>
      <Button kind="quiet" onClick={() => setAsking(false)} testid="quiet-forget-no">{t('quiet:forgetNo')}</Button>
    </span>
  );
}

function stateWords({ state, data }: ActJob, live: boolean, t: ReturnType<typeof useT>): string {
  if (state === 'running') return live ? t('quiet:state.running') : t('quiet:state.resting');
  if (state === 'halted') return t('quiet:state.halted', { why: data.halted ? t(`quiet:why.${data.halted.why}`) : '' });
  return t(`quiet:state.${state}`, { host: data.host });
}
