import { COVERS, SURE } from '@/utils/sites/covers';
import { followed } from '@/utils/sites/follows';
import { unmeasured } from '@/utils/sites/measure';
import type { PageFacts, Site, Speakers } from '@/utils/sites/site';
import type { Facts } from './decide';

const OTHER: Facts = { kind: 'other' };
const EMPTY: Facts = { kind: 'empty' };

/** What stands in an element that a cover's selector hit. Never throws: what a reader cannot read is no post. */
export function factsOf(el: Element, site: Site | null, page: PageFacts, viewer: string | null): Facts {
  if (!site) return OTHER;
  try {
    const post = site.at(el, page);
    if (post !== null) return { kind: 'post', post: unmeasured(() => site.read(post, page)), viewer, followed: followed(site.id, post, page) };
  } catch {
    // As if nothing was found.
  }
  return isShell(el, site, page) ? EMPTY : OTHER;
}

/** A row with nothing that leads anywhere, no post and none in it: words and a name are all it has. */
export const isShell = (el: Element, site: Site | null, page: PageFacts): boolean =>
  site !== null && SURE.has(site.id) && el.matches(COVERS[site.id]) && !Element.prototype.querySelector.call(el, 'a[href]') && holdsNone(el, site, page);

function holdsNone(el: Element, site: Site, page: PageFacts): boolean {
  try {
    return site.at(el, page) === null && site.find(el, page).length === 0;
  } catch {
    return true;
  }
}

/** Who speaks in it, where the reader tells that for little. */
export function speakersOf(el: Element, site: Site | null, page: PageFacts): Speakers | null {
  try {
    return site?.speakers?.(el, page) ?? null;
  } catch {
    return null;
  }
}
