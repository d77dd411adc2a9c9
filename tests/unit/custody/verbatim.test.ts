import fc from 'fast-check';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource } from '@/tests/lib/source';
import { readText, unpack } from '@/tests/lib/unpacked';
import { writePackage } from '@/utils/custody/package';
import { verifyPackage } from '@/utils/custody/verify';
import type { PostPart } from '@/utils/domain/record';
import { visible } from '@/utils/text/visible';
import { forSearch } from '@/utils/text/search';
import { originalText } from '@/utils/text/wellformed';

/** Pieces that go wrong: emoji of every build, marks, both directions, halves of pairs, controls, formulas, markup. */
const PIECES = [
  '😀', '👩🏽‍🚒', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇰🇪', '1️⃣', '❤️', '🫱🏻‍🫲🏿', 'e\u0301', 'Z\u0351\u036b\u0343', 'שלום', 'مرحبا بكم', 'हिन्दी', 'ไทย', '한국어', '日本語', '𝒳', '\ud83d', '\ude00', '\udc00\ud800',
  '\0', '\u0001', '\r', '\r\n', '\n', '\t', '\u0085', '\u2028', '\u202e', '\u2066', '\u200f', '\ufeff', '\ufffd', '\uffff', '=1+1', '+1', '-1', '@x', '＝1', "'", '"', ',', ';', '<b>', '&amp;', '</div>', '-->', '\\uD83D', '␀', ' ', 'word',
];
const anyText = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 14 }).map((all) => all.join(''));

const wholeReport = async (texts: string[]) => {
  const zip = await collect(writePackage(await makeSource(texts.map((text) => ({ text, pictures: false }))), { pictures: 'post' }).stream);
  return { zip, at: await unpack(zip) };
};

/** The words as they stand in the report's own frame, read by an HTML parser, its signs turned back. */
function wordsInReport(html: string): string[] {
  const { document } = new Window();
  document.write(html);
  const frames = [...document.querySelectorAll('section[id^=item] h3 + .words[dir=auto]')];
  return frames.map((frame) => [...frame.childNodes].map((node) => (node.nodeType === 1 ? unsign(node.textContent) : node.textContent)).join(''));
}

function unsign(sign: string): string {
  if (sign.startsWith('\\u')) return String.fromCharCode(Number.parseInt(sign.slice(2), 16));
  return sign === '␡' ? '\u007f' : String.fromCharCode(sign.charCodeAt(0) - 0x2400);
}

/** RFC 4180, every cell quoted. */
function parseCsv(text: string): string[][] {
  expect(text.startsWith('\ufeff') && text.endsWith('\r\n')).toBe(true);
  const rows: string[][] = [];
  let at = 1;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const [, inner = ''] = /"((?:[^"]|"")*)"/y.exec(text.slice(at)) ?? [];
      at += inner.length + 2;
      row.push(inner.replaceAll('""', '"'));
      if (text[at] !== ',') break;
      at += 1;
    }
    expect(text.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
  }
  return rows;
}

describe('words come through, unit for unit', () => {
  it('record, report and table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 4, maxLength: 8 }), async (texts) => {
        const { zip, at } = await wholeReport(texts);
        expect((await verifyPackage(new Blob([zip]))).failures).toEqual([]);
        const posts = texts.map((_, i) => JSON.parse(readText(at, `data/items/${String(i + 1).padStart(4, '0')}/post.json`)) as PostPart);
        expect(posts.map(({ post }) => originalText({ text: post.text ?? '', textUtf16le: post.textUtf16le }))).toEqual(texts);
        for (const [i, { post }] of posts.entries()) {
          expect(post.text?.isWellFormed()).toBe(true);
          expect(post.textUtf16le === null).toBe(texts[i]?.isWellFormed());
        }
        expect(wordsInReport(readText(at, 'data/report.html'))).toEqual(texts);
        const cells = parseCsv(readText(at, 'data/log.csv')).slice(1).map((row) => row[15] ?? '');
        for (const [i, cell] of cells.entries()) {
          const text = texts[i] ?? '';
          expect(cell.isWellFormed()).toBe(true);
          expect(/^[=+\-@\t\r\n＝＋－＠]/.test(cell)).toBe(false);
          const [first = ''] = text;
          const inert = ('=+-@\t\r\n＝＋－＠'.includes(first) && first !== '') || /^\d{16,}$/.test(text);
          expect(cell).toBe(visible(inert ? `'${text}` : text));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('every piece alone, in the report and in search', async () => {
    const { at } = await wholeReport(PIECES);
    expect(wordsInReport(readText(at, 'data/report.html'))).toEqual(PIECES);
    for (const piece of PIECES) expect(forSearch(`before ${piece} after`).includes(forSearch(piece)), JSON.stringify(piece)).toBe(true);
  });
});
