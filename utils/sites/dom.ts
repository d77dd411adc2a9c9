import type { Post, Tier } from '@/utils/domain/post';
import type { PageFacts } from './site';
import { onceATurn } from './turn';

/** White space collapsed to single blanks, ends trimmed; null for nothing. */
export function squash(text: string | null | undefined): string | null {
  return (text ?? '').replace(/\s+/g, ' ').trim() || null;
}

/** A name as one line, without the invisible direction marks that platforms wrap around it. */
export function cleanName(text: string | null | undefined): string | null {
  return squash((text ?? '').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''));
}

export interface TextOptions {
  /** What inside is not part of the text. */
  skip?: string;
  /** Elements that stand as paragraphs of their own (`\n\n`); `p` unless given. */
  block?: string;
  /** Elements that stand on a line of their own (`\n`); `li` unless given. */
  line?: string;
  /** Pictures that stand for characters; every `img` unless given. Others count only where their `alt` is nothing but emoji. */
  emoji?: string;
  /** Reading ends before this node. */
  until?: Node;
}

const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{e0020}-\u{e007f}]|\u200d|\ufe0f|\u20e3)+$/u;

/** A picture among words that is a character, by its `alt`. */
export const isEmoji = (picture: Element): boolean => EMOJI.test(picture.getAttribute('alt') ?? '');

/** What a picture among words stands for: null where the page does not say, and it is as small as a character. */
function characterOf(picture: Element): string | null {
  const said = ['alt', 'data-plain-text', 'data-emoji'].map((name) => picture.getAttribute(name)).find((value) => value !== null);
  const size = Number.parseInt(picture.getAttribute('width') ?? picture.getAttribute('height') ?? '0', 10);
  return said ?? (size > 48 || picture.closest('figure,picture') ? '' : null);
}

/**
 * Text as a reader sees it: `<br>` is `\n`, emoji pictures are their `alt`. Nothing is trimmed but the ends.
 * Null for nothing, and where a picture among the words has lost its character: words without it would not be hers.
 */
export function textOf(root: Node | null, options: TextOptions = {}): string | null {
  if (!root) return null;
  const { skip, block = 'p', line = 'li', emoji = 'img', until } = options;
  let out = '';
  let done = false;
  let lost = false;
  const breakTo = (lines: string): void => {
    if (out && !out.endsWith(lines)) out = out.replace(/\n*$/, '') + lines;
  };
  const walk = (node: Node): void => {
    if (node === until) done = true;
    if (done) return;
    if (node.nodeType === 3) out += node.nodeValue ?? '';
    if (node.nodeType !== 1) return;
    const element = node as Element;
    const tag = element.localName;
    if (tag === 'script' || tag === 'style' || (skip && element.matches(skip))) return;
    if (tag === 'br') out += '\n';
    if (tag === 'img' && (element.matches(emoji) || isEmoji(element))) {
      const character = characterOf(element);
      lost ||= character === null;
      out += character ?? '';
    }
    const gap = element.matches(block) ? '\n\n' : element.matches(line) ? '\n' : '';
    if (gap && element !== root) breakTo(gap);
    for (const child of element.childNodes) walk(child);
    if (gap && element !== root) breakTo(gap);
  };
  walk(root);
  return lost ? null : out.trim() || null;
}

/** A link as an absolute address without query and fragment, or null when it is none. */
export function cleanUrl(href: string | null | undefined, page: PageFacts): string | null {
  const url = toUrl(href, page);
  return url && url.origin + url.pathname;
}

/** The link's full address; null for nothing, for `javascript:` and for what is no address. */
export function toUrl(href: string | null | undefined, page: PageFacts): URL | null {
  if (!href) return null;
  try {
    const url = new URL(href, page.url);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A path that stands in a link as it is: most do, and parsing is dear. */
const PLAIN = /^(?:\/[\w@-][\w.:@-]*)+$/;

/** Where a link leads; null for what is no address. */
export function leadsTo(href: string | null | undefined, page: PageFacts): { origin: string; path: string } | null {
  if (href && PLAIN.test(href) && page.url.protocol.startsWith('http')) return { origin: page.url.origin, path: href };
  const url = toUrl(href, page);
  return url && { origin: url.origin, path: url.pathname };
}

/** Any machine-readable time as ISO 8601 UTC with milliseconds, or null. */
export function isoTime(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The time inside an id of `time << shift`, in ms after `epoch` (X and old Mastodon: 22 bits). Null when no such id. */
export function snowflakeTime(id: string | null, epoch = 1288834974657, shift = 22n): string | null {
  if (!id || !/^\d{8,20}$/.test(id)) return null;
  return isoTime(Number(BigInt(id) >> shift) + epoch);
}

const TID = '234567abcdefghijklmnopqrstuvwxyz';

/** The time inside an AT Protocol record key (13 base32-sortable characters, microseconds above 10 bits), or null. */
export function tidTime(id: string | null): string | null {
  if (!id || !/^[2-7a-j][2-7a-z]{12}$/.test(id)) return null;
  let bits = 0n;
  for (const char of id) bits = bits * 32n + BigInt(TID.indexOf(char));
  return isoTime(Number((bits >> 10n) / 1000n));
}

/** Sets a field and where it came from; a null leaves the field as it was. Returns whether it was set. */
export function put<K extends keyof Post>(post: Post, field: K, value: Post[K] | null | undefined, tier: Tier): boolean {
  if (value === null || value === undefined) return false;
  post[field] = value;
  post.sources[field] = tier;
  return true;
}

/** `postedAt` from the time that the page gives, else from the one inside the id. */
export function putTimes(post: Post, machine: string | null, tier: Tier, fromId: string | null): void {
  put(post, 'machineTime', machine, tier);
  put(post, 'idTime', fromId, 'id');
  if (!put(post, 'postedAt', machine, tier)) put(post, 'postedAt', fromId, 'id');
}

/** One selector out of several. */
export const either = (...selectors: string[]): string => selectors.join(',');

/** Ways to one element, best first. */
export type Ways = readonly (readonly [Tier, string])[];

/** The elements below `root` found by the first way that finds any (own ones only, where `keep` says so). */
export function pick(root: ParentNode, ways: Ways, keep: (element: Element) => boolean = () => true): { tier: Tier; found: Element[] } | null {
  for (const [tier, selector] of ways) {
    const found = [...root.querySelectorAll(selector)].filter(keep);
    if (found.length) return { tier, found };
  }
  return null;
}

/** `root` itself and all below it that match, in document order. */
export function all(root: ParentNode, selector: string): Element[] {
  const inside = [...root.querySelectorAll(selector)];
  return (root as Element).matches?.(selector) ? [root as Element, ...inside] : inside;
}

/** Without those that lie inside another of the list. */
export function outermost(elements: Element[]): Element[] {
  if (elements.length < 2) return elements;
  const set = new Set(elements);
  return elements.filter((element) => {
    for (let up = element.parentElement; up; up = up.parentElement) if (set.has(up)) return false;
    return true;
  });
}

/** Before → after in the page. */
export const precedes = (a: Node, b: Node): boolean => (a.compareDocumentPosition(b) & 4) !== 0;

/** A piece of text without elements in it (frameworks split it into several nodes) and its first node. */
export interface Leaf {
  node: Text;
  text: string;
}

/** Every piece of text below `root` that is not blank, in order; parts matching `skip`, and those without `sign`, are left out. */
export function leaves(root: Element, skip = 'script,style,svg', sign = ''): Leaf[] {
  const out: Leaf[] = [];
  const walk = (element: Element): void => {
    let run: Text[] = [];
    const close = (): void => {
      const text = cleanName(run.map((node) => node.data).join(''));
      if (text && run[0]) out.push({ node: run[0], text });
      run = [];
    };
    for (const child of element.childNodes) {
      if (child.nodeType === 3) run.push(child as Text);
      if (child.nodeType !== 1) continue;
      close();
      if ((!sign || child.textContent?.includes(sign)) && !(child as Element).matches(skip)) walk(child as Element);
    }
    close();
  };
  walk(root);
  return out;
}

/**
 * The name that stands before `handle` (a text node such as `@name`): the words of the smallest element that holds
 * the handle and has words before it. Null when there are none within `limit`.
 */
export function nameBefore(handle: Text, limit: Element, options: TextOptions = {}): string | null {
  for (let up = handle.parentElement; up && limit.contains(up); up = up.parentElement) {
    const name = cleanName(textOf(up, { ...options, until: handle }));
    if (name) return name;
  }
  return null;
}

/** The account id that the page's own description (ld+json, also when broken) gives for `handle`, or null. */
export function profileId(doc: Document, selector: string, handle: string): string | null {
  const read = profiles(doc);
  if (!read.has(selector)) read.set(selector, profilesBy(selector, doc));
  return read.get(selector)?.get(handle.toLowerCase()) ?? null;
}

const profiles = onceATurn(() => new Map<string, Map<string, string>>());

/** Handles in lower case and their ids, by each such description in the page. */
export function profilesBy(selector: string, doc: Document): Map<string, string> {
  const all = new Map<string, string>();
  // A page's scripts are found at once; a selector is tried on each of its elements.
  for (const script of doc.scripts) {
    if (!script.matches(selector)) continue;
    const text = script.textContent ?? '';
    const name = /"(?:additionalName|alternateName)"\s*:\s*"@?([^"\\]+)"/.exec(text)?.[1]?.toLowerCase();
    const id = /"identifier"\s*:\s*"([^"\\]+)"/.exec(text)?.[1];
    if (id && name && !all.has(name)) all.set(name, id);
  }
  return all;
}

/** The first number in a label (`1,234 likes` is 1234), or null. Numbers that are shortened (`2.3K`) are no exact ones. */
export function numberIn(label: string | null | undefined): number | null {
  const match = /\d+(?:[.,\u00a0\u202f' ]\d{3})*(?![\d.,]*\d)(?!\s?[A-Za-z]\b)/.exec(label ?? '');
  return match ? Number(match[0].replace(/\D/g, '')) : null;
}
