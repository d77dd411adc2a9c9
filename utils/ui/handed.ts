import { browser } from '@/utils/platform/browser';

/** Random ids of saved posts, from the toolbar's popup to the workspace: in the browser's memory, never in an address, once. */
const KEY = 'chosen-posts';
const MOST = 1_000;

export const handChosen = (ids: readonly string[]): Promise<void> => browser.storage.session.set({ [KEY]: ids.slice(0, MOST) });

/** Empty where nothing was handed over; afterwards nothing is left of it. */
export async function takeChosen(): Promise<string[]> {
  try {
    const ids = (await browser.storage.session.get(KEY))[KEY];
    if (ids !== undefined) await browser.storage.session.remove(KEY);
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id)) : [];
  } catch {
    return [];
  }
}
