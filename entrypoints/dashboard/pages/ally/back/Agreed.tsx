import type { agreementOf } from '@/utils/handoff/labels/summary';
import { formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

/** How two people agree, as a count first; Cohen's kappa beside it where it says something. */
export function Agreed({ names, of }: { names: [string, string]; of: ReturnType<typeof agreementOf> }) {
  const t = useT();
  const rows = (['form', 'severity'] as const).filter((axis) => of[axis].both > 0);
  if (rows.length === 0) return null;
  return (
    <div data-testid="agreed">
      <p><bdi>{names[0]}</bdi> · <bdi>{names[1]}</bdi></p>
      <ul class="plain-list">
        {rows.map((axis) => (
          <li key={axis} data-testid={`agreed-${axis}`}>
            {t('triage:agreed', { axis: t(`triage:axis.${axis}`), same: formatNumber(of[axis].same), both: formatNumber(of[axis].both) })}
            {of[axis].kappa === null ? null : <span class="hint"> {t('triage:kappa', { kappa: formatNumber(of[axis].kappa, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) })}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
