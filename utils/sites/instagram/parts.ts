import { all, precedes, squash, toUrl } from '../dom';
import type { PageFacts } from '../site';
import { onceATurn, onceATurnEach } from '../turn';
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

/** Where a link of the site leads. A plain path is its own pathname: nothing has to be resolved. */
function placed(href: string | null | undefined, page: PageFacts): { origin: string; pathname: string } | null {
  const url = href && /^(?:\/\w[\w.-]*)+\/?$/.test(href) ? { origin: page.url.origin, hostname: page.url.hostname, pathname: href } : toUrl(href, page);
  return url && selectors.host.test(url.hostname) ? url : null;
}

export function placeOf(href: string | null | undefined, page: PageFacts): Place | null {
  const url = placed(href, page);
  const [, who, kind, code, comment, reply] = selectors.address.exec(url?.pathname ?? '') ?? [];
  if (!url || !kind || !code) return null;
  const post = `${url.origin}/${kind}/${code}/`;
  const below = comment ? `c/${comment}/${reply ? `r/${reply}/` : ''}` : '';
  return { who: who ?? null, code, comment: reply ?? comment ?? null, under: reply ? (comment ?? null) : null, url: post + below, post };
}

export function handleOf(link: Element, page: PageFacts): string | null {
  const name = selectors.profilePath.exec(placed(link.getAttribute('href'), page)?.pathname ?? '')?.[1];
  return name && !selectors.notPeople.has(name.toLowerCase()) ? name : null;
}

/** Links to people that show their name, not their picture. */
export const names = (root: Element, page: PageFacts): Element[] => [...root.querySelectorAll(selectors.link)].filter((one) => isName(one, page));

const isName = (link: Element, page: PageFacts): boolean => squash(link.textContent) !== null && handleOf(link, page) !== null;

export const firstName = (root: Element, page: PageFacts): Element | null => [...root.querySelectorAll(selectors.link)].find((one) => isName(one, page)) ?? null;

/** The link that shows when a post, or a comment, was written: it holds a time and the address. */
export interface TimeLink { link: Element; place: Place }

function timeLink(link: Element, page: PageFacts, comment: boolean): TimeLink | null {
  const place = link.querySelector(selectors.time) && placeOf(link.getAttribute('href'), page);
  return place && (place.comment !== null) === comment && !link.closest(selectors.hidden) ? { link, place } : null;
}

const linkTo = (comment: boolean): string => (comment ? selectors.commentLink : selectors.postLink);

export const timeLinks = (root: ParentNode, page: PageFacts, comment: boolean): TimeLink[] => all(root, linkTo(comment)).flatMap((link) => timeLink(link, page, comment) ?? []);

export function firstTime(root: ParentNode, page: PageFacts, comment: boolean): TimeLink | null {
  for (const link of all(root, linkTo(comment))) {
    const found = timeLink(link, page, comment);
    if (found) return found;
  }
  return null;
}

/** More than one picture that links to people: a comment has one. */
function hasFaces(root: Element, page: PageFacts): boolean {
  let count = 0;
  for (const one of root.querySelectorAll(selectors.link)) if (one.querySelector('img') && !squash(one.textContent) && handleOf(one, page) && ++count > 1) return true;
  return false;
}

/** Every time of the page with those before and after it. */
const times = onceATurn((doc) => {
  const list = [...doc.querySelectorAll(selectors.time)];
  return new Map(list.map((time, index) => [time, [list[index - 1], list[index + 1]] as const]));
});

/** Whether `root`, which holds `time`, holds another one. */
const hasOther = (root: Element, time: Element): boolean =>
  times(time.ownerDocument).get(time)?.some((other) => other !== undefined && root.contains(other)) ?? root.querySelectorAll(selectors.time).length > 1;

/** The largest element around a comment's time that holds nobody else's words. */
export const commentRoot = onceATurnEach((link, page: PageFacts): Element | null => {
  const time = link.querySelector(selectors.time);
  const around: Element[] = [];
  for (let up = link.parentElement; up && !up.matches(`${selectors.frame},${selectors.article}`); up = up.parentElement) {
    if (time && hasOther(up, time)) break;
    around.push(up);
  }
  const best = around.findLast((up) => !up.querySelector(selectors.composer) && !hasFaces(up, page));
  return best && firstName(best, page) ? best : null;
});

/** The comment that `root` is. */
export function commentIn(root: Element, page: PageFacts): TimeLink | null {
  const first = firstTime(root, page, true);
  return first && commentRoot(first.link, page) === root ? first : null;
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
  return best && firstName(best, page) ? best : null;
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

const firstComment = onceATurnEach((root, page: PageFacts) => {
  const first = firstTime(root, page, true);
  return first && commentRoot(first.link, page);
});

const firstPost = onceATurnEach((root, page: PageFacts) => {
  const first = firstTime(root, page, false);
  return first && postRoot(first.link, first.place.code, page);
});

export function at(node: Element, page: PageFacts): Element | null {
  const article = node.closest(selectors.article);
  // Without comments all that stands in an article is its own.
  if (article && !article.querySelector(`${selectors.commentLink},${selectors.article}`) && firstTime(article, page, false)) return article;
  for (let up: Element | null = node; up && !up.matches('body'); up = up.parentElement) {
    const comment = firstComment(up, page);
    if (comment?.contains(node)) return comment;
    const post = firstPost(up, page);
    if (post?.contains(node)) return post;
    if (up.matches(selectors.article)) return find(up, page)[0] === up ? up : null;
  }
  return null;
}
