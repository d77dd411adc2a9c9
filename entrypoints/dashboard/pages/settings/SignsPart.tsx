import { meta } from '@/assets/data/threat-signs.json';
import { tCode } from '@/utils/i18n';
import { formatLanguages, formatNumber } from '@/utils/i18n/format';
import { SIGNS } from '@/utils/domain/shield';
import { useT } from '@/utils/ui/use-t';

/** What each rule is about, so that she knows why something was covered. */
export function SignsPart() {
  const t = useT();
  return (
    <details data-testid="shield-signs">
      <summary>{t('shield:signs.title')}</summary>
      <p class="hint">{t('shield:signs.lead', { version: formatNumber(meta.version), languages: formatLanguages(Object.keys(meta.reviewed)) })}</p>
      <ul>{SIGNS.map((id) => <li key={id}>{tCode('shield:signs.', id)}</li>)}</ul>
    </details>
  );
}
