import type { Tier } from '@/utils/domain/post';
import { precedes, squash } from '../dom';
import type { PageFacts } from '../site';
import { isName, placeOf, type Place } from './link';
import * as selectors from './selectors';
import { headsOf, isOwn } from './units';

/** A post, a photo's side, or a post that is shared inside another. */
export interface Part {
  root: Element;
  head: Element | null;
  tier: Tier;
  quote: Element | null;
  /** A second author whose post has no edge that can be told: what stands below may be theirs. */
  until: Element | null;
  page: PageFacts;
}

/** Elements of the part itself: not of a comment, not of the post that it shares, and not hidden. */
export const own = ({ root, quote }: Part, selector: string): Element[] =>
  [...root.querySelectorAll(selector)].filter((element) => isOwn(element, root) && !quote?.contains(element));

export function partOf(root: Element, page: PageFacts): Part {
  const { tier, heads } = headsOf(root, page);
  const part: Part = { root, head: heads[0] ?? null, tier, quote: null, until: null, page };
  const quote = heads[1] ? quoteAround(heads[1], part) : null;
  return { ...part, quote, until: quote ? null : (heads[1] ?? null) };
}

/** A part that shares nothing. */
export const alone = (root: Element, page: PageFacts): Part => ({ ...partOf(root, page), quote: null });

/** The post that a post shares. */
export const sharedIn = ({ quote, page }: Part): Part | null => quote && alone(quote, page);

/** The shared post: the largest element around its author that holds neither the outer author, nor words above it, nor a row of buttons. */
function quoteAround(head: Element, { root, head: first, page }: Part): Element | null {
  const above = [...root.querySelectorAll(selectors.anyMessage)].filter((one) => precedes(one, head));
  let best: Element | null = null;
  for (let up = head.parentElement; up && up !== root; up = up.parentElement) {
    const around = up;
    if (up.contains(first) || above.some((one) => around.contains(one)) || up.querySelector(selectors.bar)) break;
    best = up;
  }
  const named = [...head.querySelectorAll(selectors.link)].some((link) => isName(link, page));
  return best && named && best.querySelector(`${selectors.anyMessage},img,video`) ? best : null;
}

/** The author's name: in the head; in a group's post the head names the group, and the member stands below it. */
export function authorLink(part: Part): Element | null {
  const { root, head, quote, page } = part;
  const named = (link: Element): boolean => isOwn(link, root) && !quote?.contains(link) && !link.closest(selectors.anyMessage) && isName(link, page);
  const inHead = head && [...head.querySelectorAll(selectors.link)].find(named);
  return inHead ?? [...root.querySelectorAll(selectors.groupMember)].find((link) => (!head || precedes(head, link)) && named(link)) ?? null;
}

/** The author's name in a comment. */
export const commenter = (part: Part): Element | null => own(part, selectors.commentLink).find((link) => isName(link, part.page)) ?? null;

/** A comment as a part of its own. */
export const commentPart = (root: Element, page: PageFacts): Part => ({ root, head: null, tier: 'structure', quote: null, until: null, page });

/** The post's own time: a link to the post in the lines below the name, above words and pictures. */
export function timeLink(part: Part): { link: Element; place: Place } | null {
  const first = own(part, `${selectors.anyMessage},video,a img`).find((one) => !part.head || precedes(part.head, one));
  for (const link of own(part, selectors.link)) {
    if (first && !precedes(link, first)) return null;
    if (part.head?.contains(link) || link.querySelector('img,video') || (!squash(link.textContent) && !link.hasAttribute('aria-label'))) continue;
    if (!part.head || !precedes(part.head, link)) continue;
    const place = placeOf(link.getAttribute('href'), part.page);
    if (place) return { link, place };
  }
  return null;
}

/** A time in its own words, where they are not scrambled: the link's label, what it is labelled by, its only piece of text. */
export function shownTime(link: Element): string | null {
  const label = link.getAttribute('aria-label');
  if (label) return squash(label);
  const by = (link.matches('[aria-labelledby]') ? link : link.querySelector('[aria-labelledby]'))?.getAttribute('aria-labelledby');
  if (by) return squash(link.ownerDocument.getElementById(by)?.textContent);
  const pieces = [...link.querySelectorAll('*')].filter((one) => !one.firstElementChild && squash(one.textContent));
  return pieces.length > 1 ? null : squash(link.textContent);
}
