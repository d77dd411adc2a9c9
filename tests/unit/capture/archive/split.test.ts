import { describe, expect, it } from 'vitest';

import { NotJson, Splitter, type Piece } from '@/utils/capture/archive/split';
import { utf8 } from '@/utils/crypto/bytes';

/** Fed in pieces of every small size: where a piece ends must change nothing. */
function split(text: string, wanted: string[], size: number, limits?: { piece: number; depth: number }): Piece[] {
  const splitter = new Splitter(wanted, limits);
  const bytes = utf8(text);
  const found: Piece[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...splitter.push(bytes.slice(at, at + size)));
  splitter.end();
  return found;
}
const words = (pieces: Piece[]) => pieces.map(({ path, n, bytes }) => [path, n, new TextDecoder().decode(bytes)]);

const HARD = { a: [{ x: 'a "]}\\" , { [ é🔥 \\' }, [], {}, 'word', 5, null, { deep: { y: [1, { z: '}' }] } }], 'k"ey': { a: [{ no: 1 }] }, b: 'a string, "quoted"', c: { a: 1 } };

describe('cutting values out of a stream of JSON', () => {
  it.each([1, 2, 3, 7, 64, 100_000])('gives the very bytes at the wanted places, %i bytes at a time', (size) => {
    for (const space of [0, 2]) {
      const text = `window.YTD.direct_messages.part0 = ${JSON.stringify(HARD, null, space)};\n`;
      const found = split(text, ['/a/*', '/b'], size);
      expect(found.map(({ path, n }) => `${path} ${n}`)).toEqual(['/a/* 1', '/a/* 2', '/a/* 3', '/a/* 4', '/a/* 5', '/b 1']);
      const values = found.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as unknown);
      expect(values).toEqual([HARD.a[0], [], {}, 'word', HARD.a[6], HARD.b]);
      for (const { bytes } of found) expect(text).toContain(new TextDecoder().decode(bytes));
    }
  });

  it('takes a value once, whole, and not what lies in it', () => {
    expect(words(split('[{"a":[{"a":[1]}]}]', ['/*'], 3))).toEqual([['/*', 1, '{"a":[{"a":[1]}]}']]);
    expect(words(split('{"m":[{"m":[{"q":1}]}],"n":{"m":[{"q":2}]}}', ['/m/*'], 2))).toEqual([['/m/*', 1, '{"m":[{"q":1}]}']]);
  });

  it('never keeps more than a piece, and says that one was too large', () => {
    const long = JSON.stringify([{ t: 'x'.repeat(5000) }, { t: 'y' }]);
    expect(split(long, ['/*'], 100, { piece: 1000, depth: 64 }).map(({ n, bytes }) => [n, bytes.length])).toEqual([[1, 0], [2, 9]]);
  });

  it.each([
    ['a script that does more', 'alert(1); window.YTD.x.part0 = []'], ['a call', 'window.YTD.x.part0(["a"])'], ['a page', '<html>[]</html>'], ['nothing', ''], ['words', '"just words"'],
    ['two values', '[1][2]'], ['something after it', '[1] x'], ['a bracket that does not fit', '[{]}'], ['one that closes nothing', '[1]]'], ['a cut end', '[{"a":1}'], ['a cut word', '[{"a":"b'],
    ['a depth without end', '['.repeat(100) + ']'.repeat(100)], ['a long beginning', `${' '.repeat(300)}[]`],
  ])('refuses %s', (_what, text) => {
    for (const size of [1, 1000]) expect(() => split(text, ['/*'], size)).toThrow(NotJson);
  });
});
