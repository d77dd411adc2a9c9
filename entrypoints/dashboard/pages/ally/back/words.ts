import { shownName } from '@/components/FileChooser';
import type { Advice } from '@/utils/domain/handoff';
import { termLabel } from '@/utils/handoff/labels/taxonomy';
import type { Chosen, FormValue, IdsValue, LabelValues, SeverityValue } from '@/utils/handoff/labels/values';
import { language, t, tCode } from '@/utils/i18n';
import { formatList } from '@/utils/i18n/format';

export const levelWords = (level: number | null): string => (level === null ? t('triage:notSure') : termLabel('severity', ['context', 'low', 'moderate', 'high', 'critical'][level] ?? String(level), language()));
export const formWords = (id: string): string => termLabel('forms', id, language());
export const adviceWords = (advice: Advice): string => tCode('triage:advice.', advice);

/** One value in words, whatever of it is somebody's own text made visible. Text only, never markup. */
export function valueWords(field: Chosen, value: LabelValues[Chosen]): string {
  switch (field) {
    case 'form': {
      const { primary, others } = value as FormValue;
      return formatList([primary, ...others].map(formWords));
    }
    case 'severity': return levelWords((value as SeverityValue).level);
    case 'grounds':
    case 'signs': {
      const { ids } = value as IdsValue;
      return ids.length === 0 ? t('triage:saysNone') : formatList(ids.map((id) => termLabel(field, id, language())));
    }
    case 'advice': return (value as Advice[]).length === 0 ? t('triage:saysNone') : formatList((value as Advice[]).map(adviceWords));
    default: return shownName(value as string);
  }
}
