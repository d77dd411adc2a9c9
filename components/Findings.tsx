import { tCode } from '@/utils/i18n';
import { formatBytes, formatList, formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { Notice } from './Notice';

export interface Finding { id: string; detail: number[] }

/** What the vault found out about itself and its place, each in a sentence or two. */
export function Findings({ findings }: { findings: Finding[] }) {
  const t = useT();
  return (
    <>
      {findings.map((finding) => (
        <Notice key={finding.id} kind={finding.id.startsWith('damaged') ? 'failed' : 'needs'} title={tCode('settings:finding.', finding.id)} testid={`finding-${finding.id}`}>
          <p>{tCode('settings:findingMore.', finding.id, { bytes: formatBytes(finding.detail[0] ?? 0) })}</p>
          {finding.id === 'damaged-item' && finding.detail.length > 0 ? (
            <p>{t('settings:findingNumbers', { numbers: formatList(finding.detail.slice(0, 20).map((n) => formatNumber(n, { useGrouping: false }))), count: finding.detail.length })}</p>
          ) : null}
        </Notice>
      ))}
    </>
  );
}
