/** True when every surrogate has its partner. */
export const isWellFormed = (text: string): boolean => text.isWellFormed();

/** Text for the fields of the record: `text` is well-formed (U+FFFD where it was not), the exact units stand in `textUtf16le`. */
export interface KeptText {
  text: string;
  /** Base64 of the UTF-16 units, little-endian; null where `text` is exact already. */
  textUtf16le: string | null;
}

export function keepText(original: string): KeptText {
  if (isWellFormed(original)) return { text: original, textUtf16le: null };
  return { text: original.toWellFormed(), textUtf16le: toUtf16le(original) };
}

/** The original, unit for unit. Throws when `textUtf16le` is not base64 of whole units. */
export function originalText(kept: KeptText): string {
  return kept.textUtf16le === null ? kept.text : fromUtf16le(kept.textUtf16le);
}

function toUtf16le(text: string): string {
  let binary = '';
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    binary += String.fromCharCode(unit & 0xff, unit >> 8);
  }
  return btoa(binary);
}

function fromUtf16le(base64: string): string {
  const binary = atob(base64);
  if (binary.length % 2 !== 0) throw new Error('half a UTF-16 unit');
  let text = '';
  for (let i = 0; i < binary.length; i += 2) text += String.fromCharCode(binary.charCodeAt(i) | (binary.charCodeAt(i + 1) << 8));
  return text;
}
