import { PACES, timeFor } from '@/utils/act/pace';
import { count } from '@/utils/act/queue';
import type { Run } from '@/utils/domain/act';
import { formatWait } from '@/utils/i18n/format';
import { tCode } from '@/utils/i18n';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

/** What will be done, how long it takes, what the other side sees, and what the platform may do. */
export function Plan({ runs }: { runs: Run[] }) {
  const t = useT();
  return (
    <section class="block" data-testid="quiet-plan">
      <h2>{t('quiet:planTitle')}</h2>
      {runs.map((run) => {
        const { waiting } = count(run);
        const pace = PACES[run.site];
        const spared = run.entries.flatMap(({ step }) => (step.state === 'spared' ? [step.why] : []));
        return (
          <div class="note" key={`${run.site} ${run.host}`}>
            <h3>{t('quiet:planPlace', { site: siteName(run.site), host: run.host })}</h3>
            <ul class="plain-list">
              <li>{t('quiet:planCount', { count: waiting, time: formatWait(pace ? timeFor(waiting, [], pace, Date.now()) / 1000 : 0) })}</li>
              <li>{tCode('quiet:sees.', `${run.site}.${run.verb}`)}</li>
              <li>{tCode('quiet:risk.', run.site)}</li>
              {[...new Set(spared)].map((why) => <li key={why}>{t('quiet:spared', { count: spared.filter((one) => one === why).length, why: t(`quiet:spare.${why as 'self'}`) })}</li>)}
            </ul>
          </div>
        );
      })}
      <p>{t('quiet:spares')}</p>
      <p class="hint">{t('quiet:order')}</p>
    </section>
  );
}
