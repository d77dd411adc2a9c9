import { actSlot } from '@/utils/domain/act';
import { browser } from '@/utils/platform/browser';
import { callIn } from '@/utils/platform/page-call';

/** Platforms that show a bulk action to their watchers sooner in a tab that nobody looks at. */
const SEEN_ONLY = new Set(['x']);

/** A tab of that host, the one in front first. Its address is known only where she granted the host. */
async function tabOf(site: string, host: string): Promise<number | null> {
  const tabs = await browser.tabs.query({ url: `*://${host}/*`, status: 'complete' });
  const fit = tabs.filter(({ id, active, discarded }) => id !== undefined && discarded !== true && (active || !SEEN_ONLY.has(site)));
  return (fit.find(({ active }) => active) ?? fit[0])?.id ?? null;
}

/** Runs one call in the page of that host, in her session there. Null: no such page is open, or no script may run in it. */
export async function actPage<T>(site: string, host: string, call: 'prepare' | 'perform' | 'look' | 'who', ask: unknown): Promise<T | null> {
  const tabId = await tabOf(site, host);
  if (tabId === null) return null;
  try {
    return await callIn<T>(tabId, 'act.js', actSlot(browser.runtime.getManifest().version), call, ask);
  } catch {
    return null;
  }
}
