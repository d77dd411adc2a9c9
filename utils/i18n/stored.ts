import { browser } from '@/utils/platform/browser';

/** The language she chose, else the browser's, as far as there are words for it. For contexts without a screen. */
export async function language(): Promise<string> {
  const chosen = (await browser.storage.local.get('language'))['language'];
  return typeof chosen === 'string' ? chosen : browser.i18n.getUILanguage();
}
