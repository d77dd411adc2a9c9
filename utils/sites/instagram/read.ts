import { blankPost, type Post } from '@/utils/domain/post';
import { all, isoTime, precedes, put, putTimes, squash } from '../dom';
import type { PageFacts } from '../site';
import { codeTime } from './code';
import { readMedia, toMedia } from './media';
import { commentRoot, commentRoots, find, handleOf, names, placeOf, timeLinks, type Place } from './parts';
import * as selectors from './selectors';
import { plainWords, wordsAfter, type Found } from './words';

export function read(root: Element, page: PageFacts): Post {
  const comment = timeLinks(root, page, true).find(({ link }) => commentRoot(link, page) === root);
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
  const name = names(root, page)[0];
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
  const comments = commentRoots(root, page);
  const own = (element: Element): boolean => !comments.some((one) => one.contains(element));
  const link = timeLinks(root, page, false)[0] ?? null;
  const people = names(root, page).filter(own);
  const head = headName(root, people, link?.place.who ?? null, page);
  const handle = link?.place.who ?? (head && handleOf(head, page));
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
  const mine = timeLinks(post, page, true).find(({ link }) => commentRoot(link, page) === post)?.place;
  if (!mine) return null;
  const above = mine.under ?? mine.code;
  return find(post.ownerDocument, page).findLast((one) => one !== post && precedes(one, post) && read(one, page).id === above) ?? null;
}
