import { browser } from '@/utils/platform/browser';

/**
 * The server's own `Date` of a page's main answer, read and never changed, and only when she granted `webRequest` and the
 * site. Held in memory of the browser by tab: no request is ever made for it.
 */
interface Seen {
  origin: string;
  date: string;
}

const keyOf = (tabId: number): string => `date:${tabId}`;

export function watchServerDate(): void {
  const api = (browser as { webRequest?: typeof browser.webRequest }).webRequest;
  api?.onHeadersReceived.addListener(
    ({ tabId, url, responseHeaders, statusCode }) => {
      if (tabId < 0 || (statusCode >= 300 && statusCode < 400)) return undefined;
      const date = responseHeaders?.find((header) => header.name.toLowerCase() === 'date')?.value;
      const origin = URL.parse(url)?.origin;
      if (origin === undefined) return undefined;
      void (date === undefined ? browser.storage.session.remove(keyOf(tabId)) : browser.storage.session.set({ [keyOf(tabId)]: { origin, date } satisfies Seen }));
      return undefined;
    },
    { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] },
    ['responseHeaders'],
  );
  browser.tabs.onRemoved.addListener((tabId) => void browser.storage.session.remove(keyOf(tabId)));
}

/** Null with the reason: `not-watched` (no permission), `not-seen` (loaded before, or without the header). */
export async function serverDate(tabId: number, url: string): Promise<{ header: string | null; reason: string | null }> {
  if (!(await browser.permissions.contains({ permissions: ['webRequest'] }))) return { header: null, reason: 'not-watched' };
  const seen = (await browser.storage.session.get(keyOf(tabId)))[keyOf(tabId)] as Seen | undefined;
  return seen?.origin === URL.parse(url)?.origin && seen ? { header: seen.date, reason: null } : { header: null, reason: 'not-seen' };
}
