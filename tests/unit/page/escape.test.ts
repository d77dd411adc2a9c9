import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText } from '@/utils/page/escape';

test.each([
  ['<b> & "x"', '&lt;b&gt; &amp; &quot;x&quot;'],
  ['\ud83d', '\\uD83D'],
  ['a\ude00b', 'a\\uDE00b'],
  ['😀 é ئا', '😀 é ئا'],
  ['\0', '␀'],
  ['\u0007\u009f', '\\u0007\\u009F'],
  ['a\r\n\tb', 'a&#13;\n\tb'],
])('%j is written %j', (from, to) => expect(escapeText(from)).toBe(to));

test('is always well-formed and holds nothing that opens a tag or ends an attribute', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const out = escapeText(text + '\ud800');
    expect(out.isWellFormed()).toBe(true);
    expect(out).not.toMatch(/[<>"\0\r]/);
  }));
});
