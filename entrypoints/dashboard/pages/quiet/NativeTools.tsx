import { NATIVE_READ_ON, toolsFor } from '@/utils/act/native';
import { tCode } from '@/utils/i18n';
import { formatDay } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

/** What the platform itself has that beats one block after the other; each with where and when it was read. */
export function NativeTools({ site, count }: { site: string; count: number }) {
  const t = useT();
  const tools = toolsFor(site, count);
  const root = tools[0]?.settings;
  if (root === undefined) return null;
  return (
    <details class="block" open={count > 1} data-testid="native-tools">
      <summary>{t('quiet:toolsTitle')}</summary>
      <p>{t('quiet:toolsLead', { count })}</p>
      <ul class="plain-list">
        {tools.map(({ id, seen, seenDate }) => (
          <li key={id} data-testid="native-tool">
            <p>{tCode('quiet:tool.', id)}</p>
            <p>{tCode('quiet:toolPath.', id)}</p>
            <p class="hint">{t('quiet:toolsFrom')} <bdi class="hash" dir="ltr">{seen}</bdi> ({seenDate === null ? '' : `${t('quiet:toolsDated', { date: formatDay(seenDate) })}, `}{t('quiet:toolsRead', { date: formatDay(NATIVE_READ_ON) })})</p>
          </li>
        ))}
      </ul>
      <p><a href={root} target="_blank" rel="noreferrer noopener">{t('quiet:toolsOpen')} ({t('quiet:toolsNew')})</a></p>
    </details>
  );
}
