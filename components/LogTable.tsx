import type { LoggedEntry } from '@/utils/domain/log';
import { tCode } from '@/utils/i18n';
import { formatNumber, formatUtc } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

/** What happened to this post, from the log: kind, time and the line's place. */
export function LogTable({ entries }: { entries: LoggedEntry[] }) {
  const t = useT();
  return (
    <section class="block">
      <details>
        <summary>{t('item:logTitle', { count: entries.length })}</summary>
        <p class="hint">{t('item:logLead')}</p>
        <ol class="files" role="list" data-testid="history">
          {entries.map(({ line }) => (
            <li key={line.seq}>
              <span>{tCode('item:log.', line.type)}</span>
              <span class="hint"><time dateTime={line.time}>{formatUtc(line.time)}</time> · {t('item:logLine', { number: formatNumber(line.seq, { useGrouping: false }) })}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
