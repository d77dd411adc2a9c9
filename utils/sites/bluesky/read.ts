import { blankPost, type MediaItem, type Post } from '@/utils/domain/post';
import { cleanName, nameBefore, numberIn, precedes, put, putTimes, squash, textOf, tidTime, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { focalAddress, handleLeaf, linkAddress, own, quoteAround, quoteBox, type Address } from './place';
import * as selectors from './selectors';
import { mediaOf, statedHandle, userIdIn } from './who';

export function read(row: Element, page: PageFacts): Post {
  const post = blankPost();
  const box = quoteBox(row);
  const quote = box ?? quoteAround(row);
  const link = linkAddress(row, quote, page);
  const place = link?.address ?? focalAddress(row, quote, page);
  post.focal = !link && place !== null;
  readAuthor(post, row, quote, place, page);
  readPlace(post, place);
  const words = readText(post, row, quote);
  // Where the quote's edge is only guessed, pictures may be either's.
  const media = box || !quote || !row.querySelector(`${selectors.picture},${selectors.video}`) ? mediaOf(row, quote) : null;
  if (media) readMedia(post, media);
  readUserId(post, row, quote, place, media ?? [], page);
  readContext(post, row, quote, link?.link ?? null, words, page);
  readCounts(post, row, quote);
  readWarning(post, row, quote);
  put(post, 'shownTime', cleanName(link?.link.getAttribute('data-tooltip')) ?? focalTime(row, quote, post.focal), link ? 'data' : 'text');
  if (box) put(post, 'quoted', readQuote(box, page), 'role');
  return post;
}

function readQuote(box: Element, page: PageFacts): Post {
  const post = blankPost();
  const inner = quoteBox(box);
  const link = linkAddress(box, inner, page);
  readAuthor(post, box, inner, link?.address ?? null, page);
  readPlace(post, link?.address ?? null);
  readText(post, box, inner);
  const media = mediaOf(box, inner);
  readMedia(post, media);
  readUserId(post, box, inner, link?.address ?? null, media, page);
  const shown = link?.link ?? box.querySelector('[data-tooltip]');
  put(post, 'shownTime', cleanName(shown?.getAttribute('data-tooltip')), 'data');
  return post;
}

function readPlace(post: Post, place: Address | null): void {
  if (!place) return;
  put(post, 'id', place.id, place.tier);
  put(post, 'permalink', place.url, place.tier);
  putTimes(post, null, 'id', tidTime(place.id));
}

function readAuthor(post: Post, root: Element, quote: Element | null, place: Address | null, page: PageFacts): void {
  const { fromId, fromLink, known } = statedHandle(root, place);
  const leaf = handleLeaf(root, known, quote);
  const handle = known ?? (fromId || fromLink ? null : leaf?.handle) ?? null;
  put(post, 'handle', handle, fromId ? 'testid' : fromLink ? (place?.tier ?? 'data') : 'structure');
  if (handle) put(post, 'profileUrl', `${page.url.origin}/profile/${handle}`, 'id');
  if (leaf) put(post, 'displayName', nameBefore(leaf.node, root, { skip: 'svg,button' }), 'structure');
}

function readText(post: Post, root: Element, quote: Element | null): Element | null {
  for (const [tier, selector] of selectors.text) {
    const words = own(root, selector, quote).find((element) => !element.closest('a,button'));
    if (!words) continue;
    put(post, 'text', textOf(words), tier);
    const next = words.nextElementSibling;
    post.truncated = Boolean(next?.matches('button,[role="button"],a[href="#"]') && !next.querySelector('img,video,[data-expoimage]') && squash(next.textContent));
    return words;
  }
  return null;
}

function readMedia(post: Post, media: Element[]): void {
  const items = media.map((element): MediaItem => ({
    kind: element.localName === 'video' ? 'video' : 'image',
    url: element.getAttribute('src'),
    poster: element.getAttribute('poster'),
    alt: element.getAttribute('alt') ?? element.getAttribute('aria-label'),
    ...drawnSize(element),
  }));
  put(post, 'media', items, 'data');
}

function readUserId(post: Post, root: Element, quote: Element | null, place: Address | null, media: Element[], page: PageFacts): void {
  const found = userIdIn(root, quote, place, post.handle, media, page);
  if (found) put(post, 'userId', found.id, found.tier);
}

/** The lines above the name (who reposted) and between name and words (whom it answers), as shown. */
function readContext(post: Post, row: Element, quote: Element | null, time: Element | null, words: Element | null, page: PageFacts): void {
  if (!time) return;
  const name = handleLeaf(row, post.handle, quote)?.node.parentElement;
  const lines = own(row, selectors.line, quote).filter((line) => !line.closest('button') && !line.querySelector(selectors.line) && squash(line.textContent));
  const above = lines.filter((line) => name && precedes(line, name) && nameless(line, post, page));
  const between = words ? lines.filter((line) => precedes(time, line) && !time.contains(line) && precedes(line, words) && !words.contains(line)) : [];
  put(post, 'context', [...above, ...between].map((line) => cleanName(textOf(line))).filter(Boolean).join('; ') || null, 'structure');
  const answered = between.map((line) => line.querySelector(selectors.profileLink)?.getAttribute('href')).find(Boolean);
  const handle = answered && /^\/profile\/([^/]+)$/.exec(toUrl(answered, page)?.pathname ?? '')?.[1];
  if (handle && !handle.startsWith('did:')) put(post, 'inReplyTo', { id: null, handle, permalink: null }, 'structure');
}

/** The author's own name line is no context. */
function nameless(line: Element, post: Post, page: PageFacts): boolean {
  const link = line.matches('a') ? line : line.querySelector('a');
  if (!link) return true;
  const isAuthor = toUrl(link.getAttribute('href'), page)?.pathname === new URL(post.profileUrl ?? page.url).pathname;
  return !(isAuthor && cleanName(link.textContent) === post.displayName);
}

function focalTime(row: Element, quote: Element | null, focal: boolean): string | null {
  if (!focal) return null;
  const line = own(row, selectors.line, quote).find((one) => !one.closest(`a,button,${selectors.anyText}`) && /·/.test(one.textContent ?? '') && /\d/.test(one.textContent ?? ''));
  return cleanName(line?.textContent);
}

function readCounts(post: Post, row: Element, quote: Element | null): void {
  for (const [name, selector] of Object.entries(selectors.counts)) {
    const count = numberIn(own(row, selector, quote)[0]?.getAttribute('aria-label'));
    if (count !== null) post.counts[name] = count;
  }
  const reposts = numberIn(own(row, selectors.repostCount, quote)[0]?.textContent);
  if (reposts !== null) post.counts['reposts'] = reposts;
}

/** A cover that the platform lays over a post: a button with a sign and words, and none of the known buttons. */
function readWarning(post: Post, row: Element, quote: Element | null): void {
  const warning = own(row, selectors.warning, quote).find((one) => one.querySelector('svg') && !one.querySelector('img,[data-expoimage]') && !one.matches(selectors.knownButton) && squash(one.textContent));
  if (!warning) return;
  post.sensitive = true;
  put(post, 'contentWarning', cleanName(warning.querySelector(selectors.line)?.textContent), 'structure');
}
