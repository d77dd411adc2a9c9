import { SweepCard } from '@/components/SweepCard';
import { isOver } from '@/utils/domain/sweep';
import { formatShort } from '@/utils/i18n/format';
import { writeRoute } from '@/utils/ui/route';
import { useSweeps } from '@/utils/ui/use-sweeps';
import { useT } from '@/utils/ui/use-t';

/** Above the list: what is being saved now, the way to all whole pages, and of which one this list is. */
export function SweepLine({ run }: { run: string | null }) {
  const t = useT();
  const { sweeps, command } = useSweeps(null);
  if (!sweeps || sweeps.length === 0) return null;
  const now = sweeps.find((one) => one.state === 'running') ?? sweeps.find((one) => !isOver(one));
  const chosen = run === null ? undefined : sweeps.find(({ id }) => id === run);
  return (
    <>
      {run === null ? null : (
        <p class="row" data-testid="of-run">
          {chosen ? <span>{t('sweep:ofRun', { time: formatShort(chosen.startedAt) })}</span> : null}
          <a href={writeRoute({ page: 'saved', id: null })} data-testid="of-run-all">{t('sweep:ofRunAll')}</a>
          <a href={writeRoute({ page: 'quiet', part: 'home', of: { kind: 'run', id: run } })} data-testid="of-run-quiet">{t('quiet:enterRun')}</a>
        </p>
      )}
      {now ? <SweepCard sweep={now} here={false} onCommand={(what) => void command(now.id, what)} href={run === now.id ? null : writeRoute({ page: 'saved', id: null, run: now.id })} /> : null}
      <p><a href={writeRoute({ page: 'sweeps' })} data-testid="open-sweeps">{t('sweep:open', { count: sweeps.length })}</a></p>
    </>
  );
}
