import { squash } from '../dom';
import type { PageFacts, Speakers } from '../site';
import { ruleFor } from '../taught';
import { onceATurn } from '../turn';
import { stated } from './jsonld';
import { handleOf } from './read';
import * as sel from './selectors';
import { entryLink, entryPart, isEntryPost, isItemPost } from './structure';

/** Pages whose posts are h-entries, by the first of the ways in which posts are found; what says more of itself is read. */
const byEntries = onceATurn((doc: Document, page: PageFacts): boolean =>
  ruleFor(page) === null && stated(page).length === 0 && ![...doc.querySelectorAll(sel.item)].some(isItemPost));

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  if (!cover.matches(sel.entry) || !byEntries(page.doc, page) || !isEntryPost(cover) || squash(cover.textContent) === null) return null;
  const href = entryLink(entryPart(cover, '.p-author'))?.getAttribute('href');
  return { sender: { userId: null, handle: handleOf(href, page) }, quoted: null, own: false };
}
