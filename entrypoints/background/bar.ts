import { language } from '@/utils/i18n/stored';
import type { BarSetting } from '@/utils/messages/types';
import { browser } from '@/utils/platform/browser';

import { originOf } from './arming';
import { askPage } from './page-link';
import { grantedPatterns, isGranted } from './site-scripts';

/** Beside the post under the pointer only on sites she granted, and only while she wants it. */
export async function barSetting(origin: string | null): Promise<BarSetting> {
  const wanted = (await browser.storage.local.get('bar'))['bar'] !== false;
  const on = wanted && origin !== null && isGranted(await grantedPatterns(), origin);
  return { on, lang: await language() };
}

/** Before anything is shown in a page that was only pressed on: its words are in her language. */
export async function tellBar(tabId: number, url: string | undefined): Promise<void> {
  await askPage(tabId, 'page.bar', await barSetting(originOf(url))).catch(() => undefined);
}
