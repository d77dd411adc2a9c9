import { showBidi } from '@/utils/text/bidi';
import { pieces } from '@/utils/text/visible';

export interface Part { text: string; hidden: boolean }

/** Direction characters, and zero-width ones that no script needs (joiners stay: emoji, Persian and Hindi use them). */
const UNSEEN = /([\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])/;

/** Splits words into what is shown as it is and what would not be seen or would turn the line: that is shown by its name. */
export function makeVisible(text: string): Part[] {
  const parts: Part[] = [];
  for (const piece of pieces(text)) {
    if ('escape' in piece) parts.push({ text: piece.escape, hidden: true });
    else {
      for (const run of piece.plain.split(UNSEEN)) {
        if (UNSEEN.test(run)) parts.push({ text: nameOf(run), hidden: true });
        else if (run !== '') parts.push({ text: run, hidden: false });
      }
    }
  }
  return parts;
}

function nameOf(char: string): string {
  const named = showBidi(char);
  return named === char ? `⟦U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧` : named;
}
