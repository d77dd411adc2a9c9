import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { VirtualList } from '@/components/VirtualList';
import { current } from '@/utils/act/guided';
import type { Line } from '@/utils/act/history';
import { meter, PACES } from '@/utils/act/pace';
import { count } from '@/utils/act/queue';
import type { GuideAnswer } from '@/utils/domain/guide';
import { formatDayHere, formatNumber, formatShort, formatWait } from '@/utils/i18n/format';
import { ask } from '@/utils/messages/client';
import { useT } from '@/utils/ui/use-t';

import { Forget, type RunCardProps } from './RunCard';
import { SenderLine } from './SenderLine';
import { runTitle, sumWords } from './words';

/** A run that she does herself, one person after the other: whose turn it is, their page, and her word where the page cannot tell. */
export function GuideCard({ job, lines, stamps, now, onCommand, onUndo, onForget }: RunCardProps) {
  const t = useT();
  const [unfolded, setUnfolded] = useState(false);
  const [told, setTold] = useState<GuideAnswer | null>(null);
  const { data: run } = job;
  const counts = count(run);
  const title = runTitle(run, t);
  const entry = run.entries[current(run)];
  const open = counts.waiting > 0 && job.state !== 'stopped';
  const able = lines.filter(({ standing }) => standing === 'stands').map(({ index }) => index);
  const pace = PACES[run.site];
  const left = pace ? meter(stamps[run.site] ?? [], pace, now) : null;
  const send = (command: 'open' | 'did' | 'not-done' | 'skip') => void ask('guide.command', { id: job.id, command }).then(setTold);
  const met = entry?.step.state === 'trying' && entry.step.met === true;
  return (
    <article class="act-card" aria-label={title} data-testid="guide-run" data-state={job.state}>
      <h3>{title}</h3>
      <p class="hint">{formatDayHere(run.begun)}{run.reason ? <> · <bdi>{run.reason}</bdi></> : null}</p>
      <p role="status" data-testid="guide-now">
        {!open || entry === undefined ? t(job.state === 'stopped' ? 'quiet:state.stopped' : 'quiet:state.ended')
          : <>{t('quiet:guide.turn')} <bdi>{entry.sender.handle ? `@${entry.sender.handle}` : (entry.sender.displayName ?? t('quiet:noAccount'))}</bdi></>}
      </p>
      {open ? <p class="hint">{t('quiet:guide.how')}</p> : null}
      {told?.problem ? <p role="alert">{t(`quiet:guide.${told.problem}`, { time: told.until === null ? '' : formatShort(new Date(told.until).toISOString()) })}</p> : null}
      <progress aria-label={title} max={counts.all} value={counts.all - counts.waiting} />
      <p data-testid="guide-count">{t('quiet:done', { done: formatNumber(counts.all - counts.waiting), all: formatNumber(counts.all) })}</p>
      <p class="hint">{sumWords(run, t)}</p>
      {open && left ? (
        <p class="hint">
          <meter min={0} max={left.most} value={left.left} aria-label={t('quiet:meterName')} /> {t('quiet:meter', { left: formatNumber(left.left), most: formatNumber(left.most), time: formatWait(left.ms / 1000) })}
        </p>
      ) : null}
      <div class="row">
        {open ? <Button kind="main" onClick={() => send('open')} testid="guide-open">{t(entry?.step.state === 'trying' ? 'quiet:guide.again' : 'quiet:guide.open')}</Button> : null}
        {open && met ? <Button onClick={() => send('did')} testid="guide-did">{t('quiet:guide.did')}</Button> : null}
        {open && entry?.step.state === 'trying' ? <Button onClick={() => send('not-done')} testid="guide-not">{t('quiet:guide.notDone')}</Button> : null}
        {open && entry?.step.state === 'trying' ? <Button onClick={() => send('skip')} testid="guide-skip">{t('quiet:guide.skip')}</Button> : null}
        {open ? <Button kind="quiet" onClick={() => onCommand('stop')} testid="guide-stop">{t('quiet:stop')}</Button> : null}
        {able.length > 0 ? <Button kind="quiet" onClick={() => onUndo(able)} testid="guide-undo">{t('quiet:undoCount', { count: able.length })}</Button> : null}
        {!open ? <Forget held={able.length} onForget={onForget} /> : null}
        <Button kind="quiet" expanded={unfolded} onClick={() => setUnfolded(!unfolded)} testid="guide-details">{t('quiet:details')}</Button>
      </div>
      {unfolded ? (
        <VirtualList count={lines.length} label={t('quiet:details')} estimate={52} rowKey={(i) => String(i)} testid="quiet-entries"
          row={(i) => <SenderLine line={lines[i] as Line} onUndo={() => onUndo([i])} />} />
      ) : null}
    </article>
  );
}
