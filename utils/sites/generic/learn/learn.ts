import type { PageRule } from '@/utils/domain/taught';
import { all, squash } from '../../dom';
import type { PageFacts } from '../../site';
import { isLikeExample, ownPart, ruledPosts } from '../ruled';
import * as sel from '../selectors';
import { bodyOf } from '../structure';
import { bestWay, partsOf, type ExampleParts } from './parts';
import { isTelling, tokens } from './tokens';

/** One way to read the site, and the posts that it finds on this page. */
export interface Learned { rule: PageRule; posts: Element[] }

const MOST_LEVELS = 12;
const MOST_ANSWERS = 3;
const MOST_MATCHES = 3_000;
const LEAST_POSTS = 2;
const MOST_WIDER = 4;

/**
 * From one example that she picked: rules that find it and what is like it on this page, the likeliest first. Looks, and changes
 * nothing; strings only: of tags, roles, attributes and class names that look lasting, else of structure. Empty where the page
 * shows nothing like the example.
 */
export function learn(example: Element, page: PageFacts): Learned[] {
  const out: Learned[] = [];
  for (const level of levels(example)) {
    const parts = partsOf(level, page);
    if (!parts.words || (!parts.name && !parts.time)) continue;
    const found = units(level, parts).map((unit) => widest(unit, ruleFrom(unit, partsOf(unit, page), page), page)).find((one) => one !== null);
    if (found && !out.some((other) => same(other.posts, found.posts))) out.push(found);
    if (out.length >= MOST_ANSWERS) break;
  }
  return out.sort((a, b) => Number(b.posts.length >= a.posts.length * 2) - Number(a.posts.length >= b.posts.length * 2));
}

/** The example and what is around it, from inside out. */
function levels(example: Element): Element[] {
  const out: Element[] = [];
  for (let up: Element | null = example; up && !/^(body|html|main)$/.test(up.localName) && out.length < MOST_LEVELS; up = up.parentElement) out.push(up);
  return out;
}

/**
 * She may have taken a whole branch of answers, or the list: the first post in it is the smallest part with its name and its words,
 * or, where an answer below says more than the post does, the smallest with its name and any words.
 */
function units(level: Element, { name, time, words }: ExampleParts): Element[] {
  const from = (enough: (up: Element) => boolean): Element => {
    let up = name ?? time;
    while (up && up !== level && !enough(up)) up = up.parentElement;
    return up ?? level;
  };
  return [...new Set([from((up) => up.contains(words)), from((up) => up !== name && up !== time && bodyOf(up) !== null)])];
}

/** Out to the whole of the post (its foot, its buttons), as long as as many are found and none holds another. */
function widest(unit: Element, found: Learned | null, page: PageFacts): Learned | null {
  let best = found;
  let up = unit.parentElement;
  for (let n = 0; best && up && n < MOST_WIDER && !/^(body|main)$/.test(up.localName); up = up.parentElement, n++) {
    const wider = ruleFrom(up, partsOf(up, page), page);
    if (!wider || wider.posts.length < best.posts.length || wider.posts.some((post) => wider.posts.some((other) => other !== post && post.contains(other)))) break;
    best = wider;
  }
  return best;
}

const same = (a: readonly Element[], b: readonly Element[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);

/** The way to its posts that finds most of those like the example, by the most lasting marks. */
function ruleFrom(unit: Element, parts: ExampleParts, page: PageFacts): Learned | null {
  let best: { learned: Learned; kind: number } | null = null;
  for (const { selector, kind } of waysToPost(unit)) {
    const learned = tryWay(selector, unit, parts, page);
    if (learned && (!best || learned.posts.length > best.learned.posts.length * (kind > best.kind ? 1.25 : 1))) best = { learned, kind };
  }
  return best?.learned ?? null;
}

function tryWay(post: string, unit: Element, parts: ExampleParts, page: PageFacts): Learned | null {
  const matched = all(page.doc, post);
  if (matched.length < LEAST_POSTS || matched.length > MOST_MATCHES) return null;
  const others = matched.filter((one) => one !== unit && !one.closest(sel.outside)).slice(0, 60);
  const way = (part: Element | null): string | null => bestWay(part, unit, post, others);
  const rule: PageRule = { origin: page.url.origin, post, name: way(parts.name), link: way(parts.link), time: way(parts.time), words: way(parts.words) };
  if (rule.words === null || (rule.name === null && rule.time === null) || !isLikeExample(unit, rule)) return null;
  const posts = ruledPosts(page.doc, rule);
  if (posts.length < LEAST_POSTS || !posts.includes(unit)) return null;
  if (rule.name !== null && isLabel(posts, rule, rule.name)) rule.name = null;
  return rule.name === null && rule.time === null ? null : { rule, posts };
}

/** What says the same in every post is no name of anybody: "Reply", "Guest". */
function isLabel(posts: readonly Element[], rule: PageRule, name: string): boolean {
  const said = posts.map((post) => squash(ownPart(post, rule.post, name)?.textContent)).filter((text) => text !== null);
  const link = posts.map((post) => ownPart(post, rule.post, name)?.getAttribute('href') ?? null);
  return said.length > 2 && new Set(said).size === 1 && new Set(link).size <= 1;
}

/** Selectors for the example: by one mark, by two, by its parents' marks, and last by structure alone. Lower `kind` lasts longer. */
function waysToPost(unit: Element): { selector: string; kind: number }[] {
  const tag = unit.localName;
  const own = tokens(unit);
  const out: { selector: string; kind: number }[] = own.map((selector) => ({ selector, kind: selector.startsWith('.') ? 1 : 0 }));
  for (const [i, one] of own.entries()) for (const two of own.slice(i + 1)) if (!/^[a-z]/.test(two)) out.push({ selector: `${one}${two}`, kind: 1 });
  if (isTelling(tag)) out.push({ selector: tag, kind: 2 });
  let way = ` > ${tag}`;
  for (let up = unit.parentElement, n = 0; up && n < 6; up = up.parentElement, n++) {
    for (const token of tokens(up)) out.push({ selector: `${token}${way}`, kind: 2 });
    if (/^(main|body|tbody|ol|ul)$/.test(up.localName)) out.push({ selector: `${up.localName}${way}`, kind: 3 });
    if (up.localName === 'body') break;
    way = ` > ${up.localName}${way}`;
  }
  return out;
}
