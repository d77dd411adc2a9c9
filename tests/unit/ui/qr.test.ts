import { describe, expect, it } from 'vitest';

import { qrRows, readPixels } from '@/utils/ui/qr';

import { photo, type Taking } from '../../lib/photo';
import { BEA } from '../../lib/pinned-cards';

// Always the same one: a photo at the edge of what can be read must not pass on one day and fail on another.
const card = BEA.trim();
const rows = qrRows(card);

describe('the picture of a card', () => {
  it.each<[string, Taking]>([
    ['straight, two pixels a cell', { cell: 2 }],
    ['a screenshot', { cell: 4 }],
    ['turned by 5 degrees', { cell: 5, angle: 5 }],
    ['turned by 20 degrees', { cell: 5, angle: 20 }],
    ['upside down', { cell: 4, angle: 180 }],
    ['from below', { cell: 6, angle: 6, slant: 0.25 }],
    ['not sharp', { cell: 6, angle: 4, blur: 2 }],
    ['in poor light', { cell: 6, angle: 6, blur: 1, shade: 0.6 }],
    ['with much grain', { cell: 6, angle: 4, grain: 40 }],
    ['all of it at once', { cell: 8, angle: 7, slant: 0.2, blur: 2, grain: 20, shade: 0.4 }],
  ])('is read back when it was taken %s', async (_, taking) => expect(await readPixels(photo(rows, taking))).toBe(card));

  it('that is mostly smeared is no code, rather than a wrong one', async () => expect(await readPixels(photo(rows, { cell: 4, blur: 6 }))).toBeNull());
  it('of something else is no code', async () => expect(await readPixels(photo(rows.map((row) => row.map(() => false)), { cell: 4 }))).toBeNull());
});
