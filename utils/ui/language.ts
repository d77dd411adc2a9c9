import { bestLanguage, language, setLanguage } from '@/utils/i18n';
import { browser } from '@/utils/platform/browser';

const KEY = 'language';

/** Before the first drawing: what she chose, else the browser's. Follows a choice made in another page of ours. */
export async function startLanguage(): Promise<void> {
  const kept: unknown = (await browser.storage.local.get(KEY))[KEY];
  setLanguage(typeof kept === 'string' ? kept : bestLanguage(navigator.languages));
  browser.storage.local.onChanged.addListener((changes) => {
    const next: unknown = changes[KEY]?.newValue;
    if (typeof next === 'string' && next !== language()) setLanguage(next);
  });
}

export async function chooseLanguage(code: string): Promise<void> {
  setLanguage(code);
  await browser.storage.local.set({ [KEY]: code });
}
