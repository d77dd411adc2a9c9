import { forSearch } from './search';
import { tokens } from './tokens';

/** Written without blanks between words: there a word is looked for anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}]/u;
const LEET: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', $: 's', '@': 'a', '!': 'i' };

/** Figures and signs in the place of letters, inside a word only: `f4ke`, `l!ar`. */
const plainLetters = (text: string): string => text.replace(/(?<=\p{L})[013457$@!](?=\p{L})/gu, (sign) => LEET[sign] ?? sign);

/**
 * Whether a text holds one of her words: whole words and phrases, however written (case, accents, unseen characters, figures for
 * letters); `word*` also as the beginning of one; without letters (an emoji) wherever it stands.
 */
export function wordReader(list: readonly string[]): (text: string) => boolean {
  const anywhere: string[] = [];
  const whole: string[] = [];
  for (const one of list) {
    const open = one.trim().endsWith('*');
    const bare = open ? one.trim().slice(0, -1) : one;
    const folded = forSearch(bare);
    if (folded === '') continue;
    if (UNSPACED.test(folded) || !/[\p{L}\p{N}]/u.test(folded)) anywhere.push(folded);
    else whole.push(inside(plainLetters(folded)).trimEnd() + (open ? '' : ' '));
  }
  if (anywhere.length + whole.length === 0) return () => false;
  return (text) => {
    const folded = forSearch(text);
    if (anywhere.some((word) => folded.includes(word))) return true;
    const read = [inside(folded), inside(plainLetters(folded))];
    return whole.some((word) => read.some((spaced) => spaced.includes(word)));
  };
}

/** Ends of sentences are no hindrance to a phrase. */
const inside = (text: string): string => tokens(text.replaceAll('@', ' ')).replace(/ \.(?= )/g, '');
