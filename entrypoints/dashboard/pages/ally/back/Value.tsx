import type { Chosen, LabelValues } from '@/utils/handoff/labels/values';
import { useT } from '@/utils/ui/use-t';

import { valueWords } from './words';

/** One value as text. A note may repeat what the post says, so it is read at a press only. */
export function Value({ field, value }: { field: Chosen; value: LabelValues[Chosen] }) {
  const t = useT();
  if (field === 'note') return <details><summary>{t('triage:read')}</summary><p class="verbatim" dir="auto">{valueWords(field, value)}</p></details>;
  return <bdi class={field === 'line' ? 'verbatim' : undefined}>{valueWords(field, value)}</bdi>;
}
