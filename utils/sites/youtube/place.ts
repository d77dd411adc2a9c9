import { leadsTo, precedes, squash, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

/** Elements of this comment, not of one inside it. */
export const own = (root: Element, selector: string): Element[] =>
  [...root.querySelectorAll(selector)].filter((element) => element.closest(selectors.anyPost) === root);

/** The first of them. */
export function firstOwn(root: Element, selector: string): Element | undefined {
  const first = root.querySelector(selector);
  return !first || first.closest(selectors.anyPost) === root ? (first ?? undefined) : own(root, selector)[0];
}

export interface Address {
  id: string;
  url: string;
  link: Element;
}

/** A comment's address has its id in `lc`; links inside the words are somebody's choice. */
export function addressOf(root: Element, page: PageFacts): Address | null {
  const comment = root.matches(selectors.comment);
  for (const link of own(root, comment ? selectors.commentLink : selectors.postLink)) {
    const url = toUrl(link.getAttribute('href'), page);
    if (!url || !selectors.host.test(url.hostname) || link.closest(selectors.anyText)) continue;
    const id = comment ? url.searchParams.get('lc') : (url.searchParams.get('lb') ?? selectors.postPath.exec(url.pathname)?.[1]);
    if (!id || (comment && !selectors.commentId.test(id))) continue;
    const kept = selectors.keptParameters.flatMap((name) => (comment || name === 'lb') && url.searchParams.get(name) ? [`${name}=${url.searchParams.get(name)}`] : []);
    return { id, url: url.origin + url.pathname + (kept.length ? `?${kept.join('&')}` : ''), link };
  }
  return null;
}

export interface Author {
  handle: string | null;
  channel: string | null;
  url: string;
  /** The link that shows a name; null where only a picture leads to the author. */
  shown: Element | null;
}

/** The author's link stands above the time and the words. An owner's is a badge, and the plain one is hidden. */
export function authorOf(root: Element, page: PageFacts): Author | null {
  let end: Element | null | undefined;
  const isAbove = (link: Element): boolean => {
    if (link.matches(selectors.authorLink)) return true;
    if (end === undefined) end = addressOf(root, page)?.link ?? own(root, selectors.anyText)[0] ?? null;
    return end !== null && precedes(link, end);
  };
  const theirs = own(root, selectors.profileLink).filter((link) => !link.closest(`${selectors.anyText},${selectors.badge}`));
  const isNamed = (link: Element): boolean => squash(link.textContent) !== null && isAbove(link);
  const shown = theirs.find((link) => isNamed(link) && !link.closest(selectors.hidden)) ?? null;
  const to = leadsTo((shown ?? theirs.find(isNamed) ?? theirs.find(isAbove))?.getAttribute('href'), page);
  if (!to) return null;
  return { handle: decode(selectors.handlePath.exec(to.path)?.[1]), channel: selectors.channelId.exec(to.path)?.[1] ?? null, url: to.origin + to.path, shown };
}

function decode(name: string | undefined): string | null {
  try {
    return name ? decodeURIComponent(name) : null;
  } catch {
    return name ?? null;
  }
}

/** A message's own id, which is its element's. */
export const messageIdOf = (root: Element): string | null => (selectors.messageId.test(root.id) ? root.id : null);

/** What tells one row from another, where the page has it. */
export const keyOf = (root: Element, page: PageFacts): string | null => (root.matches(selectors.message) ? messageIdOf(root) : (addressOf(root, page)?.id ?? null));
