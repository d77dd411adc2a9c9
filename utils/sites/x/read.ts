import { blankPost, type Post } from '@/utils/domain/post';
import { all, cleanName, leaves, nameBefore, outermost, precedes, put, putTimes, isoTime, snowflakeTime, squash, textOf, toUrl, type Leaf } from '../dom';
import type { PageFacts } from '../site';
import { readCounts, readMedia, userIdOf } from './extras';
import { notHandles, selectors } from './selectors';

/** Where a post stands: its author's handle as the link has it, and its number. */
interface Place {
  handle: string;
  id: string;
  url: string;
}

export function placeOf(href: string | null | undefined, page: PageFacts): Place | null {
  const url = toUrl(href, page);
  const match = url && selectors.statusPath.exec(url.pathname);
  if (!match?.[1] || !match[2] || notHandles.has(match[1].toLowerCase())) return null;
  return { handle: match[1], id: match[2], url: `${url.origin}/${match[1]}/status/${match[2]}` };
}

/** The quoted post's box: it holds a name or a time; badges and cards hold neither. */
function quoteBox(root: Element): Element | null {
  const boxes = outermost([...root.querySelectorAll(selectors.box)]);
  return boxes.find((box) => box.querySelector(`${selectors.nameBlock},${selectors.time}`)) ?? null;
}

/** A post's part: the post itself, or the one it quotes. */
export interface Part {
  root: Element;
  quote: Element | null;
  page: PageFacts;
}

/** Elements of the part itself. An X page sometimes puts the outer post's bar inside the quote's box. */
export const own = ({ root, quote }: Part, selector: string): Element[] =>
  [...root.querySelectorAll(selector)].filter((element) => !quote?.contains(element));

export function find(root: ParentNode, page: PageFacts): Element[] {
  const found: Element[] = [];
  for (const [, selector] of selectors.post) found.push(...all(root, selector));
  return outermost([...new Set(found)])
    .filter((article) => isPost(article, page))
    .sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** Skeletons and notices are articles too: a post has an address or, when it is an advertisement, a named author with words. */
function isPost(article: Element, page: PageFacts): boolean {
  const part = { root: article, quote: quoteBox(article), page };
  if (linkOf(part)) return true;
  if (!article.matches(selectors.post[0][1])) return false;
  return Boolean(own(part, selectors.nameBlock).length && (placeIn(part, null) ?? own(part, selectors.text[0][1]).length));
}

export function at(node: Element, page: PageFacts): Element | null {
  let best: Element | null = null;
  for (let up = node.closest(selectors.anyPost); up; up = up.parentElement?.closest(selectors.anyPost) ?? null) best = up;
  return best && find(best, page)[0] === best ? best : null;
}

/** In a thread the post above the main one is what it answers; below it, who answers whom cannot be seen. */
export function parent(post: Element, page: PageFacts): Element | null {
  const posts = find(post.ownerDocument, page);
  const main = posts.findIndex((one) => isFocal(one, placeIn({ root: one, quote: quoteBox(one), page }, null), page));
  const index = posts.indexOf(post);
  return index > 0 && index <= main ? (posts[index - 1] ?? null) : null;
}

const isFocal = (root: Element, place: Place | null, page: PageFacts): boolean =>
  root.getAttribute('tabindex') === '-1' || (place !== null && placeOf(page.url.href, page)?.id === place.id);

/** The post's own time link. */
function linkOf(part: Part): { link: Element; place: Place } | null {
  for (const link of own(part, selectors.statusLink)) {
    const place = link.querySelector('time') && placeOf(link.getAttribute('href'), part.page);
    if (place) return { link, place };
  }
  return null;
}

/** Its address: by the time link, else by any link to a part of it (pictures, views) that names its author. */
function placeIn(part: Part, handle: string | null): Place | null {
  const link = linkOf(part);
  if (link) return link.place;
  const author = handle ?? nameIn(part)?.handle;
  for (const other of own(part, `${selectors.statusLink},${selectors.articleLink}`)) {
    if (other.closest(selectors.text[0][1]) || other.closest(selectors.text[1][1])) continue;
    const place = placeOf(other.getAttribute('href'), part.page);
    if (place && place.handle.toLowerCase() === author?.toLowerCase()) return place;
  }
  return null;
}

/** The text node that shows the author's `@handle`: in the name block, else the first one above the words. */
function nameIn(part: Part, known: string | null = null): { leaf: Leaf; handle: string; tier: 'testid' | 'structure' } | null {
  const block = own(part, selectors.nameBlock)[0];
  const words = own(part, `${selectors.text[0][1]},${selectors.text[1][1]}`)[0];
  const shown = leaves(block ?? part.root, selectors.notName).filter(({ node, text }) => {
    const name = /^@(\w{1,15})$/.exec(text)?.[1];
    return name && !part.quote?.contains(node) && (block || !words || precedes(node, words)) && (!known || name.toLowerCase() === known.toLowerCase());
  });
  // Somebody may call herself `@name`: in the block the handle comes last.
  const leaf = block ? shown.at(-1) : shown[0];
  return leaf ? { leaf, handle: leaf.text.slice(1), tier: block ? 'testid' : 'structure' } : null;
}

export function read(article: Element, page: PageFacts): Post {
  const part: Part = { root: article, quote: quoteBox(article), page };
  const post = blankPost();
  const link = linkOf(part);
  readAuthor(post, part, link?.place.handle ?? null);
  const place = placeIn(part, post.handle) ?? focalPlace(part, post.handle);
  readPlace(post, part, place, link?.link ?? null);
  post.focal = isFocal(article, place, page);
  readWords(post, part);
  readMedia(post, part);
  readCounts(post, part);
  put(post, 'context', cleanName(textOf(own(part, selectors.context)[0] ?? null)), 'testid');
  if (article.closest(selectors.promoted)) post.promoted = true;
  post.sensitive = own(part, selectors.sensitive).length > 0;
  if (part.quote) put(post, 'quoted', readQuote(part.quote, part), 'role');
  return post;
}

/** A main post without any link: the address bar is its address, if it names the same author. */
function focalPlace(part: Part, handle: string | null): Place | null {
  if (part.root.getAttribute('tabindex') !== '-1') return null;
  const place = placeOf(part.page.url.href, part.page);
  return place && place.handle.toLowerCase() === handle?.toLowerCase() ? place : null;
}

function readQuote(box: Element, outer: Part): Post {
  const part: Part = { root: box, quote: null, page: outer.page };
  const post = blankPost();
  const link = linkOf(part);
  readAuthor(post, part, link?.place.handle ?? null);
  const bar = box.querySelector('[role="group"]');
  const inside = link?.place ?? quotedPlace(part, post.handle, bar);
  readPlace(post, part, inside, link?.link ?? null);
  readWords(post, part);
  readMedia(post, part);
  return post;
}

/** A quote's pictures link to it. The bar inside its box belongs to the outer post, perhaps of the same author. */
function quotedPlace(part: Part, handle: string | null, bar: Element | null): Place | null {
  for (const link of own(part, selectors.statusLink)) {
    if (bar?.contains(link) || link.closest(selectors.text[1][1]) || link.closest(selectors.text[0][1])) continue;
    const place = placeOf(link.getAttribute('href'), part.page);
    if (place && place.handle.toLowerCase() === handle?.toLowerCase()) return place;
  }
  return null;
}

function readAuthor(post: Post, part: Part, linked: string | null): void {
  const shown = nameIn(part, linked) ?? nameIn(part);
  const box = own(part, selectors.avatarBox)[0]?.getAttribute('data-testid')?.slice(selectors.avatarPrefix.length);
  if (!put(post, 'handle', shown?.handle, shown?.tier ?? 'testid') && !put(post, 'handle', linked, 'structure')) {
    if (box && box !== 'unknown') put(post, 'handle', box, 'testid');
  }
  if (shown) put(post, 'displayName', nameBefore(shown.leaf.node, part.root, { skip: selectors.notName, emoji: 'img[alt]' }), shown.tier);
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
  const time = (link ?? part.root).querySelector(selectors.time);
  const mine = time && !part.quote?.contains(time) ? time : null;
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
    post.truncated = own(part, selectors.more).length > 0 || Boolean(next?.matches('button,[role="button"]') && squash(next.textContent));
    readReply(post, part, words);
    return;
  }
}

/** "Replying to @name" stands between the name and the words. */
function readReply(post: Post, part: Part, words: Element): void {
  const name = nameIn(part, post.handle)?.leaf.node;
  const between = leaves(part.root, `${selectors.notName},${selectors.nameBlock}`).find(
    ({ node, text }) => name && /^@\w{1,15}$/.test(text) && precedes(name, node) && precedes(node, words) && !words.contains(node) && !part.quote?.contains(node),
  );
  if (between) put(post, 'inReplyTo', { id: null, handle: between.text.slice(1), permalink: null }, 'structure');
}
