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
async function ruleFor(url: string): Promise<Taught['rule']> {
  const origin = originOf(url);
  const rules = origin === null ? null : await openVault().siteRules().catch(() => null);
  return rules?.ok ? (rules.value.find((rule) => rule.origin === origin) ?? null) : null;
}

/** Before the readers come into the page; also when there is nothing any more, in a document that was told something before. */
export async function teach(tabId: number, url: string): Promise<Taught> {
  const taught: Taught = { rule: await ruleFor(url), fix: null };
  const something = taught.rule !== null || taught.fix !== null;
  const key = keyOf(tabId);
  if (something || (await browser.storage.session.get(key))[key] === true) {
    await putSlot(tabId, TAUGHT, taught);
    await (something ? browser.storage.session.set({ [key]: true }) : browser.storage.session.remove(key));
  }
  return taught;
}
