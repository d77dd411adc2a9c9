import { all, precedes, squash, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as sel from './selectors';
import { machineTime, shownText } from '../shown';

/** A microdata item that has words of its own and a name or a moment. */
export function isItemPost(item: Element): boolean {
  if (!sel.itemType.test(item.getAttribute('itemtype') ?? '')) return false;
  return prop(item, 'text', 'articleBody', 'commentText') !== null && prop(item, 'author', 'creator', 'datePublished', 'dateCreated', 'commentTime') !== null;
}

/** A microdata property of this item itself, not of an item inside it. */
export function prop(item: Element, ...names: string[]): Element | null {
  for (const name of names) {
    const found = [...item.querySelectorAll(`[itemprop~="${name}"]`)].find((element) => element.parentElement?.closest('[itemscope]') === item);
    if (found) return found;
  }
  return null;
}

/** An h-entry, likewise. */
export const isEntryPost = (entry: Element): boolean => entryPart(entry, '.e-content, .p-content, .p-summary') !== null && entryPart(entry, '.p-author, .dt-published') !== null;

/** A part of this entry, not of one inside it. */
export function entryPart(entry: Element, selector: string): Element | null {
  return [...entry.querySelectorAll(selector)].find((part) => part.parentElement?.closest('.h-entry, .h-cite') === entry) ?? null;
}

/** Where the name of an entry's author leads to. */
export const entryLink = (author: Element | null): Element | null =>
  (author?.matches('a[href]') ? author : (author?.querySelector('a.u-url[href], a[href]') ?? null));

/** Tells articles with an author and a moment; of nested ones the outer, unless it holds a list of them (a post and its answers). */
export function articleTest(root: ParentNode, page: PageFacts): (article: Element) => boolean {
  const known = new Map<Element, boolean>();
  const isGood = (e: Element): boolean => {
    let good = known.get(e);
    if (good === undefined) known.set(e, (good = !e.closest(sel.outside) && Boolean(ownTime(e) && authorOf(e, page) && hasWords(e) && !isQuoted(e))));
    return good;
  };
  const lists = new Map<Element, boolean>();
  const isList = (e: Element): boolean => {
    let list = lists.get(e);
    if (list === undefined) lists.set(e, (list = first(2, e.querySelectorAll(sel.article), isGood).length > 1));
    return list;
  };
  return (article) => {
    if (!isGood(article)) return false;
    for (let up = article.parentElement; up && (root as Node).contains(up); up = up.parentElement) {
      if (up.matches(sel.article) && isGood(up) && !isList(up)) return false;
    }
    return true;
  };
}

/** Alone in one entry of a list whose moment comes before it: what that entry quotes. */
function isQuoted(article: Element): boolean {
  for (let up = article.parentElement; up?.parentElement && up.localName !== 'body'; up = up.parentElement) {
    if (up.getElementsByTagName('article')[1]) return false;
    const own = [...up.querySelectorAll(sel.time)].some((time) => !article.contains(time) && precedes(time, article));
    if (own && [...up.parentElement.children].some((other) => other !== up && shapeOf(other) === shapeOf(up) && other.querySelector(sel.time))) return true;
  }
  return false;
}

/** At most `most` of them that fit; the others are not looked at. */
export function first(most: number, elements: Iterable<Element>, fits: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  for (const element of elements) {
    if (fits(element) && found.push(element) >= most) break;
  }
  return found;
}

/** True when the element belongs to this post and to no post inside it. */
function isOwn(element: Element, post: Element): boolean {
  const holder = element.parentElement?.closest(sel.anyPost) ?? null;
  if (!holder || holder === post || !post.contains(holder)) return true;
  return !holder.querySelector(sel.time) && isOwn(holder, post);
}

/** The moment of this post itself. */
export function ownTime(post: Element): Element | null {
  return [...post.querySelectorAll(sel.time)].find((time) => isOwn(time, post)) ?? null;
}

export function timeValue(time: Element | null): string | null {
  for (const name of sel.timeValues) {
    const found = machineTime(time?.getAttribute(name));
    if (found) return found;
  }
  return null;
}

/**
 * Time-anchored: the largest part of the page with exactly one moment in it, where two or more of one shape stand
 * under parents of one shape, most of them with an author. Lists of links (menus, chats, headlines) are no posts.
 */
export function timedPosts(root: ParentNode, page: PageFacts): Element[] {
  const times = all(root, sel.time).filter((time) => !time.closest(sel.outside));
  const moments = new Map<Element, number>();
  for (const time of all(root, sel.time)) for (let up = time.parentElement; up; up = up.parentElement) moments.set(up, (moments.get(up) ?? 0) + 1);
  const groups = new Map<string, Element[]>();
  for (const unit of new Set(times.map((time) => largestWithOne(time, moments)).filter((e) => e !== null))) {
    const shape = `${shapeOf(unit.parentElement)}>${shapeOf(unit)}`;
    groups.set(shape, [...(groups.get(shape) ?? []), unit]);
  }
  const found: Element[] = [];
  for (const group of groups.values()) {
    const good = group.filter((unit) => isPostLike(unit, page));
    if (good.length >= 2 && good.length * 2 > group.length) found.push(...good);
  }
  return found.sort((a, b) => (precedes(a, b) ? -1 : 1));
}

function largestWithOne(time: Element, moments: ReadonlyMap<Element, number>): Element | null {
  let unit: Element | null = null;
  for (let up = time.parentElement; up && up.localName !== 'body' && moments.get(up) === 1; up = up.parentElement) unit = up;
  return unit;
}

const shapeOf = (element: Element | null): string => {
  if (!element) return '';
  const names = [...element.classList].map((name) => name.replace(/\d+/g, '')).filter((name) => /^[a-z][\w-]*$/i.test(name));
  return `${element.localName}[${element.getAttribute('role') ?? ''}].${names.slice(0, 2).join('.')}`;
};

/** A moment in a quotation is another's. */
const isPostLike = (unit: Element, page: PageFacts): boolean => {
  const quote = ownTime(unit)?.closest('blockquote') ?? null;
  return (quote === null || quote === unit || !unit.contains(quote)) && authorOf(unit, page) !== null && hasWords(unit);
};

/** Words of its own: a notice in brackets (`[deleted]`) is what software puts where they were. */
const hasWords = (post: Element): boolean => {
  const words = wordsOf(post);
  return words.length > 0 && !/^\s*\[[^[\]]{1,60}\]\s*$/.test(words.map((one) => one.textContent).join(' '));
};

/** Who wrote it: the link to the author, else a name that stands alone above the words and is marked as one. */
export function authorOf(post: Element, page: PageFacts): Element | null {
  const link = authorLink(post, page);
  if (link) return link;
  const body = wordsOf(post)[0] ?? null;
  const names = [...post.querySelectorAll(sel.authorName)].filter((one) => {
    const text = squash(one.textContent);
    return text !== null && text.length > 1 && text.length <= 60 && !one.closest('a') && isOwn(one, post) && !one.querySelector(`${sel.time},${sel.authorName}`) && body !== null && !body.contains(one) && precedes(one, body);
  });
  const name = names.find((one) => /name/i.test(one.getAttribute('class') ?? '')) ?? names[0] ?? null;
  return name?.querySelector('.fn') ?? name;
}

/** The link to the author: by a hint of the mark-up, by a path that people's pages have, or beside a picture with the same address. */
export function authorLink(post: Element, page: PageFacts): HTMLAnchorElement | null {
  const words = wordsOf(post);
  const body = words[0] ?? null;
  const time = ownTime(post);
  const links = [...post.querySelectorAll<HTMLAnchorElement>('a[href]')].filter(
    (link) => isOwn(link, post) && !words.some((one) => one.contains(link)) && !(time && link.contains(time)) && toUrl(link.getAttribute('href'), page) && before(link, body),
  );
  const named = links.filter((link) => { const text = squash(link.textContent); return text !== null && text.length <= 80; });
  const pictured = new Set(links.filter((link) => link.querySelector('img, [role="img"]')).map((link) => link.href));
  return named.find((link) => link.matches(sel.authorHint)) ?? named.find((link) => isProfile(link, page)) ?? named.find((link) => pictured.has(link.href) && link.origin === page.url.origin) ?? null;
}

const before = (link: Element, body: Element | null): boolean => !body || precedes(link, body);

function isProfile(link: Element, page: PageFacts): boolean {
  const url = toUrl(link.getAttribute('href'), page);
  return url !== null && (sel.profilePath.test(url.pathname) || sel.profileQuery.test(url.search));
}

/** The parts with the words, in order: one box, or the paragraphs that stand right in the post. */
export function wordsOf(post: Element): Element[] {
  const body = bodyOf(post);
  if (body !== post) return body ? [body] : [];
  const answers = answersIn(post);
  return [...post.children].filter((child) => /^(p|blockquote|ul|ol|pre)$/.test(child.localName) && !child.matches(sel.quoted) && !answers.includes(child) && !isSkipped(child, post) && wordsIn(child) > 0);
}

/** The part with the words (the post itself, where they stand right in it): what holds most text of its own, counting its paragraphs; links, buttons and the head do not count. */
export function bodyOf(post: Element): Element | null {
  let best: Element | null = null;
  let most = 1;
  const answers = answersIn(post);
  for (const element of [post, ...post.querySelectorAll('*')]) {
    if (isSkipped(element, post) || answers.some((one) => one.contains(element))) continue;
    const own = weightOf(element, post, answers);
    if (own > most) [best, most] = [element, own];
  }
  return best && best !== post ? widen(best, post) : best;
}

/** Parts below a post with another moment and another person in them: answers, and what is quoted. */
function answersIn(post: Element): Element[] {
  const [own, ...others] = post.querySelectorAll(sel.time);
  if (!others.length) return others;
  const parts = others.map((time) => {
    let part = time;
    for (let up = part.parentElement; up && up !== post && !up.contains(own ?? null); up = up.parentElement) part = up;
    return part;
  });
  return parts.filter((part) => [...part.querySelectorAll<HTMLAnchorElement>('a[href]')].some((link) => sel.profilePath.test(link.pathname)));
}

/** Words right inside, paragraphs in full and marked words by half (so that a text's box wins over its bold part). */
function weightOf(element: Element, post: Element, answers: readonly Element[]): number {
  let own = 0;
  for (const child of element.childNodes) {
    if (child.nodeType === 3) own += (child.nodeValue ?? '').trim().length;
    if (child.nodeType !== 1 || answers.includes(child as Element) || isSkipped(child as Element, post)) continue;
    const tag = (child as Element).localName;
    if (/^(p|blockquote|ul|ol|pre)$/.test(tag) ) own += wordsIn(child as Element);
    else if (/^(b|i|em|strong|u|s|code|span)$/.test(tag)) own += wordsIn(child as Element) / 2;
  }
  return own;
}

const isSkipped = (element: Element, post: Element): boolean => {
  const skip = element.closest(`a, h1, h2, h3, h4, ${sel.notText}`);
  return (skip !== null && skip !== post && post.contains(skip)) || (element !== post && !isOwn(element, post));
};

/** Letters outside links, buttons and moments. */
function wordsIn(element: Element): number {
  return (shownText(element, { skip: `a, ${sel.notText}` }) ?? '').length;
}

/** A lone paragraph's text box: up while the parent holds nothing but this one's brothers of the same kind. */
function widen(body: Element | null, post: Element): Element | null {
  let at = body;
  while (at && /^(p|span|b|i|em|strong|blockquote|li|ul|ol)$/.test(at.localName) && at.parentElement && at.parentElement !== post && post.contains(at.parentElement)) {
    const parent: Element = at.parentElement;
    if ([...parent.children].some((child) => child.matches(`time, header, footer, nav, button, form, ${sel.article}`) || child.querySelector(sel.time))) break;
    at = parent;
  }
  return at;
}
