import type { SweepView } from '@/utils/domain/sweep';
import { isOver } from '@/utils/domain/sweep';
import { tCode } from '@/utils/i18n';
import { formatShort, formatWait } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';
import { Progress } from './Progress';

export interface SweepCardProps {
  sweep: SweepView;
  onCommand: (command: 'pause' | 'resume' | 'stop') => void;
  /** The page that it could go on in is the one before her. */
  here: boolean;
  /** Where its posts are listed; none where nothing is saved yet. */
  href?: string | null;
  /** Where its senders are quieted. */
  quietHref?: string | null;
}

/** One page saved as a whole, while it runs, waits, or is over: what, where, how many, and what did not work. */
export function SweepCard({ sweep, onCommand, here, href = null, quietHref = null }: SweepCardProps) {
  const t = useT();
  const { counts, state, reason, total, blind } = sweep;
  const over = isOver(sweep);
  // A tab that was closed, or a browser that was started anew: only a press on that page brings it back.
  const elsewhere = sweep.tabId === null && !here;
  return (
    <article class="sweep" aria-label={`${tCode('sweep:what.', sweep.what)} · ${siteName(sweep.site)}`} data-testid="sweep" data-state={state} data-reason={reason ?? ''} data-saved={counts.saved}>
      <p class="sweep-title">{tCode('sweep:what.', sweep.what)} · {siteName(sweep.site)}</p>
      <p class="hint"><time dateTime={sweep.startedAt}>{formatShort(sweep.startedAt)}</time> · {t(`sweep:state.${state}`)}</p>
      {state === 'running' ? (
        <Progress label={t('sweep:count', { count: counts.saved })} done={total === null ? null : Math.min(total, counts.saved)} of={total ?? 1} counted={total !== null} secondsLeft={sweep.secondsLeft} />
      ) : <p data-testid="sweep-count">{t('sweep:count', { count: counts.saved })}</p>}
      {state === 'running' && sweep.perMinute !== null ? <p class="hint">{t('sweep:rate', { count: sweep.perMinute })}</p> : null}
      {blind && !over ? <p data-testid="sweep-blind">{t('sweep:blind')}</p> : null}
      {reason === null ? null : <p data-testid="sweep-reason">{t(`sweep:reason.${reason}`)}</p>}
      {over ? <SweepSum sweep={sweep} /> : (
        <div class="row">
          {state === 'running' || reason === 'in-line' || reason === 'hidden' ? <Button onClick={() => onCommand('pause')} testid="sweep-pause">{t('sweep:pause')}</Button> : elsewhere ? null : (
            <Button kind="main" onClick={() => onCommand('resume')} testid="sweep-resume">{here && counts.saved > 0 ? t('sweep:resumeHere', { count: counts.saved }) : t('sweep:resume')}</Button>
          )}
          <Button kind="quiet" onClick={() => onCommand('stop')} testid="sweep-stop">{t('sweep:stop')}</Button>
        </div>
      )}
      {href !== null && counts.saved > 0 ? <p><a href={href} data-testid="sweep-see">{t('sweep:see')}</a></p> : null}
      {over && quietHref !== null && counts.saved > 0 ? <p><a href={quietHref} data-testid="sweep-quiet">{t('quiet:enterRun')}</a></p> : null}
    </article>
  );
}

/** What came of it: numbers first, and what is missing as plainly as what is there. */
function SweepSum({ sweep: { counts, unseen, ranMs } }: { sweep: SweepView }) {
  const t = useT();
  const lines = [
    counts.failed > 0 ? t('sweep:failed', { count: counts.failed }) : null,
    ...Object.entries(counts.noPicture).map(([why, count]) => t('sweep:noPicture', { count, why: tCode('item:why.', why) })),
    counts.words > 0 ? t('sweep:words', { count: counts.words }) : null,
    counts.versions > 0 ? t('sweep:versions', { count: counts.versions }) : null,
    unseen !== null && unseen > 0 ? t('sweep:unseen', { count: unseen }) : null,
    ranMs >= 1000 ? t('sweep:took', { time: formatWait(ranMs / 1000) }) : null,
  ].filter((line) => line !== null);
  return lines.length === 0 ? null : <ul class="plain-list" data-testid="sweep-sum">{lines.map((line) => <li key={line}>{line}</li>)}</ul>;
}
