import { blankPost, type Post, type Tier } from '@/utils/domain/post';
import type { PageRule } from '@/utils/domain/taught';
import { all, cleanName, precedes, put, squash, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { ruleFor } from '../taught';
import { onceATurn } from '../turn';
import { isCut, placeOf, stated, statedAbout, type Stated } from './jsonld';
import { ownParts, ruledPosts } from './ruled';
import * as sel from './selectors';
import { articleTest, authorOf, entryLink, entryPart, first, isEntryPost, isItemPost, ownTime, prop, timedPosts, timeValue, wordsOf } from './structure';
import { address, bare, machineTime, shownText } from '../shown';

/** A way to posts: by the mark-up of each, which can be told one by one, or by the page as a whole. */
type Way = { at: string; test: (root: ParentNode, page: PageFacts) => (element: Element) => boolean } | ((found: readonly Element[], root: ParentNode, page: PageFacts) => Element[]);

/** In the order of trust; a later way adds to an earlier one only while that found no more than one post. */
const ways: readonly Way[] = [
  { at: sel.item, test: () => isItemPost },
  { at: sel.entry, test: () => isEntryPost },
  statedPosts,
  { at: sel.article, test: articleTest },
  (_, root, page) => timedPosts(root, page),
];

/** Those of one way may lie inside each other (answers); those of a later way may not touch what stands. */
const mayStand = (element: Element, standing: readonly Element[]): boolean =>
  squash(element.textContent) !== null && !standing.some((one) => one.contains(element) || element.contains(one));

export function findPosts(root: ParentNode, page: PageFacts): Element[] {
  const rule = ruleFor(page);
  const taught = rule ? ruledPosts(root, rule) : [];
  if (taught.length) return taught;
  const found: Element[] = [];
  for (const way of ways) {
    const standing = [...found];
    const more = typeof way === 'function' ? way(standing, root, page) : all(root, way.at).filter(way.test(root, page));
    found.push(...more.filter((e) => mayStand(e, standing)));
    if (found.length > 1) break;
  }
  return found.sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** Only what nobody marked up is found by none of the selectors: looked for where these find no two posts, and the page states none. */
export function latePosts(root: ParentNode, page: PageFacts): Element[] {
  if (ruleFor(page) !== null || stated(page).length > 0) return findPosts(root, page);
  for (const way of ways) {
    if (typeof way === 'function') continue;
    const test = way.test(root, page);
    const some = first(2, all(root, way.at), (e) => test(e) && mayStand(e, []));
    if (some.length > 1) return [];
    if (some.length > 0) break;
  }
  return findPosts(root, page);
}

/** The innermost of `findPosts` for the whole page that holds the node, without looking at the posts that do not, as far as that can be. */
export function postAt(node: Element, page: PageFacts): Element | null {
  const { doc } = page;
  const rule = ruleFor(page);
  const taught = rule ? ruledPosts(doc, rule) : [];
  if (taught.length) return innermost(node, (e) => taught.includes(e));
  const found: Element[] = [];
  for (const way of ways) {
    const standing = [...found];
    if (typeof way === 'function') {
      found.push(...way(standing, doc, page).filter((e) => mayStand(e, standing)));
      if (found.length > 1) break;
      continue;
    }
    const test = way.test(doc, page);
    const isNew = (e: Element): boolean => test(e) && mayStand(e, standing);
    found.push(...first(2, candidates(doc, way.at), isNew));
    if (found.length > 1) return innermost(node, (e) => standing.includes(e) || (e.matches(way.at) && isNew(e)));
  }
  return innermost(node, (e) => found.includes(e));
}

const seen = onceATurn(() => new Map<string, readonly Element[]>());

/** What one way may find in the whole page. */
function candidates(doc: Document, at: string): readonly Element[] {
  const all = seen(doc);
  if (!all.has(at)) all.set(at, [...doc.querySelectorAll(at)]);
  return all.get(at) as readonly Element[];
}

function innermost(node: Element, fits: (element: Element) => boolean): Element | null {
  for (let up: Element | null = node; up; up = up.parentElement) if (fits(up)) return up;
  return null;
}

/** Posts that the page states in JSON-LD and that no mark-up showed. */
function statedPosts(standing: readonly Element[], root: ParentNode, page: PageFacts): Element[] {
  const found = [...standing];
  for (const one of stated(page)) {
    if (found.some((e) => bare(e.textContent).includes(one.key))) continue;
    const place = placeOf(one, page);
    if (place && (root as Node).contains(place) && !found.some((e) => e.contains(place) || place.contains(e))) found.push(place);
  }
  return found.slice(standing.length);
}

/** Neither the page's controls nor another one's words. */
const notWords = `${sel.notText}, ${sel.quoted}`;

export function readPost(post: Element, page: PageFacts): Post {
  const rule = ruleFor(page);
  if (rule && post.matches(rule.post)) return readRuled(rule, post, page);
  const out = blankPost(/comment/i.test(post.getAttribute('itemtype') ?? '') || post.matches('.h-cite') ? 'comment' : 'post');
  const isItem = post.matches(sel.item) && sel.itemType.test(post.getAttribute('itemtype') ?? '');
  const about = statedAbout(post, stated(page));
  if (about) readStated(out, about, post, page);
  if (isItem) readItem(out, post, page);
  else if (post.matches(sel.entry)) readEntry(out, post, page);
  else readShape(out, post, page);
  readIds(out, post);
  const box = isItem ? prop(post, 'text', 'articleBody') : entryPart(post, '.e-content');
  out.media = (box || isItem ? [box] : wordsOf(post)).flatMap((one) => mediaOf(post, one, page));
  if (out.media.length || isItem || post.matches(sel.entry)) out.sources.media = 'structure';
  return out;
}

/** Sets what is still unknown. */
function fill<K extends keyof Post>(out: Post, field: K, value: Post[K] | null | undefined, tier: Tier): void {
  if (out[field] === null) put(out, field, value, tier);
}

function fillTime(out: Post, machine: string | null, tier: Tier): void {
  fill(out, 'machineTime', machine, tier);
  fill(out, 'postedAt', machine, tier);
}

function readStated(out: Post, about: Stated, post: Element, page: PageFacts): void {
  out.kind = about.kind;
  fill(out, 'displayName', cleanName(about.author), 'meta');
  fill(out, 'profileUrl', toUrl(about.profile, page)?.href, 'meta');
  fill(out, 'handle', handleOf(about.profile, page), 'meta');
  fillTime(out, about.time, 'meta');
  fill(out, 'permalink', about.url && address(about.url, page), 'meta');
  const shown = wordsOf(post).map((one) => shownText(one, { skip: notWords })).filter(Boolean).join('\n\n') || null;
  const whole = shown && bare(shown).startsWith(about.key) ? shown : null;
  if (!put(out, 'text', whole, 'structure')) fill(out, 'text', about.text, 'meta');
  if (whole === null && about.text) out.truncated = isCut(about.text);
}

function readItem(out: Post, item: Element, page: PageFacts): void {
  const author = prop(item, 'author', 'creator');
  const name = author?.matches('[itemscope]') ? (prop(author, 'name') ?? author) : author;
  fill(out, 'displayName', cleanName(name?.getAttribute('content') ?? shownText(name)), 'data');
  const link = author && (author.matches('a[href]') ? author : (prop(author, 'url') ?? author.querySelector('a[href]')));
  const href = link?.getAttribute('href') ?? link?.getAttribute('content') ?? link?.querySelector('a[href]')?.getAttribute('href');
  fill(out, 'profileUrl', toUrl(href, page)?.href, 'data');
  fill(out, 'handle', handleOf(href, page), 'data');
  const when = prop(item, 'datePublished', 'dateCreated', 'commentTime');
  fillTime(out, machineTime(when?.getAttribute('datetime') ?? when?.getAttribute('content')) ?? timeValue(when), 'data');
  fill(out, 'shownTime', squash(when?.textContent), 'text');
  const url = prop(item, 'url', 'mainEntityOfPage');
  const at = url?.getAttribute('href') ?? url?.getAttribute('content') ?? url?.getAttribute('itemid') ?? item.getAttribute('itemid') ?? linkAround(when, item);
  fill(out, 'permalink', at ? address(at, page) : null, 'data');
  const body = prop(item, 'text', 'articleBody', 'commentText');
  fill(out, 'text', body?.getAttribute('content') ?? shownText(body, { skip: notWords }), 'data');
  fill(out, 'lang', body?.getAttribute('lang'), 'data');
}

function readEntry(out: Post, entry: Element, page: PageFacts): void {
  const author = entryPart(entry, '.p-author');
  fill(out, 'displayName', cleanName(shownText(author?.querySelector('.p-name') ?? author)), 'data');
  const link = entryLink(author);
  fill(out, 'profileUrl', toUrl(link?.getAttribute('href'), page)?.href, 'data');
  fill(out, 'handle', handleOf(link?.getAttribute('href'), page), 'data');
  const when = entryPart(entry, '.dt-published');
  fillTime(out, timeValue(when) ?? timeValue(when?.querySelector(sel.time) ?? null) ?? machineTime(when?.getAttribute('value')), 'data');
  fill(out, 'shownTime', squash(when?.textContent), 'text');
  const own = entryPart(entry, 'a.u-url[href]');
  const at = own && !author?.contains(own) ? own.getAttribute('href') : linkAround(when, entry);
  fill(out, 'permalink', at ? address(at, page) : null, 'data');
  const body = entryPart(entry, '.e-content') ?? entryPart(entry, '.p-content') ?? entryPart(entry, '.p-summary');
  fill(out, 'text', shownText(body, { skip: '.h-cite, .h-entry, button, form' }), 'data');
  fill(out, 'lang', body?.getAttribute('lang'), 'data');
}

/** By the rule alone: what it does not name stays unknown. */
function readRuled(rule: PageRule, post: Element, page: PageFacts): Post {
  const out = blankPost();
  const parts = (selector: string | null): Element[] => ownParts(post, rule.post, selector);
  const [time = null] = parts(rule.time);
  const words = parts(rule.words).filter((one, _, all) => one.parentElement === all[0]?.parentElement);
  const at = parts(rule.link)[0]?.getAttribute('href') ?? null;
  readParts(out, { time, author: parts(rule.name)[0] ?? null, at, words, skip: `${notWords}, ${rule.post}` }, 'structure', page);
  readIds(out, post);
  out.media = words.flatMap((one) => mediaOf(post, one, page));
  if (out.media.length) out.sources.media = 'structure';
  return out;
}

/** `words`: paragraphs of one text. */
interface ShapeParts { time: Element | null; author: Element | null; at: string | null; words: readonly (Element | null)[]; skip: string }

function readShape(out: Post, post: Element, page: PageFacts): void {
  const time = ownTime(post);
  const parts = { time, author: authorOf(post, page), at: linkAround(time, post), words: wordsOf(post), skip: notWords };
  readParts(out, parts, post.matches(sel.article) ? 'role' : 'structure', page);
}

function readParts(out: Post, { time, author, at, words, skip }: ShapeParts, tier: Tier, page: PageFacts): void {
  fillTime(out, timeValue(time) ?? machineTime(time?.getAttribute('title')), tier);
  fill(out, 'shownTime', squash(time?.textContent), 'text');
  const shown = cleanName(author && shownText(author));
  const named = /^(?:(.*\S)\s+|)@([\w.-]+(?:@[\w.-]+)?)$/.exec(shown ?? '') ?? /^()([\w.-]+@[\w-]+\.[\w.-]+)$/.exec(shown ?? '');
  const handle = named?.[2] ?? handleOf(author?.getAttribute('href'), page, shown);
  const isShort = named?.[1] === '' || (shown === handle && isFederated(page));
  fill(out, 'displayName', named && !isShort ? named[1] : isShort && isFederated(page) ? null : (named?.[2] ?? shown), tier);
  fill(out, 'profileUrl', toUrl(author?.getAttribute('href'), page)?.href, tier);
  fill(out, 'handle', handle !== null && !handle.includes('@') && isFederated(page) ? null : handle, tier);
  fill(out, 'permalink', at ? address(at, page) : null, tier);
  fill(out, 'text', words.map((one) => shownText(one, { skip })).filter(Boolean).join('\n\n') || null, 'text');
}

/** Where people are called `name@server`, a bare name is half of one; and it may stand for another that is shown beside it. */
const isFederated = ({ doc }: PageFacts): boolean =>
  [...doc.querySelectorAll('a[href*="@"], a[title*="@"]')].some((link) => /(?:^|\/)@?[\w.-]+@[\w-]+(?:\.[\w-]+)+$/.test(link.getAttribute('title') ?? '') || /^[^:]*\/@?[\w.-]+@[\w-]+(?:\.[\w-]+)+\/?$/.test(link.getAttribute('href') ?? ''));

const linkAround = (time: Element | null, post: Element): string | null => {
  const link = time?.closest('a[href]') ?? time?.querySelector('a[href]');
  return link && post.contains(link) ? link.getAttribute('href') : null;
};

/** The name in the address of a person's page, where the path says so or the link shows the same; nothing else is a handle. Of another server it is `name@server`. */
export function handleOf(href: string | null | undefined, page: PageFacts, shown: string | null = null): string | null {
  const url = toUrl(href, page);
  const path = url?.pathname ?? '';
  const named = sel.handlePath.exec(path)?.[1] ?? null;
  if (url && url.host !== page.url.host) return named && !named.includes('@') ? `${named}@${url.host}` : named;
  const last = /^\/([\w.-]+)\/?$/.exec(path)?.[1] ?? null;
  return named ?? (last !== null && last === shown ? last : null);
}

/** The post's own number: in its element's id, or the fragment of its address. */
function readIds(out: Post, post: Element): void {
  fill(out, 'id', post.getAttribute('data-post-id') ?? post.getAttribute('data-comment-id') ?? post.getAttribute('data-id'), 'data');
  fill(out, 'id', /(?:post|comment|reply|message|msg|p|c)[-_]?(\d+)$/i.exec(post.id)?.[1], 'structure');
  const hash = out.permalink ? new URL(out.permalink).hash : '';
  fill(out, 'id', /[-_#a-z](\d+)$/i.exec(hash)?.[1], 'structure');
}

function mediaOf(post: Element, body: Element | null, page: PageFacts): Post['media'] {
  const inner = body && body !== post ? all(body, sel.picture) : [];
  return inner
    .filter((e) => !e.matches(sel.notPicture) && e.localName !== 'source')
    .map((e) => ({ kind: e.localName === 'video' ? ('video' as const) : ('image' as const), url: toUrl(e.getAttribute('src'), page)?.href ?? null, poster: e.getAttribute('poster'), alt: e.getAttribute('alt') || null, ...drawnSize(e) }));
}
