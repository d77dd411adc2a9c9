import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showBidi, turnsDirection } from '@/utils/text/bidi';
import { forSearch } from '@/utils/text/search';
import { pieces, visible } from '@/utils/text/visible';
import { keepText, originalText } from '@/utils/text/wellformed';

const anyUnits = fc.array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff }), fc.integer({ min: 0, max: 0x20 })), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));

describe('keepText', () => {
  it('keeps every unit, and is well-formed itself', () => {
    fc.assert(fc.property(anyUnits, (text) => {
      const kept = keepText(text);
      expect(kept.text.isWellFormed()).toBe(true);
      expect(originalText(kept)).toBe(text);
      expect(kept.textUtf16le === null).toBe(text.isWellFormed());
    }), { numRuns: 500 });
  });

  it('writes UTF-16 with the low byte first', () => {
    expect(keepText('a\ud83d')).toEqual({ text: 'a\ufffd', textUtf16le: Buffer.from('a\ud83d', 'utf16le').toString('base64') });
  });

  it('refuses half a unit', () => expect(() => originalText({ text: '', textUtf16le: 'AAAA' })).toThrow());
});

describe('visible', () => {
  it.each([
    ['\ud83d', '\\uD83D'], ['a\udc00b', 'a\\uDC00b'], ['\0', '␀'], ['\u001b[31m', '␛[31m'], ['\u007f', '␡'], ['\u0085', '\\u0085'], ['\r\n', '␍\n'],
    ['😀 e\u0301 שלום\t\n', '😀 e\u0301 שלום\t\n'], ['\udc00\ud800', '\\uDC00\\uD800'], ['\ud83d\ud83d\ude00', '\\uD83D😀'],
  ])('shows %j as %j', (text, shown) => expect(visible(text)).toBe(shown));

  it('is well-formed, and its pieces give the text back', () => {
    fc.assert(fc.property(anyUnits, (text) => {
      expect(visible(text).isWellFormed()).toBe(true);
      const back = pieces(text).map((p) => {
        if ('plain' in p) return p.plain;
        if (p.escape.startsWith('\\u')) return String.fromCharCode(Number.parseInt(p.escape.slice(2), 16));
        return p.escape === '␡' ? '\u007f' : String.fromCharCode(p.escape.charCodeAt(0) - 0x2400);
      });
      expect(back.join('')).toBe(text);
    }), { numRuns: 500 });
  });
});

describe('bidi', () => {
  it('finds what turns the direction, and only that', () => {
    expect(turnsDirection('gpj.\u202etxt')).toBe(true);
    expect(turnsDirection('a\u2067b\u2069')).toBe(true);
    expect(turnsDirection('שלום hello\u200f')).toBe(false);
  });
  it('names each character in its place', () => expect(showBidi('gpj.\u202etxt\u202c')).toBe('gpj.⟦RLO⟧txt⟦PDF⟧'));
});

describe('forSearch', () => {
  it.each([
    ['ÉCOLE', 'école'], ['e\u0301cole', 'ecole'], ['ＡＢＣ', 'abc'], ['STRASSE', 'straße'], ['Σίσυφος', 'ΣΊΣΥΦΟΣ'], ['ﬁne', 'fine'], ['ki\u200dll\u00ad', 'kill'], ['س\u064eلام', 'سلام'], ['שָׁלוֹם', 'שלום'],
    ['a \n\t b', 'a b'], ['❤\ufe0f', '❤'], ['\u202eabc', 'abc'], ['w\0ord', 'word'],
  ])('takes %j and %j for the same', (a, b) => expect(forSearch(a)).toBe(forSearch(b)));

  it.each([['कि', 'का'], ['👍🏽', '👍🏿'], ['ab', 'a b']])('tells %j from %j', (a, b) => expect(forSearch(a)).not.toBe(forSearch(b)));

  it('finds every cut between graphemes, in any text', () => {
    const cutter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(), fc.nat(), (text, a, b) => {
      const parts = [...cutter.segment(text)].map((s) => s.segment);
      const [from, to] = [a % (parts.length + 1), b % (parts.length + 1)].sort((x, y) => x - y);
      expect(forSearch(text).includes(forSearch(parts.slice(from, to).join('')))).toBe(true);
    }), { numRuns: 1000 });
  });

  it('comes to rest after one turn', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => { expect(forSearch(forSearch(text))).toBe(forSearch(text)); }), { numRuns: 1000 });
  });
});
