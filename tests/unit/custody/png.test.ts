import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { noise, png } from '@/tests/lib/png';
import { blacken, hasProfile, pngSize, readPng, showsSame, writePng, type Pixels } from '@/utils/custody/png';

type Bytes = Uint8Array<ArrayBuffer>;

async function read(bytes: Bytes): Promise<Pixels> {
  const pixels = await readPng(bytes);
  if (pixels === null) throw new Error('not read');
  return pixels;
}

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

const TYPES: Record<number, number> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/** Written by the book (section 9), every row with the filter that is asked for; IDAT in two pieces. */
function filtered(width: number, height: number, channels: number, filter: (y: number) => number, data: Uint8Array, extra: Buffer[] = []): Bytes {
  const stride = width * channels;
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (data[y * stride + x] as number));
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    rows[y * (stride + 1)] = filter(y);
    for (let i = 0; i < stride; i++) {
      const [a, b, c] = [at(i - channels, y), at(i, y - 1), i < channels ? 0 : at(i - channels, y - 1)];
      const p = a + b - c;
      const nearest = [a, b, c].reduce((best, one) => (Math.abs(p - one) < Math.abs(p - best) ? one : best));
      const guess = [0, a, b, Math.floor((a + b) / 2), nearest][filter(y)] as number;
      rows[y * (stride + 1) + 1 + i] = (at(i, y) - guess + 512) % 256;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, TYPES[channels] as number], 8);
  const packed = deflateSync(rows);
  const half = packed.length >> 1;
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([magic, chunk('IHDR', head), ...extra, chunk('IDAT', packed.subarray(0, half)), chunk('IDAT', packed.subarray(half)), chunk('IEND', Buffer.alloc(0))]));
}

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

describe('a PNG', () => {
  it.each([1, 2, 3, 4])('of %i samples a pixel is read under every filter, and written again the same', async (channels) => {
    const data = random(13 * 25 * channels);
    const pixels = await read(filtered(13, 25, channels, (y) => y % 5, data));
    expect(pixels).toMatchObject({ width: 13, height: 25, channels });
    expect(Buffer.from(pixels.data).equals(data)).toBe(true);
    const again = await read(await writePng(pixels));
    expect(Buffer.from(again.data).equals(data)).toBe(true);
  });

  it('keeps what says how colours are meant, and leaves texts behind', async () => {
    const extra = [chunk('sRGB', Buffer.from([0])), chunk('tEXt', Buffer.from('Comment\0canary')), chunk('gAMA', Buffer.from([0, 0, 177, 143]))];
    const pixels = await read(filtered(2, 2, 3, () => 0, random(12), extra));
    const written = Buffer.from(await writePng(pixels));
    expect(written.includes('sRGB')).toBe(true);
    expect(written.includes('canary')).toBe(false);
    expect(hasProfile(pixels)).toBe(true);
    expect(hasProfile(await read(png(3, 3)))).toBe(false);
  });

  it('that is cut, altered, larger than it says or of another kind is none', async () => {
    const whole = png(40, 30);
    const bent = new Uint8Array(whole);
    bent[60] = (bent[60] as number) ^ 1;
    const lying = new Uint8Array(whole);
    lying[19] = 20;
    const palette = new Uint8Array(filtered(4, 4, 3, () => 0, random(48)));
    palette[25] = 3;
    for (const bytes of [whole.subarray(0, 80), bent, lying, palette, new Uint8Array(400)]) expect(await readPng(new Uint8Array(bytes))).toBeNull();
    expect(pngSize(whole)).toEqual({ width: 40, height: 30 });
    expect(pngSize(new Uint8Array(400))).toBeNull();
  });
});

describe('blacked', () => {
  it('is what lies in the rectangle, and nothing beside it', async () => {
    const before = await read(noise(30, 20));
    const after = { ...before, data: new Uint8Array(before.data) };
    blacken(after, [{ x: 3, y: 4, width: 10, height: 5 }, { x: 25, y: 18, width: 50, height: 50 }]);
    const read2 = await read(await writePng(after));
    for (let y = 0; y < 20; y++) {
      for (let x = 0; x < 30; x++) {
        const inside = (x >= 3 && x < 13 && y >= 4 && y < 9) || (x >= 25 && y >= 18);
        const at = (y * 30 + x) * 3;
        const is = [...read2.data.subarray(at, at + 3)];
        expect(is, `${x},${y}`).toEqual(inside ? [0, 0, 0] : [...before.data.subarray(at, at + 3)]);
      }
    }
  });

  it('stays opaque', async () => {
    const pixels = await read(filtered(4, 4, 4, () => 4, random(64)));
    blacken(pixels, [{ x: 0, y: 0, width: 4, height: 4 }]);
    expect([...pixels.data.subarray(0, 8)]).toEqual([0, 0, 0, 255, 0, 0, 0, 255]);
  });
});

describe('a crop', () => {
  it('shows what the picture shows there, whatever its kind; not elsewhere, but for what is excepted', async () => {
    const whole = await read(noise(30, 20));
    const rect = { x: 5, y: 6, width: 8, height: 7 };
    const data = new Uint8Array(8 * 7 * 4).fill(255);
    for (let y = 0; y < 7; y++) for (let x = 0; x < 8; x++) data.set(whole.data.subarray(((6 + y) * 30 + 5 + x) * 3, ((6 + y) * 30 + 6 + x) * 3), (y * 8 + x) * 4);
    const crop: Pixels = { width: 8, height: 7, channels: 4, data, kept: [] };
    expect(showsSame(whole, rect, crop, [])).toBe(true);
    expect(showsSame(whole, { ...rect, x: 6 }, crop, [])).toBe(false);
    expect(showsSame(whole, { ...rect, width: 9 }, crop, [])).toBe(false);
    blacken(crop, [{ x: 2, y: 2, width: 3, height: 1 }]);
    expect(showsSame(whole, rect, crop, [])).toBe(false);
    expect(showsSame(whole, rect, crop, [{ x: 7, y: 8, width: 3, height: 1 }])).toBe(true);
    expect(showsSame(whole, rect, crop, [{ x: 7, y: 8, width: 2, height: 1 }])).toBe(false);
  });
});
