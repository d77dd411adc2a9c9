import { blankPost, type MediaItem, type Post } from '@/utils/domain/post';
import { cleanName, isoTime, numberIn, precedes, put, putTimes, snowflakeTime, textOf, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { authors, own, sharedIn, shownTime, urnOf, words, type Author } from './part';
import * as selectors from './selectors';
import { permalinkOf, type Urn } from './urn';

export function read(root: Element, page: PageFacts): Post {
  const post = readPart(root, page);
  const shared = sharedIn(root);
  if (shared) put(post, 'quoted', readPart(shared, page), 'data');
  return post;
}

function readPart(root: Element, page: PageFacts): Post {
  const urn = urnOf(root);
  const post = blankPost(urn?.comment ? 'comment' : 'post');
  const people = authors(root, page);
  const first = people[0];
  put(post, 'handle', first?.handle, 'structure');
  put(post, 'displayName', first?.name, 'structure');
  put(post, 'profileUrl', first?.url, 'structure');
  const text = words(root, people);
  if (text) put(post, 'text', textOf(text.element, { skip: selectors.notText }), text.tier);
  put(post, 'shownTime', shownTime(root, first, text?.element ?? null), 'structure');
  if (urn) readPlace(post, root, urn, page);
  readMedia(post, root, people);
  put(post, 'context', contextOf(root, first), 'structure');
  const reactions = numberIn(own(root, selectors.reactions)[0]?.getAttribute('aria-label'));
  if (reactions !== null) post.counts['reactions'] = reactions;
  return post;
}

function readPlace(post: Post, root: Element, urn: Urn, page: PageFacts): void {
  const id = urn.comment ?? urn.id;
  put(post, 'id', id, 'data');
  const inAddress = selectors.postPath.exec(page.url.pathname)?.[1] ?? null;
  post.focal = !urn.comment && (inAddress === id || page.url.pathname.includes(`${urn.kind}:${id}`)) && !root.parentElement?.closest(selectors.article);
  if (post.focal && inAddress) put(post, 'permalink', page.url.origin + page.url.pathname, 'address');
  else put(post, 'permalink', permalinkOf(urn), 'id');
  if (urn.promoted) post.promoted = true;
  if (urn.comment) put(post, 'inReplyTo', { id: urn.id, handle: null, permalink: permalinkOf({ ...urn, comment: null }) }, 'data');
  const inId = snowflakeTime(id, 0);
  // A post that shows no time is an advertisement: its number says when the picture and words were made, not when it was shown.
  if (post.shownTime || urn.comment) putTimes(post, post.focal ? published(page, id) : null, 'meta', inId);
  else put(post, 'idTime', inId, 'id');
}

/** The time that the page's own description gives for this post. */
function published(page: PageFacts, id: string): string | null {
  for (const script of page.doc.querySelectorAll(selectors.metadata)) {
    const text = script.textContent ?? '';
    const about = /"@id"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    if (about && selectors.postPath.exec(toUrl(about, page)?.pathname ?? '')?.[1] === id) return isoTime(/"datePublished"\s*:\s*"([^"]+)"/.exec(text)?.[1]);
  }
  return null;
}

/** Own pictures, videos and documents. Where another post is shared in the same box, whose they are cannot be told. */
function readMedia(post: Post, root: Element, people: Author[]): void {
  const second = people[1]?.link;
  const items: MediaItem[] = [];
  for (const element of own(root, `img,video,${selectors.document}`)) {
    const src = element.getAttribute('src') ?? element.getAttribute('data-delayed-url') ?? '';
    // A picture without any address may be of any kind.
    if (!src && element.localName === 'img' && !element.closest(selectors.profile)) return;
    if (element.localName === 'img' && !(selectors.picturePath.test(src) ? !element.closest(selectors.profile) : isFigure(element))) continue;
    if (second && precedes(second, element)) return;
    const video = element.localName === 'video';
    items.push({ kind: video ? 'video' : 'image', url: src || null, poster: video ? element.getAttribute('poster') : null, alt: element.getAttribute('alt') ?? element.getAttribute('title'), ...drawnSize(element) });
  }
  put(post, 'media', items, 'structure');
}

/** In the newer markup a picture is a figure in a link to the feed; a card has a link with words beside it, a document's page lies in a list. */
function isFigure(picture: Element): boolean {
  const link = picture.matches(selectors.figure) ? picture.closest('a[href]') : null;
  if (!link || picture.closest('li') || !/^https:\/\/[\w.]*linkedin\.com\/feed\//.test(link.getAttribute('href') ?? '')) return false;
  const box = link.parentElement;
  return !box?.nextElementSibling?.matches('a') && !link.nextElementSibling?.matches('a');
}

/** The line above the name, as shown ("… reposted this", "… likes this"). */
function contextOf(root: Element, first: Author | undefined): string | null {
  const line = own(root, selectors.header)[0] ?? own(root, 'p').find((one) => one.querySelector(selectors.profile) && first && precedes(one, first.link));
  return cleanName(textOf(line ?? null));
}
