import { Button } from '@/components/Button';
import type { ActJob, Stamps } from '@/utils/act/job';
import { meter, PACES } from '@/utils/act/pace';
import { count } from '@/utils/act/queue';
import type { Step } from '@/utils/domain/act';
import { formatDayHere, formatNumber, formatShort, formatWait } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

export interface RunCardProps { job: ActJob; stamps: Stamps; onCommand: (command: 'go' | 'pause' | 'stop') => void; onUndo: (indexes: number[] | null) => void; onForget: () => void }

/** One run: how far, what is left of the pace's budget, and each sender's outcome. */
export function RunCard({ job, stamps, onCommand, onUndo, onForget }: RunCardProps) {
  const t = useT();
  const { data: run } = job;
  const counts = count(run);
  const name = { site: siteName(run.site) };
  const title = run.way === 'undo' ? t(run.verb === 'mute' ? 'quiet:run_undo_mute' : 'quiet:run_undo_block', name) : t(run.verb === 'mute' ? 'quiet:run_mute' : 'quiet:run_block', name);
  const live = job.state === 'running' && job.lease > Date.now();
  const open = counts.waiting > 0 && job.state !== 'stopped';
  const pace = PACES[run.site];
  const left = pace ? meter(stamps[run.site] ?? [], pace, Date.now()) : null;
  const able = run.way === 'do' ? run.entries.flatMap(({ step }, i) => (step.state === 'done' && !step.already ? [i] : [])) : [];
  const expired = run.until !== null && run.until <= new Date().toISOString().slice(0, 10) && able.length > 0;
  return (
    <article class="block" data-testid="quiet-run" data-state={job.state}>
      <h3>{title}</h3>
      <p class="hint">{formatDayHere(run.begun)}{run.reason ? <> · <bdi>{run.reason}</bdi></> : null}</p>
      <p role="status" data-testid="quiet-state">{stateWords(job, live, t)}</p>
      <progress aria-label={title} max={counts.all} value={counts.all - counts.waiting} />
      <p class="hint" data-testid="quiet-count">{t('quiet:done', { done: formatNumber(counts.all - counts.waiting), all: formatNumber(counts.all) })}</p>
      {open && run.waiting && run.waiting.until > Date.now() ? <p class="hint">{t('quiet:waitsUntil', { time: formatShort(new Date(run.waiting.until).toISOString()) })}</p> : null}
      {open && left ? (
        <p class="hint" data-testid="quiet-meter">
          <meter min={0} max={left.most} value={left.left} /> {t('quiet:meter', { left: formatNumber(left.left), most: formatNumber(left.most), time: formatWait(left.ms / 1000) })}
        </p>
      ) : null}
      {expired ? <p>{t('quiet:expired', { count: able.length })}</p> : null}
      <div class="row">
        {live ? <Button onClick={() => onCommand('pause')} testid="quiet-pause">{t('quiet:pause')}</Button> : null}
        {open && !live ? <Button onClick={() => onCommand('go')} testid="quiet-go">{t('quiet:goOn')}</Button> : null}
        {open ? <Button kind="quiet" onClick={() => onCommand('stop')} testid="quiet-stop">{t('quiet:stop')}</Button> : null}
        {!live && able.length > 0 ? <Button kind="quiet" onClick={() => onUndo(null)} testid="quiet-undo">{t('quiet:undoAll')}</Button> : null}
        {!open ? <Button kind="quiet" onClick={onForget} testid="quiet-forget">{t('quiet:forget')}</Button> : null}
      </div>
      <details>
        <summary>{t('quiet:details')}</summary>
        <ul class="plain-list">
          {run.entries.map(({ sender, step }, i) => (
            <li key={`${sender.userId} ${sender.handle}`} data-testid="quiet-entry">
              <bdi>{sender.handle ? `@${sender.handle}` : t('quiet:noAccount')}</bdi>: {stepWords(step, t)}
              {!live && able.includes(i) ? <Button kind="quiet" onClick={() => onUndo([i])} testid="quiet-undo-one">{t('quiet:undoOne')}</Button> : null}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

type T = ReturnType<typeof useT>;

function stateWords({ state, data }: ActJob, live: boolean, t: T): string {
  if (state === 'running') return live ? t('quiet:state.running') : t('quiet:state.resting');
  if (state === 'halted') return t('quiet:state.halted', { why: data.halted ? t(`quiet:why.${data.halted.why}`) : '' });
  return t(`quiet:state.${state}`, { host: data.host });
}

function stepWords(step: Step, t: T): string {
  if (step.state === 'spared') return step.why === 'twice' ? '' : t(`quiet:spare.${step.why}`);
  if (step.state === 'done' && step.already) return t('quiet:step.already');
  if (step.state === 'stranger' && !step.undone) return t('quiet:step.strangerStays');
  return t(`quiet:step.${step.state}`);
}
