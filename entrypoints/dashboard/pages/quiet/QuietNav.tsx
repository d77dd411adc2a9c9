import { useT } from '@/utils/ui/use-t';
import { writeRoute, type QuietPart } from '@/utils/ui/route';

const PARTS = ['home', 'history', 'lists'] as const;

export function QuietNav({ part }: { part: QuietPart }) {
  const t = useT();
  return (
    <nav class="act-nav" aria-label={t('quiet:title')}>
      {PARTS.map((one) => <a key={one} href={writeRoute({ page: 'quiet', part: one, of: null })} aria-current={one === (part === 'block' ? 'home' : part) ? 'page' : undefined} data-testid={`quiet-part-${one}`}>{t(`quiet:part.${one}`)}</a>)}
    </nav>
  );
}
