import type { PageFacts, Site } from '@/utils/sites/site';

/** Keys of our own isolated world's `globalThis`: the page's scripts cannot see them. */
const SITES = Symbol.for('hf.sites');

type World = { [SITES]?: Site[] };

/** Called by each `site-<id>.js`; a second injection of the same file replaces the first. */
export function addSite(site: Site): void {
  const world = globalThis as World;
  world[SITES] = [...(world[SITES] ?? []).filter((other) => other.id !== site.id), site];
}

/** The adapter for this page, the generic one last; null when none of the injected ones fits. */
export function pickSite(page: PageFacts): Site | null {
  const sites = (globalThis as World)[SITES] ?? [];
  const fits = sites.filter((site) => site.matches(page));
  return fits.find((site) => site.id !== 'generic') ?? fits[0] ?? null;
}

/** Read again for every use: single-page apps change the address without a load. */
export const pageFacts = (): PageFacts => ({ url: new URL(location.href), doc: document });
