import type { FileEntry } from '@/utils/domain/record';
import { tCode } from '@/utils/i18n';
import { formatBytes } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

/** Every file with its length and SHA-256, so that she can compare them with a package. */
export function FileTable({ files, gone }: { files: FileEntry[]; gone: ReadonlySet<string> }) {
  const t = useT();
  return (
    <section class="block">
      <details>
        <summary>{t('item:filesTitle', { count: files.length })}</summary>
        <p class="hint">{t('item:filesLead')}</p>
        <ul class="files" role="list" data-testid="files">
          {files.map((file) => (
            <li key={file.path}>
              <span class="file-path" dir="ltr">{file.path}</span>
              <span class="hint">{formatBytes(file.bytes)} · {tCode('item:role.', file.role)}{gone.has(file.path) ? <> · {t('item:fileGone')}</> : null}</span>
              <code class="hash" dir="ltr">{file.sha256}</code>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
