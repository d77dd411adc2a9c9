import { browser } from '@/utils/platform/browser';

/**
 * A document on which she pressed (shortcut, menu, toolbar) may send `capture` until it goes. Kept in
 * `storage.session`, so that a restarted worker still knows.
 */
export interface Armed {
  origin: string;
  documentId: string | null;
}

const keyOf = (tabId: number): string => `armed:${tabId}`;

export async function arm(tabId: number, url: string | undefined, documentId: string | null): Promise<void> {
  const origin = originOf(url);
  if (origin !== null) await browser.storage.session.set({ [keyOf(tabId)]: { origin, documentId } satisfies Armed });
}

export const disarm = (tabId: number): Promise<void> => browser.storage.session.remove(keyOf(tabId));

export async function armedIn(tabId: number): Promise<Armed | null> {
  const key = keyOf(tabId);
  return ((await browser.storage.session.get(key))[key] as Armed | undefined) ?? null;
}

export function originOf(url: string | undefined): string | null {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : null;
}

/** A load ends it; a change of address inside one document does not. */
export function watchArmed(): void {
  browser.tabs.onUpdated.addListener((tabId, change) => {
    if (change.status === 'loading' && change.url === undefined) void disarm(tabId);
    if (change.url !== undefined) void leaveOrigin(tabId, change.url);
  });
  browser.tabs.onRemoved.addListener((tabId) => void disarm(tabId));
}

async function leaveOrigin(tabId: number, url: string): Promise<void> {
  const armed = await armedIn(tabId);
  if (armed !== null && armed.origin !== originOf(url)) await disarm(tabId);
}
