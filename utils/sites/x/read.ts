import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, isoTime, leaves, nameBefore, precedes, put, putTimes, snowflakeTime, squash, textOf } from '../dom';
import { isUnmeasured } from '../measure';
import type { PageFacts } from '../site';
import { readCounts, readMedia, userIdOf } from './extras';
import { isFocal, linkOf, nameIn, own, partOf, placeIn, placeOf, type Part, type Place } from './part';
import * as selectors from './selectors';

export function read(article: Element, page: PageFacts): Post {
  const part = partOf(article, page);
  const post = blankPost();
  const link = linkOf(part);
  readAuthor(post, part, link?.place.handle ?? null);
  const place = placeIn(part, post.handle) ?? focalPlace(part, post.handle);
  readPlace(post, part, place, link?.link ?? null);
  post.focal = isFocal(article, place, page);
  readWords(post, part);
  readMedia(post, part);
  if (!isUnmeasured()) readCounts(post, part);
  put(post, 'context', cleanName(textOf(own(part, selectors.context)[0] ?? null)), 'testid');
  if (article.closest(selectors.promoted)) post.promoted = true;
  post.sensitive = own(part, selectors.sensitive).length > 0;
  if (part.quote && part.sure) put(post, 'quoted', readQuote(part.quote, part), 'role');
  return post;
}

/** A main post without any link: the address bar is its address, if it names the same author. */
function focalPlace(part: Part, handle: string | null): Place | null {
  if (part.root.getAttribute('tabindex') !== '-1') return null;
  const place = placeOf(part.page.url.href, part.page);
  return place && place.handle.toLowerCase() === handle?.toLowerCase() ? place : null;
}

function readQuote(box: Element, outer: Part): Post {
  const part: Part = { ...outer, root: box, quote: null };
  const post = blankPost();
  const link = linkOf(part);
  readAuthor(post, part, link?.place.handle ?? null);
  // A quote's pictures link to it. A bar inside its box is the outer post's, perhaps of the same author.
  readPlace(post, part, placeIn(part, post.handle, selectors.pictureLink, box.querySelector(selectors.bar)), link?.link ?? null);
  readWords(post, part);
  readMedia(post, part);
  return post;
}

export function readAuthor(post: Post, part: Part, linked: string | null): void {
  const shown = nameIn(part, linked) ?? nameIn(part);
  if (!put(post, 'handle', shown?.handle, shown?.tier ?? 'structure')) put(post, 'handle', linked, 'structure');
  if (shown) put(post, 'displayName', nameBefore(shown.leaf.node, part.root, { skip: selectors.notName }), shown.tier);
  if (!post.handle) return;
  put(post, 'profileUrl', `${part.page.url.origin}/${post.handle}`, 'id');
  const id = userIdOf(post.handle, part.page);
  if (id) put(post, 'userId', id.id, id.tier);
}

function readPlace(post: Post, part: Part, place: Place | null, link: Element | null): void {
  if (place) {
    put(post, 'id', place.id, 'structure');
    put(post, 'permalink', place.url, 'structure');
  }
  const mine = link?.querySelector(selectors.time) ?? own(part, selectors.time)[0];
  putTimes(post, isoTime(mine?.getAttribute('datetime')), 'data', snowflakeTime(place?.id ?? null));
  put(post, 'shownTime', squash(mine?.textContent), 'data');
}

function readWords(post: Post, part: Part): void {
  for (const [tier, selector] of selectors.longText) {
    const long = own(part, selector)[0];
    if (!long) continue;
    post.kind = 'article';
    put(post, 'text', textOf(long, { skip: selectors.notText, block: selectors.longBlock }), tier);
    return;
  }
  for (const [tier, selector] of selectors.text) {
    const words = own(part, selector)[0];
    if (!words) continue;
    put(post, 'text', textOf(words, { skip: selectors.notText }), tier);
    put(post, 'lang', words.getAttribute('lang'), tier);
    const next = words.nextElementSibling;
    // Without test ids a button behind the words is the offer of the rest; with them it may be one to translate.
    const bare = own(part, '[data-testid]').length === 0;
    post.truncated = own(part, selectors.more).length > 0 || (bare && Boolean(next?.matches('button,[role="button"]') && squash(next.textContent)));
    readReply(post, part, words);
    return;
  }
}

/** "Replying to @name" stands between the name and the words. */
function readReply(post: Post, part: Part, words: Element): void {
  // Most have no more names than the author's and those in the words.
  if (namesIn(part.root) <= namesIn(words) + namesIn(own(part, selectors.nameBlock)[0])) return;
  const name = nameIn(part, post.handle)?.leaf.node;
  const between = leaves(part.root, `${selectors.notName},${selectors.nameBlock}`).find(
    ({ node, text }) => name && /^@\w{1,15}$/.test(text) && precedes(name, node) && precedes(node, words) && !words.contains(node) && !part.quote?.contains(node),
  );
  if (between) put(post, 'inReplyTo', { id: null, handle: between.text.slice(1), permalink: null }, 'structure');
}

const namesIn = (element: Element | undefined): number => (element?.textContent.split('@').length ?? 1) - 1;
