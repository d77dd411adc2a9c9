const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\u00a0': '&nbsp;' };

// oxlint-disable no-control-regex -- controls are what it looks for
// Lone surrogates (in `u` mode a class of surrogates matches only those), controls but tab and line feed, non-characters.
const SPECIAL = /[&<>"\r\u00a0\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u{fdd0}-\u{fdef}\u{fffe}\u{ffff}\u{d800}-\u{dfff}]/gu;

/**
 * Text for HTML, both between tags and in quoted attributes. What could not be written as UTF-8, or would not come back from a
 * parser, is made visible: NUL as `␀`, a lone surrogate as `\uD83D`. The exact units stand in the record's own text.
 */
export function escapeText(text: string): string {
  return text.replace(SPECIAL, (char) => {
    if (char === '\0') return '␀';
    return NAMED[char] ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
