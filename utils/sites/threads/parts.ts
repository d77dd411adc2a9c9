import { all, precedes, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

export interface Place {
  handle: string;
  code: string;
  media: boolean;
  url: string;
}

export function placeOf(href: string | null | undefined, page: PageFacts): Place | null {
  const url = toUrl(href, page);
  const [, handle, code, media] = selectors.address.exec(url && selectors.host.test(url.hostname) ? url.pathname : '') ?? [];
  return url && handle && code ? { handle, code, media: media !== undefined, url: `${url.origin}/@${handle}/post/${code}` } : null;
}

const isOwn = (one: Element, root: Element): boolean => one.parentElement?.closest(selectors.box) === root && !one.closest(selectors.hidden);

/** Elements of the post itself, not of a post inside it. */
export const own = (root: Element, selector: string): Element[] => [...root.querySelectorAll(selector)].filter((one) => isOwn(one, root));

/** The link that shows when the post was written. */
export function timeLink(root: Element, page: PageFacts): { link: Element; place: Place } | null {
  for (const link of root.querySelectorAll(selectors.postLink)) {
    const place = link.querySelector(selectors.time) && isOwn(link, root) && placeOf(link.getAttribute('href'), page);
    if (place) return { link, place };
  }
  return null;
}

/** The post that a post quotes. */
export const quoteIn = (root: Element, page: PageFacts): Element | null => own(root, selectors.box).find((one) => timeLink(one, page)) ?? null;

/** People who may be followed and notices of likes are such boxes too; only a post has a time with its address. */
const isPost = (box: Element, page: PageFacts): boolean => !box.closest(selectors.hidden) && timeLink(box, page) !== null;

/** A box that holds posts, but is none itself, hides nothing: its posts are the page's. */
function outerPost(box: Element, page: PageFacts): Element | null {
  let best: Element | null = null;
  for (let up: Element | null = box; up; up = up.parentElement?.closest(selectors.box) ?? null) if (isPost(up, page)) best = up;
  return best;
}

export function find(root: ParentNode, page: PageFacts): Element[] {
  return all(root, selectors.box).filter((box) => outerPost(box, page) === box).sort((a, b) => (precedes(a, b) ? -1 : 1));
}

export function at(node: Element, page: PageFacts): Element | null {
  const box = node.closest(selectors.box);
  return box && outerPost(box, page);
}
