import { isEmoji, toUrl } from './dom';
import type { PageFacts } from './site';

const PARAGRAPH = /^(p|blockquote|pre|ul|ol|table|h[1-6]|figure)$/;
const LINE = /^(div|li|tr|section|article|header|footer|dd|dt|aside)$/;
const SILENT = /^(script|style|template|noscript|svg|button|form|textarea|select)$/;

export interface ShownOptions {
  /** What inside is not part of the text. */
  skip?: string;
  /** Pictures that stand for characters, besides those whose `alt` is nothing but emoji. */
  emoji?: string;
}

/**
 * Text as a page without style sheets of its own shows it: source white space counts as one blank (kept in `pre`),
 * `<br>` and blocks break lines, paragraphs leave an empty one. Null for nothing, and where a picture among the words has
 * lost its character.
 */
export function shownText(root: Element | null, { skip, emoji = 'img.emoji, img.smilie, img[data-shortname]' }: ShownOptions = {}): string | null {
  if (!root) return null;
  let out = '';
  let lost = false;
  const breakTo = (lines: string): void => {
    out = out.replace(/ +$/, '');
    if (out && !out.endsWith(lines)) out = out.replace(/\n*$/, '') + lines;
  };
  const walk = (node: Node, kept: boolean): void => {
    if (node.nodeType === 3) {
      const raw = node.nodeValue ?? '';
      const words = kept ? raw : raw.replace(/[ \t\r\n\f]+/g, ' ');
      out += !kept && /(^|[\s])$/.test(out) ? words.replace(/^ /, '') : words;
    }
    if (node.nodeType !== 1) return;
    const element = node as Element;
    const tag = element.localName;
    if (SILENT.test(tag) || element.hasAttribute('hidden') || (skip && element !== root && element.matches(skip))) return;
    if (tag === 'br') out = `${out.replace(/ +$/, '')}\n`;
    if (tag === 'img' && (element.matches(emoji) || isEmoji(element))) {
      lost ||= !element.hasAttribute('alt');
      out += element.getAttribute('alt') ?? '';
    }
    const gap = element === root ? '' : PARAGRAPH.test(tag) ? '\n\n' : LINE.test(tag) ? '\n' : '';
    if (gap) breakTo(gap);
    for (const child of element.childNodes) walk(child, kept || tag === 'pre');
    if (gap) breakTo(gap);
  };
  walk(root, false);
  return lost ? null : out.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '') || null;
}

/** Any time that pages write by machine: ISO 8601 (also `+0200`), seconds or milliseconds since 1970. Null for other words. */
export function machineTime(value: string | null | undefined): string | null {
  const text = (value ?? '').trim();
  const number = /^\d{9,10}$/.test(text) ? Number(text) * 1000 : /^\d{12,13}$/.test(text) ? Number(text) : null;
  if (number === null && !/^\d{4}-\d\d-\d\d[T ]\d\d:?\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(text)) return null;
  const date = new Date(number ?? text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Letters and digits only, lower case: to find the same words in another mark-up. */
export const bare = (text: string | null | undefined): string => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Query and fragment stay: old forums keep the post's number there. What only says who looks or whence is dropped. */
export function address(href: string, page: PageFacts): string | null {
  const url = toUrl(href, page);
  if (!url) return null;
  for (const name of Array.from(url.searchParams.keys())) if (isNoise(name, url)) url.searchParams.delete(name);
  return url.href;
}

/** Trackers, sessions (phpBB's `sid`, vBulletin's `s`) and the reader's own name (Discourse's `u`). */
function isNoise(name: string, url: URL): boolean {
  if (name === 'u') return url.pathname.startsWith('/t/');
  if (name === 's') return /^[0-9a-f]{32}$/.test(url.searchParams.get(name) ?? '');
  return /^(utm_\w+|fbclid|gclid|sid)$/.test(name);
}
