import { SweepCard } from '@/components/SweepCard';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { useSweeps } from '@/utils/ui/use-sweeps';
import { useT } from '@/utils/ui/use-t';

/** Every page that was saved as a whole: what, where, when, how many, and what it did not get. */
export function SweepsPage() {
  const t = useT();
  const { sweeps, problem, command } = useSweeps(null);
  return (
    <section class="sheet" data-testid="sweeps-page">
      <h1>{t('sweep:navTitle')}</h1>
      <p class="hint">{t('sweep:navLead')}</p>
      {sweeps === null ? <p class="hint" role="status">{t('common:loading')}</p> : null}
      {sweeps?.length === 0 ? <p data-testid="sweeps-none">{t('sweep:empty')}</p> : null}
      <div role="status">{problem === null ? null : <p>{problemWords({ error: problem })}</p>}</div>
      {sweeps?.map((one) => (
        <SweepCard
          key={one.id} sweep={one} here={false} onCommand={(what) => void command(one.id, what)}
          href={writeRoute({ page: 'saved', id: null, run: one.id })} quietHref={writeRoute({ page: 'quiet', part: 'home', of: { kind: 'run', id: one.id } })}
        />
      ))}
      <p><a href={writeRoute({ page: 'saved', id: null })} data-testid="sweeps-back">{t('sweep:back')}</a></p>
    </section>
  );
}
