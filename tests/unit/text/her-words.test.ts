import { describe, expect, it } from 'vitest';

import { wordReader } from '@/utils/text/her-words';

const holds = (list: string[], text: string): boolean => wordReader(list)(text);

describe('her words', () => {
  it.each([
    ['mire', 'You MIRE!'], ['Mîre', 'mire.'], ['mire', 'so, m\u00adi\u200bre'], ['mire', 'm1re'], ['l1ar', 'Liar'], ['pants on fire', 'liar. Pants — on FIRE'], ['mire*', 'mireling'],
    ['クズ', 'おまえはクズだ'], ['🤡', 'what a 🤡!'], ['menteuse', 'Quelle menteuse…'], ['mire', 'go away,\nmire'], ['mire', '#mire'], ['mire', '@mire is back'], ['كاذبة', 'يا كاذِبة'], ['거짓말', '거짓말쟁이'],
  ])('%s is in “%s”', (word, text) => expect(holds([word], text)).toBe(true));
  it.each([['mire', 'admire'], ['mire', 'mires'], ['pants on fire', 'pants are on fire'], ['ass', 'class'], ['4', '44 posts'], ['🤡', 'a clown']])('%s is not in “%s”', (word, text) => expect(holds([word], text)).toBe(false));
  it('are none where there are none, or only blanks', () => {
    expect(holds([], 'words')).toBe(false);
    expect(holds(['', '  ', '*'], 'words * .')).toBe(false);
  });
  it('are never read as a pattern', () => expect(holds(['.', 'a|b', '(.*)'], 'xyz')).toBe(false));
});
