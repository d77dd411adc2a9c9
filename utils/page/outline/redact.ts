import { PARTS, ROLES, TAGS } from './known';

/** Stands where something was left out. */
export const GAP = '…';

const LONGEST = 80;
const HANDLE = /@([\p{L}\p{N}_]{1,40})/gu;

/**
 * A name made by the page, word by word: what is not a word of `PARTS` becomes `…`, with its digits and signs, and so does
 * a word that is somebody's handle on this page. `tweetText-3-finn` is `tweetText-…`.
 */
export function redactName(name: string, handles: ReadonlySet<string>): string {
  if (name.length > LONGEST || handles.has(flat(name))) return GAP;
  const known = (word: string): boolean => PARTS.has(word.toLowerCase()) && !handles.has(word.toLowerCase());
  const run = (letters: string): string => (letters.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => (known(word) ? word : GAP)).join('');
  return name
    .replace(/[^-_:]+/g, (part) => (/^[A-Za-z]+$/.test(part) ? run(part) : GAP))
    .replace(/…(?:[-_:]*…)+/g, GAP);
}

export const redactTag = (tag: string, handles: ReadonlySet<string>): string => (TAGS.has(tag) ? tag : redactName(tag, handles));

export const redactRole = (role: string): string => {
  const known = role.trim().toLowerCase();
  return ROLES.has(known) ? known : GAP;
};

/** Letters are `a`, capitals `A`, digits `0`, each run once, all else `?` but hyphen, underscore and colon: `post-118` is `a-0`. */
export function shapeOf(id: string): string {
  const shape = id.slice(0, 200).replace(/[a-z]+|[A-Z]+|[0-9]+|[^-_:]/g, (run) => (/^[a-z]/.test(run) ? 'a' : /^[A-Z]/.test(run) ? 'A' : /^[0-9]/.test(run) ? '0' : '?'));
  return shape.length > 16 ? `${shape.slice(0, 16)}${GAP}` : shape;
}

/** `t` up to 40 characters, `tt` up to 280, else `ttt`; nothing for blanks and for emoji alone. */
export function lengthClass(text: string): string {
  const { length } = text.replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0f\u200d\s]+/gu, ' ').trim();
  if (length === 0) return '';
  return length <= 40 ? 't' : length <= 280 ? 'tt' : 'ttt';
}

const flat = (name: string): string => name.replace(/[-_:]/g, '').toLowerCase();

/** Adds what stands behind an `@` in a piece of text or an attribute, in small letters. */
export function gatherHandles(text: string, into: Set<string>): void {
  if (!text.includes('@')) return;
  for (const [, handle = ''] of text.slice(0, 10_000).matchAll(HANDLE)) into.add(flat(handle));
}
