import { asRule, LEARN_LANG } from '@/utils/domain/taught';
import { language } from '@/utils/i18n/stored';
import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { arm, originOf } from './arming';
import { tellBar } from './bar';
import { askPage, ensureScripts } from './page-link';
import { awake } from './save';
import { putSlot } from './taught';

/** Asks her in the page; what she calls right is sealed and used at once. */
export async function learnIn(tabId: number): Promise<void> {
  const tab = await browser.tabs.get(tabId);
  const origin = originOf(tab.url);
  if (origin === null || (await openVault().state()).kind !== 'open') return;
  await arm(tabId, tab.url, await ensureScripts(tabId, tab.url ?? ''));
  await tellBar(tabId, tab.url);
  await putSlot(tabId, LEARN_LANG, await language());
  const [answer] = await awake(() => browser.scripting.executeScript({ target: { tabId }, files: ['learn.js'] }));
  const rule = asRule(answer?.result, origin);
  if (rule === null) return;
  const kept = await openVault().setSiteRule(rule);
  if (kept.ok) await ensureScripts(tabId, tab.url ?? '');
  const lang = await language();
  await askPage(tabId, 'page.told', { outcome: kept.ok ? 'remembered' : 'failed', number: null, problem: kept.ok ? null : kept.error, undo: null, lang }).catch(() => undefined);
}
