import { tabKey } from '@/utils/act/job';
import { actSlot } from '@/utils/domain/act';
import { browser } from '@/utils/platform/browser';
import { callIn } from '@/utils/platform/page-call';

/** Platforms that show a bulk action to their watchers sooner in a tab that nobody looks at. */
const SEEN_ONLY = new Set(['x']);
const ownTab = async (host: string): Promise<number | null> => ((await browser.storage.session.get(tabKey(host)))[tabKey(host)] as number | undefined) ?? null;

/** A tab of that host: the run's own, else the one in front first. Its address is known only where she granted the host. */
async function tabOf(site: string, host: string): Promise<number | null> {
  const [tabs, own] = await Promise.all([browser.tabs.query({ url: `*://${host}/*`, status: 'complete' }), ownTab(host)]);
  const fit = tabs.filter(({ id, active, discarded }) => id !== undefined && discarded !== true && (active || !SEEN_ONLY.has(site)));
  return (fit.find(({ id }) => id === own) ?? fit.find(({ active }) => active) ?? fit[0])?.id ?? null;
}

/** Runs one call in the page of that host, in her session there. Null: no such page is open, or no script may run in it. */
export async function actPage<T>(site: string, host: string, call: 'prepare' | 'perform' | 'look' | 'ties', ask: unknown): Promise<T | null> {
  const tabId = await tabOf(site, host);
  if (tabId === null) return null;
  try {
    return await callIn<T>(tabId, 'act.js', actSlot(browser.runtime.getManifest().version), call, ask);
  } catch {
    return null;
  }
}

/**
 * Shows the saved post in a tab of the run's own, so that nothing of hers is left for it. False: she looks elsewhere on a
 * platform that wants its page in front.
 */
export async function openPost(site: string, host: string, url: string): Promise<boolean> {
  const last = await ownTab(host);
  const there = last === null ? null : await browser.tabs.get(last).catch(() => null);
  if (there?.id !== undefined) {
    if (SEEN_ONLY.has(site) && !there.active) return false;
    await browser.tabs.update(there.id, { url });
    return true;
  }
  const { id } = await browser.tabs.create({ url, active: SEEN_ONLY.has(site) });
  await browser.storage.session.set({ [tabKey(host)]: id });
  return true;
}

/** The tab stays hers; the next run opens another. */
export const leavePost = (host: string): Promise<void> => browser.storage.session.remove(tabKey(host));
