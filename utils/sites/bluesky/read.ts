import { blankPost, type MediaItem, type Post, type Tier } from '@/utils/domain/post';
import { all, cleanName, drawnSize, leaves, nameBefore, numberIn, outermost, precedes, profileId, put, putTimes, squash, textOf, tidTime, toUrl } from '../dom';
import type { PageFacts } from '../site';
import { selectors } from './selectors';

interface Address {
  /** Handle or DID, as the link has it. */
  who: string;
  id: string;
  url: string;
  tier: Tier;
}

function address(href: string | null, page: PageFacts, pattern: RegExp, tier: Tier): Address | null {
  const url = toUrl(href, page);
  const match = url && pattern.exec(url.pathname);
  if (!match?.[1] || !match[2]) return null;
  const who = decodeURIComponent(match[1]);
  return { who, id: match[2], url: `${url.origin}/profile/${match[1]}/post/${match[2]}`, tier };
}

/** A box in `root` that is a quoted post: it names somebody and is not the row itself. */
function quoteBox(root: Element): Element | null {
  const whole = squash(root.textContent);
  const boxes = outermost([...root.querySelectorAll(selectors.box)].filter((box) => squash(box.textContent) !== whole));
  return boxes.find((box) => handleLeaf(box, null)) ?? null;
}

/** Elements of the post itself, not of the one it quotes. */
function own(root: Element, selector: string, quote: Element | null): Element[] {
  return [...root.querySelectorAll(selector)].filter((element) => !quote?.contains(element));
}

/** The text node that shows `@handle`; any handle when none is given. */
function handleLeaf(root: Element, handle: string | null, quote: Element | null = null): { node: Text; handle: string } | null {
  for (const { node, text } of leaves(root, 'script,style,svg,[data-word-wrap],[data-testid="postText"],button')) {
    const shown = /^@((?:[\w-]+\.)+[\w-]+)$/.exec(text)?.[1];
    if (shown && !quote?.contains(node) && (!handle || shown.toLowerCase() === handle.toLowerCase())) return { node, handle: shown };
  }
  return null;
}

function linkAddress(root: Element, quote: Element | null, page: PageFacts): { link: Element; address: Address } | null {
  for (const link of own(root, selectors.permalink, quote)) {
    const found = address(link.getAttribute('href'), page, selectors.permalinkPath, 'data');
    if (found) return { link, address: found };
  }
  return null;
}

/** The main post has no link to itself: only lists that belong to it, or the address bar. */
function focalAddress(root: Element, quote: Element | null, page: PageFacts): Address | null {
  for (const link of own(root, selectors.focalLinks, quote)) {
    const found = address(link.getAttribute('href'), page, selectors.focalPath, 'structure');
    if (found) return found;
  }
  const found = address(page.url.href, page, selectors.permalinkPath, 'address');
  const shown = handleLeaf(root, null, quote)?.handle;
  const fits = found && (found.who.startsWith('did:') || found.who.toLowerCase() === shown?.toLowerCase());
  return fits ? found : null;
}

export function find(root: ParentNode, page: PageFacts): Element[] {
  const named = all(root, selectors.item);
  const candidates = new Set(named);
  // Rows whose test id was renamed: a box around a post's own link, or whatever holds the main post's lists.
  for (const link of all(root, selectors.permalink)) {
    if (link.closest(selectors.item)) continue;
    let box = link.closest(selectors.box);
    for (let up = box; up; up = up.parentElement?.closest(selectors.box) ?? null) box = up;
    if (box) candidates.add(box);
  }
  const main = mainRow(root, page);
  if (main) candidates.add(main);
  return outermost([...candidates])
    .filter((row) => !row.closest(selectors.hidden) && isPost(row, page))
    .sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** The main post by its shape: the smallest element around its lists (or its menu) that also names its author. */
function mainRow(root: ParentNode, page: PageFacts): Element | null {
  const marks = all(root, selectors.focalLinks).filter((link) => !link.closest(selectors.box));
  const start = marks[0] ?? all(root, selectors.menuButton).find((button) => !button.closest(selectors.box) && selectors.permalinkPath.test(page.url.pathname));
  if (!start || start.closest(selectors.item)) return null;
  for (let up = start.parentElement; up && up !== up.ownerDocument.body; up = up.parentElement) {
    if (up.querySelector(selectors.permalink) && !up.querySelector(selectors.box)) return null;
    if (!up.querySelector(selectors.profileLink) || !handleLeaf(up, null)) continue;
    return focalAddress(up, quoteBox(up), page) && !up.querySelector(selectors.item) ? up : null;
  }
  return null;
}

/** Notices of follows and likes carry the same test ids, but nothing that is a post's own address. */
function isPost(row: Element, page: PageFacts): boolean {
  const quote = quoteBox(row);
  if (linkAddress(row, quote, page)) return true;
  return Boolean(handleLeaf(row, null, quote) && own(row, selectors.menuButton, quote).length && focalAddress(row, quote, page));
}

export function at(node: Element, page: PageFacts): Element | null {
  const row = node.closest(selectors.item);
  if (row) return isPost(row, page) ? row : null;
  return find(node.ownerDocument, page).find((post) => post.contains(node)) ?? null;
}

/** The post above the main one, which it answers. What stands below is flat: who answers whom cannot be seen. */
export function parent(post: Element, page: PageFacts): Element | null {
  if (linkAddress(post, quoteBox(post), page)) return null;
  const posts = find(post.ownerDocument, page);
  return posts[posts.indexOf(post) - 1] ?? null;
}

export function read(row: Element, page: PageFacts): Post {
  const post = blankPost();
  const quote = quoteBox(row);
  const link = linkAddress(row, quote, page);
  const place = link?.address ?? focalAddress(row, quote, page);
  post.focal = !link && place !== null;
  readAuthor(post, row, quote, place, page);
  readPlace(post, place);
  const words = readText(post, row, quote);
  readMedia(post, row, quote);
  readUserId(post, row, quote, place, page);
  readContext(post, row, quote, link?.link ?? null, words, page);
  readCounts(post, row, quote);
  put(post, 'shownTime', cleanName(link?.link.getAttribute('data-tooltip')) ?? focalTime(row, quote, post.focal), link ? 'data' : 'text');
  if (quote) put(post, 'quoted', readQuote(quote, page), 'role');
  return post;
}

function readQuote(box: Element, page: PageFacts): Post {
  const post = blankPost();
  const link = linkAddress(box, null, page);
  readAuthor(post, box, null, link?.address ?? null, page);
  readPlace(post, link?.address ?? null);
  readText(post, box, null);
  readMedia(post, box, null);
  readUserId(post, box, null, link?.address ?? null, page);
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
  const fromId = selectors.itemHandle.exec(root.getAttribute('data-testid') ?? '')?.[1];
  const fromLink = place && !place.who.startsWith('did:') ? place.who : null;
  const known = [fromId, fromLink].find((handle) => handle && handle !== 'handle.invalid') ?? null;
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

function readMedia(post: Post, root: Element, quote: Element | null): void {
  const items: MediaItem[] = [];
  for (const element of own(root, `${selectors.picture},${selectors.video}`, quote)) {
    // Link cards have pictures too; avatars lie in links as well.
    if (element.closest('a[href]')) continue;
    const video = element.localName === 'video';
    items.push({
      kind: video ? 'video' : 'image',
      url: element.getAttribute('src'),
      poster: element.getAttribute('poster'),
      alt: element.getAttribute('alt') ?? element.getAttribute('aria-label'),
      ...drawnSize(element),
    });
  }
  put(post, 'media', items, 'data');
}

const didIn = (src: string | null): string | null => /\/(did:[a-z]+:[A-Za-z0-9._:-]+?)\//.exec(decodeURIComponent(src ?? '').replace(/%3A/gi, ':'))?.[1] ?? null;

function readUserId(post: Post, root: Element, quote: Element | null, place: Address | null, page: PageFacts): void {
  if (place?.who.startsWith('did:') && put(post, 'userId', place.who, place.tier)) return;
  const avatar = own(root, selectors.avatar, quote).find((picture) => isAuthors(picture, post.handle, page));
  if (put(post, 'userId', didIn(avatar?.getAttribute('src') ?? null), 'data')) return;
  // A post's own pictures lie in its author's repository.
  const own1 = post.media.map((item) => didIn(item.kind === 'image' ? item.url : item.poster)).find(Boolean);
  if (put(post, 'userId', own1, 'data')) return;
  if (post.handle) put(post, 'userId', profileId(page.doc, selectors.profileData, post.handle), 'meta');
}

function isAuthors(picture: Element, handle: string | null, page: PageFacts): boolean {
  const path = toUrl(picture.closest('a')?.getAttribute('href'), page)?.pathname.toLowerCase();
  return Boolean(handle && path === `/profile/${handle.toLowerCase()}`);
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
  const line = own(row, selectors.line, quote).find((one) => !one.closest('a,button,[data-word-wrap]') && /·/.test(one.textContent ?? '') && /\d/.test(one.textContent ?? ''));
  return cleanName(line?.textContent);
}

function readCounts(post: Post, row: Element, quote: Element | null): void {
  for (const [name, selector] of Object.entries(selectors.counts)) {
    const count = numberIn(own(row, selector, quote)[0]?.getAttribute('aria-label'));
    if (count !== null) post.counts[name] = count;
  }
  const reposts = numberIn(own(row, selectors.repostCount, quote)[0]?.textContent);
  if (reposts !== null) post.counts['reposts'] = reposts;
  const warning = own(row, selectors.warning, quote).find((one) => one.querySelector('svg') && !one.querySelector('img,[data-expoimage]') && !one.matches(selectors.menuButton) && !one.hasAttribute('data-testid') && !one.hasAttribute('aria-pressed') && squash(one.textContent));
  if (warning) {
    post.sensitive = true;
    put(post, 'contentWarning', cleanName(warning.querySelector(selectors.line)?.textContent), 'structure');
  }
}
