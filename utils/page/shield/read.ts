import { COVERS, SURE } from '@/utils/sites/covers';
import { followed } from '@/utils/sites/follows';
import { unmeasured } from '@/utils/sites/measure';
import type { PageFacts, Site, Speakers } from '@/utils/sites/site';
import { queryAll } from '../natural';
import type { Facts } from './decide';

const OTHER: Facts = { kind: 'other' };
const EMPTY: Facts = { kind: 'empty' };

/** What stands in an element that a cover's selector hit. Never throws: what a reader cannot read is no post. */
export function factsOf(el: Element, site: Site | null, page: PageFacts, viewer: string | null): Facts {
  if (!site) return OTHER;
  try {
    const post = site.at(el, page);
    if (post !== null) return { kind: 'post', post: unmeasured(() => site.read(post, page)), viewer, followed: followed(site.id, post, page) };
    if (site.find(el, page).length > 0) return OTHER;
  } catch {
    // As if nothing was found.
  }
  // A row with nothing that leads anywhere is a shell of one: words and a name are all it has.
  return SURE.has(site.id) && el.matches(COVERS[site.id]) && queryAll(el, 'a[href]').length === 0 ? EMPTY : OTHER;
}

/** Who speaks in it, where the reader tells that for little. */
export function speakersOf(el: Element, site: Site | null, page: PageFacts): Speakers | null {
  try {
    return site?.speakers?.(el, page) ?? null;
  } catch {
    return null;
  }
}
