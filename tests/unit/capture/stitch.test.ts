import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { partHeight, sameLook, Strip, type Piece, type View } from '@/utils/capture/stitch/geometry';
import { joined, Words } from '@/utils/capture/stitch/words';
import { blankPost } from '@/utils/domain/post';
import type { StitchStop } from '@/utils/messages/stitch';
import { driftOf } from '@/utils/page/stitch/marks';
import { tables } from '@/utils/page/stitch/words';

const view = (y: number, more: Partial<View> = {}): View => ({
  href: 'https://x.com/', visible: true, viewport: { width: 1000, height: 600 }, width: 1000, ratio: 1, clip: { x: 0, y: 0, width: 1000, height: 600 }, at: { x: 0, y },
  range: { left: 0, top: 0, right: 1000, bottom: 5_000 }, moved: 0, sensitive: [], covered: 600, ...more,
});
const rowsOf = (pieces: (Piece | null)[]): number[] => pieces.flatMap((piece) => (piece ? Array.from({ length: piece.from.height }, (_, i) => piece.row + i) : []));

describe('where slices go', () => {
  it('takes each row once, in order, at every scale and step, and what it takes is the row of the page that stands there', () => {
    fc.assert(fc.property(
      fc.double({ min: 0.5, max: 4, noNaN: true }), fc.array(fc.integer({ min: 40, max: 500 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 80 }), fc.double({ min: 0, max: 40, noNaN: true }),
      (scale, steps, footer, top) => {
        const strip = new Strip();
        const picture = { width: Math.round(1000 * scale), height: Math.round(640 * scale) };
        const exact = picture.width / 1000;
        const clip = { x: 0, y: top, width: 1000, height: 600 };
        // A browser scrolls by whole pixels of the screen.
        const stops = steps.reduce<number[]>((all, step) => [...all, Math.round(((all.at(-1) ?? 0) + step) * exact) / exact], [0]);
        const end = (stops.at(-1) ?? 0) + 600;
        const pieces = stops.map((y, i) => strip.add(view(y, { clip, covered: i === 0 ? 600 + top - footer : 600 + top, range: { left: 0, top: 0, right: 1000, bottom: end } }), picture, i === stops.length - 1));
        expect(rowsOf(pieces)).toEqual(Array.from({ length: strip.rows }, (_, i) => i));
        expect(pieces.every((piece) => (piece?.gap ?? 0) === 0)).toBe(true);
        expect(Math.abs(strip.rows - end * exact)).toBeLessThanOrEqual(1.1);
        pieces.forEach((piece, i) => {
          // Row r of the page lies at (r − scrolled) in the picture, below the clip's edge.
          if (piece) expect(Math.abs(piece.from.y - (piece.row - (stops[i] as number) * exact + top * exact))).toBeLessThanOrEqual(1.01);
        });
      },
    ));
  });

  it('says how many rows no picture holds, and goes on behind them', () => {
    const strip = new Strip();
    const picture = { width: 1000, height: 600 };
    expect(strip.add(view(0), picture, false)).toMatchObject({ row: 0, gap: 0, from: { y: 0, height: 599 } });
    expect(strip.add(view(700), picture, false)).toMatchObject({ row: 599, gap: 101, from: { y: 0 } });
    expect(strip.add(view(700), picture, false)).toBeNull();
  });

  it('keeps what a fixed footer covers for the next slice, and cuts to a part of the page', () => {
    const strip = new Strip();
    const part = { left: 200, top: 100, right: 500, bottom: 900 };
    const picture = { width: 2000, height: 1200 };
    expect(strip.add(view(100, { range: part, covered: 540 }), picture, false)).toEqual({ from: { x: 400, y: 0, width: 600, height: 1080 }, row: 0, gap: 0 });
    expect(strip.add(view(500, { range: part }), picture, true)).toEqual({ from: { x: 400, y: 280, width: 600, height: 520 }, row: 1080, gap: 0 });
  });

  it('follows where the pictures were seen to lie', () => {
    const strip = new Strip();
    const picture = { width: 1000, height: 600 };
    strip.add(view(0), picture, false);
    strip.shift = 2;
    expect(strip.add(view(500), picture, true)).toMatchObject({ row: 599, from: { y: 101, height: 499 } });
  });

  it('splits into parts that every canvas takes', () => {
    expect(partHeight(1000)).toBe(16_384);
    expect(partHeight(3840) * 3840).toBeLessThanOrEqual(2 ** 25);
  });
});

describe('two looks at the page', () => {
  it('are the same only when nothing moved, the address stayed and it shows', () => {
    const look = view(10, { sensitive: [{ x: 1, y: 2, width: 3, height: 4 }] });
    expect(sameLook(look, { ...look })).toBe(true);
    for (const other of [{ href: 'https://x.com/b' }, { visible: false }, { at: { x: 0, y: 12 } }, { moved: 40 }, { sensitive: [] }, { sensitive: [{ x: 1, y: 9, width: 3, height: 4 }] }, { clip: { x: 0, y: 5, width: 1000, height: 600 } }])
      expect(sameLook(look, { ...look, ...other }), JSON.stringify(other)).toBe(false);
  });
});

describe('words on the way', () => {
  const stop = (posts: [string, string | null, boolean?][], lines: string[] = []): StitchStop => ({
    ...view(0), end: 'no', left: 1, messages: false, wider: false, lines, posts: posts.map(([key, text, truncated = false]) => ({ key, parsed: true, post: { ...blankPost(), handle: key, text, truncated } })),
  });
  it('hold each post once, in order, at its longest', () => {
    const words = new Words();
    words.add(stop([['a', 'one'], ['b', 'two …', true]]));
    words.add(stop([['b', 'two and three'], ['c', null]]));
    expect(words.text).toBe('@a\none\n\n@b\ntwo and three');
    expect(words.cut).toBe(0);
    expect(words.parsed).toBe(true);
  });
  it('are the lines where there are no posts, each once where two stops meet', () => {
    const words = new Words();
    words.add(stop([], ['head', 'same', 'same']));
    words.add(stop([], ['same', 'same', 'tail']));
    expect(words.text).toBe('head\nsame\nsame\ntail');
    expect(joined([], ['x'])).toEqual(['x']);
    expect(joined(['x'], [])).toEqual(['x']);
    expect(new Words().text).toBeNull();
  });
});

it('a page that went on further than its scroll position says is followed; rounding is not', () => {
  expect([driftOf(500, 500.2), driftOf(null, 400), driftOf(640, 500)]).toEqual([0, 0, 140]);
});

it('the words in the page are there in both languages, and say the same things', () => {
  const shape = (table: object): string[] => Object.entries(table).flatMap(([key, value]) => (typeof value === 'object' ? shape(value as object).map((inner) => `${key}.${inner}`) : [`${key}:${typeof value}`]));
  expect(shape(tables.fr)).toEqual(shape(tables.en));
});
