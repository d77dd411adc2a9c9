import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, precedes, put, textOf } from '../dom';
import type { PageFacts } from '../site';
import { numberIn, personOf, placeOf } from './link';
import { readMedia, readViewerMedia } from './media';
import { alone, authorLink, commenter, commentPart, own, partOf, sharedIn, shownTime, timeLink, type Part } from './part';
import * as selectors from './selectors';
import { besideOf, find, isComment } from './units';
import { captionOf, commentWords, isCut, messageOf, type Words } from './words';

export function read(root: Element, page: PageFacts): Post {
  if (isComment(root)) return readComment(root, page);
  const side = besideOf(root);
  return side ? readPhoto(root, side, page) : readPost(partOf(root, page));
}

function putAuthor(post: Post, link: Element | null, tier: Part['tier'], page: PageFacts): void {
  const person = link && personOf(link, page);
  if (!link || !person) return;
  put(post, 'handle', person.handle, tier);
  put(post, 'userId', person.userId, tier);
  put(post, 'profileUrl', person.url, tier);
  put(post, 'displayName', cleanName(textOf(link)), tier);
}

/** On a page without a single button its labels could not be told from words. */
function putWords(post: Post, words: Words | null): void {
  if (!words?.element.ownerDocument.querySelector(selectors.button)) return;
  put(post, 'text', words.text, words.tier);
  post.truncated = isCut(words);
  put(post, 'lang', words.element.closest('[lang]:not(html)')?.getAttribute('lang'), words.tier);
}

function putPlace(post: Post, part: Part): void {
  const time = timeLink(part);
  if (!time) return;
  put(post, 'id', time.place.id, 'structure');
  put(post, 'permalink', time.place.url, 'structure');
  put(post, 'shownTime', shownTime(time.link), 'structure');
}

function readPost(part: Part, quoted = false): Post {
  const post = blankPost();
  putAuthor(post, authorLink(part), part.tier, part.page);
  putPlace(post, part);
  const words = messageOf(part);
  putWords(post, words);
  readMedia(post, part, words?.element ?? null);
  post.focal = !quoted && post.id !== null && placeOf(part.page.url.href, part.page)?.id === post.id;
  if (own(part, selectors.advertised).length) post.promoted = true;
  const shared = sharedIn(part);
  if (shared) put(post, 'quoted', readPost(shared, true), part.tier);
  return post;
}

function readPhoto(root: Element, side: Element, page: PageFacts): Post {
  const part = alone(side, page);
  const post = blankPost();
  const author = authorLink(part);
  putAuthor(post, author, part.tier, page);
  putPlace(post, part);
  if (!post.permalink) {
    // The address bar shows the open picture.
    const place = placeOf(page.url.href, page);
    put(post, 'id', place?.id, 'address');
    put(post, 'permalink', place && !place.comment ? place.url : null, 'address');
  }
  const end = [...side.querySelectorAll(selectors.viewerEnd)].find((one) => author && precedes(author, one)) ?? null;
  putWords(post, messageOf(part) ?? captionOf(part, author, end, timeLink(part)?.link ?? null));
  readViewerMedia(post, root, side);
  post.focal = true;
  return post;
}

function readComment(root: Element, page: PageFacts): Post {
  const part = commentPart(root, page);
  const post = blankPost('comment');
  const author = commenter(part);
  putAuthor(post, author, 'structure', page);
  for (const link of own(part, selectors.commentLink)) {
    const place = personOf(link, page) ? null : placeOf(link.getAttribute('href'), page);
    if (!place?.comment) continue;
    put(post, 'id', place.comment, 'structure');
    put(post, 'permalink', place.url, 'structure');
    put(post, 'shownTime', shownTime(link), 'structure');
    put(post, 'inReplyTo', { id: place.under ?? place.id, handle: null, permalink: null }, 'structure');
    break;
  }
  if (!post.id && author) put(post, 'id', numberIn(author, page), 'structure');
  const words = commentWords(part, author);
  putWords(post, words);
  readMedia(post, part, words?.element ?? null);
  post.focal = post.id !== null && placeOf(page.url.href, page)?.comment === post.id;
  return post;
}

/** The post that a comment stands below; the comment that a reply answers. */
export function parent(post: Element, page: PageFacts): Element | null {
  if (!isComment(post)) return null;
  const mine = read(post, page).inReplyTo?.id;
  const isAbove = (one: Element): boolean => (isComment(one) ? read(one, page).id === mine : one.contains(post));
  return find(post.ownerDocument, page).findLast((one) => one !== post && precedes(one, post) && isAbove(one)) ?? null;
}
