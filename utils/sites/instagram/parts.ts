import { all, precedes, squash, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

export interface Place {
  /** Author's handle, where the address names her. */
  who: string | null;
  code: string;
  /** Comment, or reply; null for the post. */
  comment: string | null;
  /** The comment that a reply belongs to. */
  under: string | null;
  url: string;
  /** The post's own address. */
  post: string;
}

export function placeOf(href: string | null | undefined, page: PageFacts): Place | null {
  const url = toUrl(href, page);
  const [, who, kind, code, comment, reply] = selectors.address.exec(url && selectors.host.test(url.hostname) ? url.pathname : '') ?? [];
  if (!url || !kind || !code) return null;
  const post = `${url.origin}/${kind}/${code}/`;
  const below = comment ? `c/${comment}/${reply ? `r/${reply}/` : ''}` : '';
  return { who: who ?? null, code, comment: reply ?? comment ?? null, under: reply ? (comment ?? null) : null, url: post + below, post };
}

export function handleOf(link: Element, page: PageFacts): string | null {
  const url = toUrl(link.getAttribute('href'), page);
  const name = url && selectors.host.test(url.hostname) ? selectors.profilePath.exec(url.pathname)?.[1] : null;
  return name && !selectors.notPeople.has(name.toLowerCase()) ? name : null;
}

/** Links to people that show their name, not their picture. */
export const names = (root: Element, page: PageFacts): Element[] =>
  [...root.querySelectorAll(selectors.link)].filter((one) => squash(one.textContent) && handleOf(one, page));

/** The link that shows when a post, or a comment, was written: it holds a time and the address. */
export function timeLinks(root: ParentNode, page: PageFacts, comment: boolean): { link: Element; place: Place }[] {
  const links = all(root, comment ? selectors.commentLink : selectors.postLink);
  return links.flatMap((link) => {
    const place = link.querySelector(selectors.time) && placeOf(link.getAttribute('href'), page);
    return place && (place.comment !== null) === comment && !link.closest(selectors.hidden) ? [{ link, place }] : [];
  });
}

/** How many pictures link to people: a comment has one. */
const faces = (root: Element, page: PageFacts): number =>
  [...root.querySelectorAll(selectors.link)].filter((one) => one.querySelector('img') && !squash(one.textContent) && handleOf(one, page)).length;

/** The largest element around a comment's time that holds nobody else's words. */
export function commentRoot(link: Element, page: PageFacts): Element | null {
  let best: Element | null = null;
  for (let up = link.parentElement; up && !up.matches(`${selectors.frame},${selectors.article}`); up = up.parentElement) {
    if (up.querySelectorAll(selectors.time).length > 1 || up.querySelector(selectors.composer) || faces(up, page) > 1) break;
    best = up;
  }
  return best && names(best, page)[0] ? best : null;
}

/** The article around a post's time, else the largest element that holds no other post. */
export function postRoot(link: Element, code: string, page: PageFacts): Element | null {
  const article = link.closest(selectors.article);
  if (article) return article;
  let best: Element | null = null;
  for (let up = link.parentElement; up && !up.matches(selectors.frame); up = up.parentElement) {
    if ([...up.querySelectorAll(selectors.postLink)].some((other) => (placeOf(other.getAttribute('href'), page)?.code ?? code) !== code)) break;
    best = up;
  }
  return best && names(best, page)[0] ? best : null;
}

export const commentRoots = (root: ParentNode, page: PageFacts): Element[] => [
  ...new Set(timeLinks(root, page, true).flatMap(({ link }) => commentRoot(link, page) ?? [])),
];

export function find(root: ParentNode, page: PageFacts): Element[] {
  const posts = timeLinks(root, page, false).flatMap(({ link, place }) => postRoot(link, place.code, page) ?? []);
  // An advertisement has no address; a placeholder has no people either.
  const others = all(root, selectors.article).filter((one) => !one.closest(selectors.hidden) && !one.parentElement?.closest(selectors.article) && names(one, page).length && one.querySelector(selectors.media));
  const found = [...new Set([...posts, ...others, ...commentRoots(root, page)])];
  return found.sort((a, b) => (precedes(a, b) ? -1 : 1));
}

export function at(node: Element, page: PageFacts): Element | null {
  for (let up: Element | null = node; up && !up.matches('body'); up = up.parentElement) {
    for (const comment of [true, false]) {
      const first = timeLinks(up, page, comment)[0];
      const root = first && (comment ? commentRoot(first.link, page) : postRoot(first.link, first.place.code, page));
      if (root?.contains(node)) return root;
    }
    if (up.matches(selectors.article)) return find(up, page)[0] === up ? up : null;
  }
  return null;
}
