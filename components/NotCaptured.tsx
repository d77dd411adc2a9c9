import { tCode } from '@/utils/i18n';
import { formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { Notice } from './Notice';

export interface NotCapturedProps { gaps: { what: string; why: string }[]; parsed: boolean; lockedThen: boolean }

/** What the record does not hold, and why, said as plainly as what it holds. */
export function NotCaptured({ gaps, parsed, lockedThen }: NotCapturedProps) {
  const t = useT();
  if (gaps.length === 0 && parsed && !lockedThen) return null;
  return (
    <Notice title={t('item:gapsTitle')} testid="not-captured">
      <ul class="plain-list">
        {parsed ? null : <li>{t('item:notParsed')}</li>}
        {counted(gaps).map(({ what, why, count }) => (
          <li key={`${what} ${why}`}>{t('item:gap', { what: tCode('item:what.', what), why: tCode('item:why.', why) })}{count > 1 ? ` (${formatNumber(count)})` : null}</li>
        ))}
        {lockedThen ? <li>{t('item:savedLocked')}</li> : null}
      </ul>
    </Notice>
  );
}

/** `media https://…` is told as `media`: an address may hold words, and belongs below the cover. */
function counted(gaps: NotCapturedProps['gaps']): { what: string; why: string; count: number }[] {
  const seen = new Map<string, { what: string; why: string; count: number }>();
  for (const gap of gaps) {
    const what = gap.what.split(' ')[0] ?? '';
    const key = `${what} ${gap.why}`;
    seen.set(key, { what, why: gap.why, count: (seen.get(key)?.count ?? 0) + 1 });
  }
  return [...seen.values()];
}
