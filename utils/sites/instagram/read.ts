import { blankPost, type Post } from '@/utils/domain/post';
import { all, isoTime, precedes, put, putTimes, squash } from '../dom';
import type { PageFacts } from '../site';
import { codeTime } from './code';
import { readMedia, toMedia } from './media';
import { commentIn, commentRoots, find, firstName, firstTime, handleOf, names, placeOf, type Place, type TimeLink } from './parts';
import * as selectors from './selectors';
import { plainWords, wordsAfter, type Found } from './words';

export function read(root: Element, page: PageFacts): Post {
  const comment = commentIn(root, page);
  return comment ? readComment(root, comment.link, comment.place, page) : readPost(root, page);
}

function readTime(post: Post, link: Element | null, fromId: string | null): void {
  const time = link?.querySelector(selectors.time) ?? null;
  putTimes(post, isoTime(time?.getAttribute('datetime')), 'data', fromId);
  put(post, 'shownTime', squash(time?.textContent), 'data');
}

function putWords(post: Post, words: Found | null): void {
  if (!words) return;
  put(post, 'text', words.text, 'structure');
  const more = [words.element, words.element.nextElementSibling].flatMap((one) => (one ? all(one, selectors.more) : []));
  post.truncated = more.some((one) => squash(one.textContent));
}

function putAuthor(post: Post, handle: string | null | undefined, tier: 'structure' | 'id', page: PageFacts): void {
  if (put(post, 'handle', handle, tier)) put(post, 'profileUrl', `${page.url.origin}/${handle}/`, 'id');
}

function readComment(root: Element, link: Element, place: Place, page: PageFacts): Post {
  const post = blankPost('comment');
  const name = firstName(root, page);
  putAuthor(post, name && handleOf(name, page), 'structure', page);
  put(post, 'id', place.comment, 'structure');
  put(post, 'permalink', place.url, 'structure');
  readTime(post, link, null);
  if (name) putWords(post, wordsAfter(name, link, root));
  const above = place.under ? `${place.post}c/${place.under}/` : place.post;
  put(post, 'inReplyTo', { id: place.under ?? place.code, handle: null, permalink: above }, 'id');
  post.focal = placeOf(page.url.href, page)?.comment === place.comment;
  const items = [...root.querySelectorAll(selectors.commentMedia)].filter((one) => !one.closest('a'));
  const bare = [...root.querySelectorAll('img:not([src])')].some((one) => !one.closest('a'));
  if (!bare) put(post, 'media', items.map(toMedia), 'structure');
  return post;
}

function readPost(root: Element, page: PageFacts): Post {
  const post = blankPost();
  const link = firstTime(root, page, false);
  const { comments, own, people, head } = headOf(root, link?.place.who ?? null, page);
  const handle = authorOf(link, head, page);
  putAuthor(post, handle, link?.place.who ? 'id' : 'structure', page);
  if (link) {
    put(post, 'id', link.place.code, 'structure');
    put(post, 'permalink', link.place.url, 'structure');
    post.focal = placeOf(page.url.href, page)?.code === link.place.code;
  }
  readTime(post, link?.link ?? null, codeTime(post.id));
  const words = caption(root, people.filter((one) => handleOf(one, page) === handle), head, comments, link?.link ?? null);
  putWords(post, words);
  readMedia(post, root, own, handle ?? null, words?.element ?? null);
  return post;
}

interface Head {
  comments: Element[];
  /** Of the post itself, not of a comment. */
  own: (element: Element) => boolean;
  people: Element[];
  head: Element | null;
}

export function headOf(root: Element, who: string | null, page: PageFacts): Head {
  const comments = commentRoots(root, page);
  const among = new Set(comments);
  const own = (element: Element): boolean => {
    for (let up: Element | null = element; up && up !== root; up = up.parentElement) if (among.has(up)) return false;
    return true;
  };
  const people = names(root, page).filter(own);
  return { comments, own, people, head: headName(root, people, who, page) };
}

/** Whose post it is: its address says it, or the name in its head. */
export const authorOf = (link: TimeLink | null, head: Element | null, page: PageFacts): string | null => link?.place.who ?? (head && handleOf(head, page));

/** The name in the post's head: whose picture stands there, not who is marked in a photo. */
function headName(root: Element, people: Element[], who: string | null, page: PageFacts): Element | null {
  const alts = [...root.querySelectorAll('img[alt]')].map((one) => one.getAttribute('alt') ?? '');
  const shown = (handle: string): boolean => who === handle || alts.some((alt) => new RegExp(`(^|[^@\\w.])${handle.replaceAll('.', '\\.')}(?![\\w.]*\\w)`).test(alt));
  const byFace = people.find((one) => shown(handleOf(one, page) ?? ''));
  const shownHandles = new Set(people.map((one) => handleOf(one, page)));
  return byFace ?? (shownHandles.size === 1 ? (people[0] ?? null) : null);
}

/** The largest element around `inner` that holds none of `others`. */
function blockOf(inner: Element, others: Element[]): Element {
  const up = inner.parentElement;
  return up && !others.some((one) => up.contains(one)) ? blockOf(up, others) : inner;
}

/** The caption repeats the author's name; it has a time of its own, which is when it was changed. */
function caption(root: Element, authors: Element[], head: Element | null, comments: Element[], link: Element | null): Found | null {
  const heading = [...root.querySelectorAll(selectors.caption)].find((one) => !comments.some((comment) => comment.contains(one)) && squash(one.textContent));
  const text = plainWords(heading ?? null);
  if (heading && text) return { text, element: heading };
  for (const name of authors) {
    if (name === head || !head) continue;
    const limit = blockOf(name, [head, ...comments, ...(link ? [link] : [])]);
    const time = [...limit.querySelectorAll(selectors.anyTime)].find((one) => precedes(name, one)) ?? null;
    const words = wordsAfter(name, time, limit);
    if (words) return words;
  }
  return null;
}

/** The post that a comment stands below; the comment that a reply answers. */
export function parent(post: Element, page: PageFacts): Element | null {
  const mine = commentIn(post, page)?.place;
  if (!mine) return null;
  const above = mine.under ?? mine.code;
  return find(post.ownerDocument, page).findLast((one) => one !== post && precedes(one, post) && read(one, page).id === above) ?? null;
}
