import { TAUGHT, type Taught } from '@/utils/domain/taught';
import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { originOf } from './arming';

const keyOf = (tabId: number): string => `taught:${tabId}`;

/** A value in our own isolated world of the tab's top document, where our scripts find it and the page's cannot. */
export async function putSlot(tabId: number, slot: string, value: unknown): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId },
    func: (name: string, what: unknown) => {
      (globalThis as { [key: symbol]: unknown })[Symbol.for(name)] = what;
    },
    args: [slot, value],
  });
}

/** Nothing while the vault is locked: the readers go on as they are. */
async function taughtFor(url: string, sites: readonly string[]): Promise<Taught> {
  const origin = originOf(url);
  const [rules, files] = await Promise.all([openVault().siteRules(), openVault().selectorFiles()]);
  return {
    rule: rules.ok ? (rules.value.find((rule) => rule.origin === origin) ?? null) : null,
    fixes: files.ok ? files.value.filter(({ on, site }) => on && sites.includes(site)).map(({ site, version, hash, selectors }) => ({ site, version, hash, selectors })) : [],
  };
}

/**
 * Before the readers come into the page; also when there is nothing any more, in a document that was told something before.
 * `sites`: the readers that come.
 */
export async function teach(tabId: number, url: string, sites: readonly string[]): Promise<Taught> {
  const taught = await taughtFor(url, sites).catch((): Taught => ({ rule: null, fixes: [] }));
  const something = taught.rule !== null || taught.fixes.length > 0;
  const key = keyOf(tabId);
  if (something || (await browser.storage.session.get(key))[key] === true) {
    await putSlot(tabId, TAUGHT, taught);
    await (something ? browser.storage.session.set({ [key]: true }) : browser.storage.session.remove(key));
  }
  return taught;
}
