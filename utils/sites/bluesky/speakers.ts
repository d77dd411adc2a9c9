import type { Named, PageFacts, Speakers } from '../site';
import { address, handleLeaf, linkAddress, quoteAround, quoteBox, type Address } from './place';
import * as selectors from './selectors';
import { avatarId, mediaOf, statedHandle, userIdIn } from './who';

/** Without one of these nothing in a row names its author by a picture. */
const sourced = '[src],[poster]';

/** By the row's test id, its own link and its avatar. The page's main post has no such link: it is read. */
export function speakers(row: Element, page: PageFacts): Speakers | null {
  if (!row.matches(selectors.item)) return null;
  const box = quoteBox(row);
  const place = box ? linkAddress(row, box, page)?.address : address(row.querySelector(selectors.permalink)?.getAttribute('href') ?? null, page, selectors.permalinkPath, 'data');
  // A quote whose edge is only guessed.
  if (!place || (!box && !oneHandle(row) && quoteAround(row))) return null;
  return { sender: nameIn(row, box, place, page), quoted: box && quotedIn(box, page), own: false };
}

/** Where no second `@` stands beside the words, there is no second handle. */
function oneHandle(row: Element): boolean {
  const signs = (element: Element | null): number => (element?.textContent ?? '').split('@').length - 1;
  const all = signs(row);
  return all < 2 || all - signs(row.querySelector(selectors.anyText)) < 2;
}

function quotedIn(box: Element, page: PageFacts): Named {
  const inner = quoteBox(box);
  return nameIn(box, inner, linkAddress(box, inner, page)?.address ?? null, page);
}

function nameIn(root: Element, quote: Element | null, place: Address | null, page: PageFacts): Named {
  const { fromId, fromLink, known } = statedHandle(root, place);
  const handle = known ?? (fromId || fromLink ? null : handleLeaf(root, null, quote)?.handle) ?? null;
  const first = quote || place?.who.startsWith('did:') ? null : avatarId(root.querySelector(selectors.avatar), handle, page);
  const media = (): Element[] => (root.querySelector(sourced) ? mediaOf(root, quote) : []);
  return { userId: first ?? userIdIn(root, quote, place, handle, media(), page)?.id ?? null, handle };
}
