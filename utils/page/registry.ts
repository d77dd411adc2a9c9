import type { PageFacts, Site } from '@/utils/sites/site';
import { ruleFor } from '@/utils/sites/taught';
import { changesOf } from '@/utils/sites/turn';

/** Keys of our own isolated world's `globalThis`: the page's scripts cannot see them. */
const SITES = Symbol.for('hf.sites');

type World = { [SITES]?: Site[] };

/** Called by each `site-<id>.js`; a second injection of the same file replaces the first. */
export function addSite(site: Site): void {
  const world = globalThis as World;
  world[SITES] = [...(world[SITES] ?? []).filter((other) => other.id !== site.id), site];
}

/** Whose readers are here. */
export const siteIds = (): Site['id'][] => ((globalThis as World)[SITES] ?? []).map(({ id }) => id);

/** The last answer, good until the script that asked has ended, or the page changes where that is watched: whether an adapter fits is a look through the whole page. */
let told: { sites: readonly Site[]; doc: Document; href: string; changes: number | null; site: Site | null } | null = null;

/** The adapter for this page, the generic one last; null when none of the injected ones fits. */
export function pickSite(page: PageFacts): Site | null {
  const sites = (globalThis as World)[SITES] ?? [];
  const { doc, url: { href } } = page;
  const changes = changesOf(doc);
  if (told?.sites === sites && told.doc === doc && told.href === href && told.changes === changes) return told.site;
  // The first that fits is the answer: the others' look through the page would be for nothing.
  const first = (general: boolean): Site | null => sites.find((one) => (one.id === 'generic') === general && one.matches(page)) ?? null;
  const [own, general] = [first(false), first(true)];
  // What she taught serves where the site's own reader finds nothing.
  const site = own && !(general && ruleFor(page) && own.find(doc, page).length === 0) ? own : (general ?? own);
  told = { sites, doc, href, changes, site };
  if (changes === null) queueMicrotask(() => { told = null; });
  return site;
}

/** Read again for every use: single-page apps change the address without a load. */
export const pageFacts = (): PageFacts => ({ url: new URL(location.href), doc: document });
