import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jcs, parseJcs } from '@/utils/custody/jcs';

describe('jcs', () => {
  it('writes the example of RFC 8785 section 3.2.2', () => {
    const value: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(jcs(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by UTF-16 units, as RFC 8785 section 3.2.3 shows', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, 'ö': 7 };
    expect(Object.values(JSON.parse(jcs(value)) as object)).toHaveLength(7);
    expect([...jcs(value).matchAll(/:(\d)/g)].map((m) => m[1])).toEqual(['2', '4', '6', '7', '1', '5', '3']);
  });

  it('writes minus zero as zero', () => expect(jcs([-0, 0])).toBe('[0,0]'));

  it.each([
    ['NaN', Number.NaN], ['infinity', -Infinity], ['undefined', undefined], ['a hole', [1, undefined]], ['an undefined field', { a: undefined }],
    ['a lone surrogate', 'a\ud83d'], ['a lone surrogate in a key', { '\udc00': 1 }], ['a bigint', 1n], ['a date', new Date(0)], ['bytes', new Uint8Array(2)],
  ])('refuses %s', (_, value) => expect(() => jcs(value)).toThrow(TypeError));

  it('refuses a nesting that would end the stack', () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
    expect(parseJcs(deep)).toBeNull();
  });

  it('gives the same text whatever the order of the keys, and reads it back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (raw) => {
        const value = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>;
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(jcs(turned)).toBe(jcs(value));
        expect(parseJcs(jcs(value))).toEqual({ value });
      }),
    );
  });

  it.each(['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', '1.0', '"\\u0041"', '{', ''])('takes %j for no canonical text', (text) => {
    expect(parseJcs(text)).toBeNull();
  });
});
