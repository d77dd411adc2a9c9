import { all, precedes, toUrl } from '../dom';
import type { PageFacts } from '../site';
import { fromAddress } from './instance';
import * as sel from './selectors';

/** The innermost post or quoted post around an element: what owns it. */
export function owner(element: Element): Element | null {
  for (let up: Element | null = element; up; up = up.parentElement) if (up.matches(sel.focal) || isStatus(up)) return up;
  return null;
}

/** The post's body: what `find` gives is its frame, with the line above it ("boosted by …"). */
export function body(post: Element): Element {
  if (post.matches(sel.focal) || isStatus(post)) return post;
  return post.querySelector(sel.focal) ?? all(post, sel.status).find(isStatus) ?? post;
}

/** The link to the post itself, by its hook or by its shape (`/@user/ID` of the post's own id). */
export function permalinkOf(status: Element, page: PageFacts): HTMLAnchorElement | null {
  const own = (link: Element): boolean => owner(link) === null || owner(link) === status;
  const named = [...status.querySelectorAll<HTMLAnchorElement>(sel.permalink)].find(own);
  if (named) return named;
  const id = status.getAttribute('data-id') ?? fromAddress(page.url, page).id;
  const shaped = [...status.querySelectorAll<HTMLAnchorElement>(sel.link)].filter(
    (link) => own(link) && id !== null && fromAddress(toUrl(link.getAttribute('href'), page), page).id === id,
  );
  return shaped.find((link) => link.querySelector(sel.time)) ?? shaped[0] ?? null;
}

/** A post that is drawn: shells of posts off screen, accounts and gaps have neither time link nor text. */
export function isStatus(element: Element): boolean {
  if (!element.matches(sel.status) || element.matches('article, a')) return false;
  if (element.matches('.status')) return element.querySelector(`${sel.permalink}, ${sel.content}, ${sel.account}`) !== null;
  const id = element.getAttribute('data-id');
  return Boolean(id) && [...element.querySelectorAll(sel.time)].some((time) => time.closest('a')?.getAttribute('href')?.endsWith(`/${id}`));
}

/** The main post of a page whose class names are unknown: the keyboard stop that links to the page's own address. */
function bareFocal(root: ParentNode, page: PageFacts): Element[] {
  const here = fromAddress(page.url, page).id;
  if (!here) return [];
  const links = [...root.querySelectorAll(sel.link)].filter(
    (link) => fromAddress(toUrl(link.getAttribute('href'), page), page).id === here && owner(link) === null,
  );
  return [...new Set(links.map((link) => link.closest(sel.focusStop)).filter((stop) => stop !== null))].filter(
    (stop) => !all(stop, sel.status).some(isStatus) && stop.querySelector('bdi') !== null,
  );
}

function frame(status: Element): Element {
  if (status.matches(sel.focal)) return status.closest(sel.focalWrapper) ?? status;
  const named = status.closest(sel.wrapper);
  if (named && body(named) === status) return named;
  const parent = status.parentElement;
  return parent?.matches(sel.labelled) && body(parent) === status ? parent : status;
}

const isInner = (status: Element): boolean => status.parentElement !== null && owner(status.parentElement) !== null;

/** Without class names: before 4.3 a notice about an own post has a line beside the post, a mention has none. */
const isBareNotice = (post: Element): boolean =>
  post.previousElementSibling !== null && !post.matches(`${sel.wrapper}, .status`) && post.closest('article') !== null;

export function findPosts(root: ParentNode, page: PageFacts): Element[] {
  const named = all(root, `${sel.focal}, ${sel.status}`).filter((e) => e.matches(sel.focal) || isStatus(e));
  const shown = named.filter((e) => !isInner(e) && !e.closest(sel.notice) && !e.closest(sel.quote)).map(frame).filter((e) => !isBareNotice(e));
  if (!named.some((e) => e.matches(sel.focal))) shown.push(...bareFocal(root, page));
  return [...new Set(shown)].sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** A whole column has a label too, and looking through it is dear: what only has one frames its own child, or is a stop around bare words. */
const mayFrame = (element: Element): boolean =>
  element.matches(`${sel.focal}, ${sel.status}, ${sel.wrapper}, ${sel.focalWrapper}, ${sel.focusStop}`) ||
  (element.matches(sel.labelled) && [...element.children].some((child) => child.matches(sel.status)));

export function postAt(node: Element, page: PageFacts): Element | null {
  for (let up: Element | null = node; up; up = up.parentElement) {
    if (!mayFrame(up)) continue;
    const hit = findPosts(up, page).find((post) => post.contains(node));
    if (hit) return hit;
  }
  return null;
}

/**
 * The post that this one answers, where a thread shows it: those above the main post are a chain; below it, the one
 * just above unless the page marks a new branch, and a branch with a closed line hangs on the main post.
 */
export function parentOf(post: Element, page: PageFacts): Element | null {
  const list = post.closest(sel.list);
  const focal = list?.querySelector(sel.focal);
  if (!list || !focal) return null;
  const before = previous(post, list, page);
  if (post.contains(focal) || precedes(post, focal)) return before;
  if (before?.contains(focal)) return before;
  const status = body(post);
  if (!status.matches(sel.inThread)) return null;
  if (!status.matches(sel.firstInThread)) return before;
  const closed = status.querySelector(`:scope > ${sel.threadLine}`) && !status.querySelector(`:scope > ${sel.threadLineOn}`);
  return closed ? frame(focal) : null;
}

function previous(post: Element, list: Element, page: PageFacts): Element | null {
  for (let at: Element | null = post; at && at !== list; at = at.parentElement) {
    for (let side = at.previousElementSibling; side; side = side.previousElementSibling) {
      const last = findPosts(side, page).at(-1);
      if (last) return last;
    }
  }
  return null;
}

/** Drawn in full as the page's main post. */
export const isFocal = (post: Element): boolean => post.matches(sel.focal) || post.matches(sel.focalWrapper) || (!isStatus(post) && !all(post, sel.status).some(isStatus));
