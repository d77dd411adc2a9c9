import data from '@/assets/data/child-hotlines.json';
import { formatDay } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

/** Where pictures of children are reported: by address, never by picture. Not links: a visit is hers to choose. */
export function Hotlines() {
  const t = useT();
  return (
    <section class="block" data-testid="hotlines">
      <h3>{t('mark:hotTitle')}</h3>
      <p>{t('mark:hotLead')}</p>
      <ul class="plain-list">
        {data.hotlines.map(({ id, name, scope, url, phone, takes }) => (
          <li key={id}>
            <bdi>{name}</bdi> ({scope.join(', ')}): <bdi class="hash" dir="ltr">{url}</bdi>, {takes === 'address' ? t('mark:hotAddress') : t('mark:hotForm')}
            {phone === null ? null : <>. {t('mark:hotPhone', { phone })}</>}
          </li>
        ))}
      </ul>
      <p class="hint">{t('mark:hotOld', { date: formatDay(data.date) })} {t('mark:hotPolice')}</p>
    </section>
  );
}
