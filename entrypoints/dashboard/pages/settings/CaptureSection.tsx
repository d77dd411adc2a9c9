import { useCallback, useEffect, useState } from 'preact/hooks';

import { Tick } from '@/components/Tick';
import { formatNumber } from '@/utils/i18n/format';
import { browser } from '@/utils/platform/browser';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

const ALL = { origins: ['<all_urls>'] };
const DATE = { permissions: ['webRequest' as const] };
/** Chromium only. */
const ARCHIVE = { permissions: ['pageCapture'] } as unknown as { permissions: [] };
const archives = (): boolean => (browser.runtime.getManifest().optional_permissions as string[] | undefined)?.includes('pageCapture') ?? false;

/** How it saves: the bar, readiness in every tab, the server's clock. Each permission is asked for here, in plain words first. */
export function CaptureSection({ vault }: { vault: Vault }) {
  const t = useT();
  const [on, setOn] = useState({ bar: true, always: false, date: false, archive: false });
  const [file, setFile] = useState<string | null>(null);
  const look = useCallback(async () => {
    const [kept, always, date, archive] = await Promise.all([
      browser.storage.local.get('bar'), browser.permissions.contains(ALL), browser.permissions.contains(DATE), archives() ? browser.permissions.contains(ARCHIVE) : false,
    ]);
    setOn({ bar: kept['bar'] !== false, always, date, archive });
  }, []);
  useEffect(() => void look(), [look]);
  const permit = (asked: typeof ALL | typeof DATE | typeof ARCHIVE, wanted: boolean) => {
    void (wanted ? browser.permissions.request(asked) : browser.permissions.remove(asked)).then(look, look);
  };
  const takeIn = async (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    const answer = await vault.takeInFile(new Uint8Array(await chosen.arrayBuffer()));
    input.value = '';
    if (answer.ok) setFile(t('capture:fileTaken', { number: formatNumber(answer.value.number) }));
    else setFile(answer.error === 'already-there' ? t('capture:fileThere') : t('capture:fileDamaged'));
  };
  return (
    <section class="block" data-testid="capture-settings">
      <h2>{t('capture:title')}</h2>
      <Tick label={t('capture:bar')} hint={t('capture:barHint')} checked={on.bar} onChange={(bar) => void browser.storage.local.set({ bar }).then(look)} testid="setting-bar" />
      <Tick label={t('capture:always')} hint={t('capture:alwaysHint')} checked={on.always} onChange={(wanted) => permit(ALL, wanted)} testid="setting-always" />
      <Tick label={t('capture:serverDate')} hint={t('capture:serverDateHint')} checked={on.date} onChange={(wanted) => permit(DATE, wanted)} testid="setting-date" />
      {archives() ? <Tick label={t('capture:archive')} hint={t('capture:archiveHint')} checked={on.archive} onChange={(wanted) => permit(ARCHIVE, wanted)} testid="setting-archive" /> : null}
      <h3>{t('capture:fileTitle')}</h3>
      <p class="hint" id="file-hint">{t('capture:fileHint')}</p>
      <label class="field">
        <span class="field-label">{t('capture:fileChoose')}</span>
        <input type="file" accept=".age" aria-describedby="file-hint" onChange={(event) => void takeIn(event.currentTarget)} data-testid="take-in-file" />
      </label>
      <p role="status" data-testid="take-in-answer">{file}</p>
    </section>
  );
}
