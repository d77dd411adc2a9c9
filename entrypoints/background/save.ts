import { capture, whenDerived, type Wish } from '@/utils/capture/capture';
import { randomId } from '@/utils/domain/ids';
import { language } from '@/utils/i18n/stored';
import type { Told } from '@/utils/messages/types';
import { browser, type Tabs } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { askPage, linkTo } from './page-link';
import { rescue } from './rescue';

/** One capture after another: pictures have a quota, and two at once would look at one tab. */
let queue: Promise<unknown> = Promise.resolve();

export interface Outcome {
  told: Told;
  id: string | null;
}

/** Where a page shows mails: what proves one is its original, which she can fetch and attach. */
const MAIL = /^https:\/\/(?:mail\.google\.com|outlook\.(?:live\.com|office\.com|office365\.com|cloud\.microsoft))\//;

const told = (outcome: Told['outcome'], number: number | null = null, problem: string | null = null, undo: string | null = null): Told => ({
  outcome, number, problem, undo,
});

export const save = (tab: Tabs.Tab, wish: Wish): Promise<Outcome> => inTurn(() => saveNow(tab, wish));

export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = queue.then(() => awake(work));
  queue = mine.catch(() => undefined);
  return mine;
}

/** A worker ends after 30 idle seconds, and she may take longer to point: a call of the browser's interface counts as work. */
export async function awake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), 20_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function saveNow(tab: Tabs.Tab, wish: Wish): Promise<Outcome> {
  const tabId = tab.id as number;
  if ((await openVault().state()).kind === 'none') {
    await browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html') });
    return { told: told('failed', null, 'no-vault'), id: null };
  }
  const link = linkTo(tabId, tab.url ?? '');
  const saved = await capture(tab, link, wish);
  if (!saved.ok) {
    if (saved.error === 'nothing-there') return { told: told('failed', null, 'nothing-there'), id: null };
    return { told: await rescue(saved.error, saved.item), id: null };
  }
  const { id, number, problem } = saved.value;
  const next = MAIL.test(tab.url ?? '') ? { next: 'mail-original' as const } : {};
  if (number === null) return { told: { ...told('saved-locked', null, problem), ...next }, id };
  void whenDerived(saved.value, link, wish.wordsOnly);
  return { told: { ...told(wish.wordsOnly ? 'saved-words' : 'saved', number, problem, await undoToken(tabId, id)), ...next }, id };
}

/** Two minutes, for this tab only. */
async function undoToken(tabId: number, id: string): Promise<string> {
  const token = randomId();
  await browser.storage.session.set({ [`undo:${token}`]: { tabId, id, until: Date.now() + 120_000 } });
  return token;
}

/** A tombstone, not a hole. */
export async function undo(token: string, tabId: number | undefined): Promise<Told> {
  const key = `undo:${token}`;
  const held = (await browser.storage.session.get(key))[key] as { tabId: number; id: string; until: number } | undefined;
  await browser.storage.session.remove(key);
  if (!held || held.tabId !== tabId || Date.now() > held.until) return told('failed', null, 'undo-ended');
  const gone = await openVault().remove([held.id], 'undo');
  return gone.ok ? told('undone') : told('failed', null, gone.error);
}

/** The bar in the page says how it went; where it cannot, the toolbar's title does. */
export async function tell(tabId: number, what: Told): Promise<void> {
  const lang = await language();
  await askPage(tabId, 'page.told', { ...what, lang }).catch(() => undefined);
}
