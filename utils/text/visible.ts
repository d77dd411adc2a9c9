/** A run of text as it is, or one unit that cannot be shown or kept in UTF-8, with the sign that stands for it. */
export type Piece = { plain: string } | { escape: string };

/** Lone surrogates; control characters other than tab and line feed. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const HIDDEN = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Cuts text where a unit must be shown by a sign: `\uD83D` for a lone surrogate and for U+0080…U+009F, the control
 * pictures (`␀` …) for the others. Everything else, every emoji, mark and direction, stays as it is.
 */
export function pieces(text: string): Piece[] {
  const all: Piece[] = [];
  let from = 0;
  for (const { 0: unit, index } of text.matchAll(HIDDEN)) {
    if (index > from) all.push({ plain: text.slice(from, index) });
    all.push({ escape: sign(unit.charCodeAt(0)) });
    from = index + 1;
  }
  if (from < text.length) all.push({ plain: text.slice(from) });
  return all;
}

/** The same as one well-formed string, for places that have no markup. */
export const visible = (text: string): string => pieces(text).map((p) => ('plain' in p ? p.plain : p.escape)).join('');

function sign(unit: number): string {
  if (unit < 0x20) return String.fromCharCode(0x2400 + unit);
  if (unit === 0x7f) return '␡';
  return `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
}
