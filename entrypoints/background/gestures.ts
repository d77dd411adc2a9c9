import type { ChosenBy } from '@/utils/domain/record';
import type { Pointing, Told } from '@/utils/messages/types';
import { browser, type Menus, type Tabs } from '@/utils/platform/browser';

import { arm } from './arming';
import { ensureScripts } from './page-link';
import { tellBar } from './bar';
import { save, tell } from './save';

export const MENUS = ['save-post', 'save-words', 'pick-element', 'draw-region'] as const;

/** After install and at every start of Firefox's event page: made anew, never doubled. */
export async function makeMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const id of MENUS) {
    browser.contextMenus.create({
      id,
      title: browser.i18n.getMessage(`menu_${id.replace('-', '_')}`),
      contexts: ['page', 'link', 'selection', 'image', 'video'],
      documentUrlPatterns: ['http://*/*', 'https://*/*'],
    });
  }
}

/** She pressed: the tab is armed for the bar, and the post is saved at once. */
export async function pressed(tab: Tabs.Tab, pointings: Pointing[], trigger: ChosenBy, wordsOnly: boolean): Promise<Told> {
  const tabId = tab.id as number;
  const documentId = await ensureScripts(tabId, tab.url ?? '').catch(() => null);
  await arm(tabId, tab.url, documentId);
  await tellBar(tabId, tab.url);
  let told: Told = { outcome: 'failed', number: null, problem: 'nothing-there', undo: null };
  for (const pointing of pointings) {
    ({ told } = await save(tab, { pointing, wordsOnly, trigger: pointing.how === 'picker' ? 'picker' : trigger }));
    if (told.problem !== 'nothing-there') break;
  }
  await tell(tabId, told);
  return told;
}

export async function onCommand(command: string, tab?: Tabs.Tab): Promise<void> {
  const active = tab ?? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0];
  if (active?.id === undefined || (command !== 'save-post' && command !== 'save-words')) return;
  // Under the pointer, else under focus, else she points: never a guess.
  await pressed(active, [{ how: 'pointer' }, { how: 'focus' }, { how: 'picker' }], 'shortcut-pointer', command === 'save-words');
}

export async function onMenu(info: Menus.OnClickData, tab?: Tabs.Tab): Promise<void> {
  if (tab?.id === undefined) return;
  const picker: Pointing = { how: 'picker' };
  if (info.menuItemId === 'pick-element') return void (await pressed(tab, [picker], 'picker', false));
  if (info.menuItemId === 'draw-region') return void (await pressed(tab, [{ how: 'region' }], 'region', false));
  const pointing: Pointing = { how: 'menu', linkUrl: info.linkUrl ?? null, selection: info.selectionText ?? null, framed: (info.frameId ?? 0) !== 0 };
  await pressed(tab, [pointing, picker], 'menu', info.menuItemId === 'save-words');
}
