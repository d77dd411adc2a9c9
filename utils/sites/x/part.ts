import { leaves, outermost, precedes, toUrl, type Leaf } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

/** Where a post stands: its author's handle as the link has it, and its number. */
export interface Place {
  handle: string;
  id: string;
  url: string;
}

export function placeOf(href: string | null | undefined, page: PageFacts): Place | null {
  const url = toUrl(href, page);
  const match = selectors.statusPath.exec(url?.pathname ?? '');
  if (!url || !match?.[1] || !match[2] || selectors.notHandles.has(match[1].toLowerCase())) return null;
  return { handle: match[1], id: match[2], url: `${url.origin}/${match[1]}/status/${match[2]}` };
}

/** The quoted post's box: it holds a name or a time; badges and cards hold neither. */
function quoteBox(root: Element): Element | null {
  const boxes = outermost([...root.querySelectorAll(selectors.box)]);
  return boxes.find((box) => box.querySelector(`${selectors.nameBlock},${selectors.time}`)) ?? null;
}

/** A second name without such a box is a quote's all the same: as much around it as does not hold the first. */
function quoteAround(root: Element): Element | null {
  const [first, second] = root.querySelectorAll(selectors.nameBlock);
  if (!first || !second || first.contains(second)) return null;
  let box: Element = second;
  while (box.parentElement && box.parentElement !== root && !box.parentElement.contains(first)) box = box.parentElement;
  return box;
}

export function partOf(root: Element, page: PageFacts): Part {
  const quote = quoteBox(root);
  return { root, quote: quote ?? quoteAround(root), page, sure: quote !== null || root.querySelectorAll(selectors.nameBlock).length < 2 };
}

/** A post's part: the post itself, or the one it quotes. */
export interface Part {
  root: Element;
  quote: Element | null;
  page: PageFacts;
  /** False where the quote's edge is only guessed. */
  sure: boolean;
}

/** Elements of the part itself. An X page sometimes puts the outer post's bar inside the quote's box. */
export const own = ({ root, quote }: Part, selector: string): Element[] =>
  [...root.querySelectorAll(selector)].filter((element) => !quote?.contains(element));

export const isFocal = (root: Element, place: Place | null, page: PageFacts): boolean =>
  root.getAttribute('tabindex') === '-1' || (place !== null && placeOf(page.url.href, page)?.id === place.id);

/** The post's own time link. */
export function linkOf(part: Part): { link: Element; place: Place } | null {
  for (const link of own(part, selectors.statusLink)) {
    const place = link.querySelector('time') && placeOf(link.getAttribute('href'), part.page);
    if (place) return { link, place };
  }
  return null;
}

/** Its address: by the time link, else by any link to a part of it (pictures, views) that names its author; none in `skip`. */
export function placeIn(part: Part, handle: string | null, links = `${selectors.statusLink},${selectors.articleLink}`, skip: Element | null = null): Place | null {
  const link = linkOf(part);
  if (link) return link.place;
  const author = handle ?? nameIn(part)?.handle;
  for (const other of own(part, links)) {
    if (skip?.contains(other) || other.closest(selectors.anyText)) continue;
    const place = placeOf(other.getAttribute('href'), part.page);
    if (place && place.handle.toLowerCase() === author?.toLowerCase()) return place;
  }
  return null;
}

/** The text node that shows the author's `@handle`: in the name block, else the first one above the words. */
export function nameIn(part: Part, linked: string | null = null): { leaf: Leaf; handle: string; tier: 'testid' | 'structure' } | null {
  const block = own(part, selectors.nameBlock)[0];
  const words = own(part, selectors.anyText)[0];
  const known = linked?.toLowerCase();
  const pieces = leaves(block ?? part.root, selectors.notName);
  const first = pieces.findIndex(({ node, text }) => {
    const name = /^@(\w{1,15})$/.exec(text)?.[1]?.toLowerCase();
    return name && !part.quote?.contains(node) && (block || !words || precedes(node, words)) && (!known || name === known);
  });
  // Somebody may call herself `@name`: then it stands there twice, and the handle is the second.
  const again = pieces[first + 1];
  const leaf = again?.text.toLowerCase() === pieces[first]?.text.toLowerCase() ? again : pieces[first];
  return leaf ? { leaf, handle: leaf.text.slice(1), tier: block ? 'testid' : 'structure' } : null;
}
