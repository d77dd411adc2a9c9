import { browser, type Scripting } from '@/utils/platform/browser';
import { COVERS, FRAMES, shieldRule } from '@/utils/sites/covers';
import type { SiteId } from '@/utils/sites/site';

const known = (sites: readonly string[]): SiteId[] => sites.filter((id): id is SiteId => Object.hasOwn(COVERS, id));

/** In her own origin above all of the page's rules, and in no list that the page can read. */
const sheet = (target: Scripting.InjectionTarget, mark: string, sites: readonly SiteId[]): Scripting.CSSInjection => ({ target, css: shieldRule(mark, sites), origin: 'USER' });

/** Runs in each frame that she granted: whether the page around it, of the same origin, counts it as its own. Reads nothing else. */
const isPart = (selector: string): boolean => {
  try {
    return window !== window.top && window.frameElement?.matches(selector) === true;
  } catch {
    return false;
  }
};

async function partsOf(tabId: number, sites: readonly SiteId[]): Promise<number[]> {
  const selector = sites.flatMap((id) => FRAMES[id] ?? []).join(', ');
  if (selector === '') return [];
  const told = await browser.scripting.executeScript({ target: { tabId, allFrames: true }, func: isPart, args: [selector], injectImmediately: true });
  return told.filter(({ result }) => result === true).map(({ frameId }) => frameId);
}

/** The page, or the frames that are a part of it. False: there is no such frame. */
export async function draw({ tabId, frames = false }: { tabId: number; frames?: boolean }, mark: string, sites: readonly string[]): Promise<boolean> {
  const ids = known(sites);
  const parts = frames ? await partsOf(tabId, ids) : [0];
  if (ids.length === 0 || parts.length === 0) return false;
  const rule = sheet({ tabId, frameIds: parts }, mark, ids);
  // Once, however often it is asked for: what is taken away later is one.
  if (frames) await browser.scripting.removeCSS(rule).catch(() => undefined);
  await browser.scripting.insertCSS(rule);
  return true;
}

export async function undraw(tabId: number, mark: string, sites: readonly string[]): Promise<void> {
  const ids = known(sites);
  if (ids.length === 0) return;
  await browser.scripting.removeCSS(sheet({ tabId, frameIds: [0] }, mark, ids));
  const parts = await partsOf(tabId, ids).catch(() => []);
  if (parts.length > 0) await browser.scripting.removeCSS(sheet({ tabId, frameIds: parts }, mark, ids)).catch(() => undefined);
}
