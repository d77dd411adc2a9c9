import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Tick } from '@/components/Tick';
import type { KeptSelectors } from '@/utils/domain/taught';
import { tCode } from '@/utils/i18n';
import { formatDayHere, formatNumber } from '@/utils/i18n/format';
import { checkCss } from '@/utils/mend/css';
import { MOST_BYTES, readFile } from '@/utils/mend/file';
import { known } from '@/utils/mend/names';
import { releaseKey } from '@/utils/mend/release-key';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** Signed data files for adapters: taken in by hand, off until switched on, each with what it changes. */
export function CorrectionsSection({ vault }: { vault: Vault }) {
  const t = useT();
  const [files, setFiles] = useState<KeptSelectors[]>([]);
  const [told, setTold] = useState<string | null>(null);
  const look = useCallback(() => {
    void vault.selectorFiles().then((all) => setFiles(all.ok ? all.value : []), () => setFiles([]));
  }, [vault]);
  useEffect(() => {
    look();
    return vault.subscribe(look);
  }, [vault, look]);
  const takeIn = async (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    const bytes = new Uint8Array(await chosen.slice(0, MOST_BYTES + 1).arrayBuffer());
    input.value = '';
    const read = await readFile(bytes, releaseKey(), known);
    const css = read.ok ? checkCss(read.value.file.selectors) : read;
    if (!read.ok || !css.ok) return setTold(`${tCode('reading:', css.ok ? 'failed' : css.error)} ${t('reading:stays')}`);
    const { file: { site, adapterVersion, selectors, made }, hash } = read.value;
    const kept = await vault.keepSelectors({ site, version: adapterVersion, hash, selectors, made, on: false });
    setTold(kept.ok ? t('reading:taken', { site: siteName(site) }) : t('reading:failed'));
    look();
  };
  return (
    <section class="block" data-testid="corrections">
      <h2>{t('reading:filesTitle')}</h2>
      <p class="hint" id="corrections-hint">{t('reading:filesLead')}</p>
      {files.length === 0 ? null : (
        <ul class="files" role="list">
          {files.map((file) => <li key={file.site}><Correction file={file} vault={vault} look={look} /></li>)}
        </ul>
      )}
      <label class="field">
        <span class="field-label">{t('reading:choose')}</span>
        <input type="file" accept=".json" aria-describedby="corrections-hint" onChange={(event) => void takeIn(event.currentTarget)} data-testid="correction-file" />
      </label>
      <p role="status" data-testid="correction-answer">{told}</p>
    </section>
  );
}

function Correction({ file, vault, look }: { file: KeptSelectors; vault: Vault; look: () => void }) {
  const t = useT();
  const site = siteName(file.site);
  const serves = known[file.site]?.version === file.version;
  const changed = Object.entries(file.selectors);
  const version = formatNumber(file.version);
  return (
    <div>
      <Tick label={t('reading:use', { site })} hint={t(serves ? 'reading:made' : 'reading:old', { date: formatDayHere(file.made), version })} checked={file.on && serves}
        onChange={(on) => void vault.keepSelectors({ ...file, on }).then(look)} testid={`use-correction-${file.site}`} />
      <details>
        <summary>{t('reading:changes', { count: changed.length })}</summary>
        <ul class="files" role="list">
          {changed.map(([name, next]) => <li key={name}><code dir="ltr">{name}</code> <span class="hint"><del dir="ltr">{known[file.site]?.selectors[name] ?? ''}</del></span> <code dir="ltr">{next}</code></li>)}
        </ul>
      </details>
      <Button kind="quiet" onClick={() => void vault.dropSelectors(file.site).then(look)} testid={`remove-correction-${file.site}`}>{t('reading:remove', { site })}</Button>
    </div>
  );
}
