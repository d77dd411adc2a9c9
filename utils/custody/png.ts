import { concat, type Bytes } from '@/utils/crypto/bytes';
import type { PixelRect } from '@/utils/domain/slice';

import { crc32 } from './crc32';

/*
 * Pictures of tabs as browsers write them (PNG, W3C 2003: 8 bits a sample, not interlaced), read and written without a
 * canvas: no colour is converted, no pixel changes that is not meant to, and it is the same in a browser and in Node.
 */

const MAGIC = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Samples a pixel, by colour type; a palette (3) is none that we read. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
/** They say how colours and sizes are meant. All others (texts, times, places) are left behind. */
const KEPT = new Set(['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'pHYs']);
/** No picture of a window is larger, and a header can claim anything. */
const MOST_BYTES = 500_000_000;

export interface Pixels {
  width: number;
  height: number;
  /** Samples a pixel: grey, grey and alpha, RGB, RGBA. */
  channels: number;
  /** `channels` bytes a pixel, row by row, no filter. */
  data: Bytes;
  /** Chunks that are written again as they were. */
  kept: { name: string; data: Bytes }[];
}

/** Width and height as a PNG's header states them; null where it is none. */
export function pngSize(bytes: Bytes): { width: number; height: number } | null {
  if (bytes.length < 33 || MAGIC.some((byte, i) => bytes[i] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 ? { width, height } : null;
}

/** Null where it is no PNG, a broken one, or of a kind that no browser's picture of a tab is. */
export async function readPng(bytes: Bytes): Promise<Pixels | null> {
  const size = pngSize(bytes);
  const chunks = size && chunksOf(bytes);
  const head = chunks?.[0]?.data;
  if (!size || !chunks || !head || head.length !== 13) return null;
  const channels = CHANNELS[head[9] as number];
  if (channels === undefined || head[8] !== 8 || head[10] !== 0 || head[11] !== 0 || head[12] !== 0) return null;
  const length = (size.width * channels + 1) * size.height;
  if (length > MOST_BYTES) return null;
  const rows = await inflate(concat(...chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data)), length);
  const data = rows && unfilter(rows, size.width * channels, size.height, channels);
  return data && { ...size, channels, data, kept: chunks.filter(({ name }) => KEPT.has(name)) };
}

/** Null on a chunk that is cut or whose sum is wrong. */
function chunksOf(bytes: Bytes): { name: string; data: Bytes }[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: { name: string; data: Bytes }[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ name, data: bytes.subarray(at + 8, end) });
    if (name === 'IEND') return chunks;
    at = end + 4;
  }
  return null;
}

/** Exactly `length` bytes, else null; no more than that is ever unpacked. */
async function inflate(packed: Bytes, length: number): Promise<Bytes | null> {
  const whole = new Uint8Array(length);
  let at = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      if (at + step.value.length > length) {
        await reader.cancel();
        return null;
      }
      whole.set(step.value, at);
      at += step.value.length;
    }
  } catch {
    return null;
  }
  return at === length ? whole : null;
}

/** Undoes the filter that each row begins with (PNG section 9). */
function unfilter(rows: Bytes, stride: number, height: number, step: number): Bytes | null {
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)] as number;
    if (filter > 4) return null;
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let i = 0; i < stride; i++) {
      const left = i >= step ? (data[to + i - step] as number) : 0;
      const up = y > 0 ? (data[to + i - stride] as number) : 0;
      let guess = 0;
      if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, i >= step && y > 0 ? (data[to + i - stride - step] as number) : 0);
      data[to + i] = (rows[from + i] as number) + guess;
    }
  }
  return data;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

export async function writePng({ width, height, channels, data, kept }: Pixels): Promise<Bytes> {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, Number(Object.keys(CHANNELS).find((type) => CHANNELS[Number(type)] === channels))], 8);
  const stride = width * channels;
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const [from, to] = [y * stride, y * (stride + 1) + 1];
    // Each row as its difference to the one above: what stands still on a page packs to almost nothing.
    rows[to - 1] = y === 0 ? 0 : 2;
    if (y === 0) rows.set(data.subarray(0, stride), to);
    else for (let i = 0; i < stride; i++) rows[to + i] = (data[from + i] as number) - (data[from + i - stride] as number);
  }
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const body = new Uint8Array(await new Response(packed).arrayBuffer());
  return concat(MAGIC, chunk('IHDR', head), ...kept.map((one) => chunk(one.name, one.data)), chunk('IDAT', body), chunk('IEND', new Uint8Array()));
}

function chunk(name: string, data: Bytes): Bytes {
  const whole = new Uint8Array(12 + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) whole[4 + i] = name.charCodeAt(i);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}

/** Black, in place. What reaches out of the picture is cut. */
export function blacken({ width, height, channels, data }: Pixels, rects: readonly PixelRect[]): void {
  const opaque = channels === 2 || channels === 4;
  for (const rect of rects) {
    const [left, right] = [Math.max(0, rect.x), Math.min(width, rect.x + rect.width)];
    for (let y = Math.max(0, rect.y); y < Math.min(height, rect.y + rect.height); y++) {
      data.fill(0, (y * width + left) * channels, (y * width + Math.max(left, right)) * channels);
      if (opaque) for (let x = left; x < right; x++) data[(y * width + x) * channels + channels - 1] = 255;
    }
  }
}

/** Whether samples can be held against another picture's: a canvas between them converts what has a profile of its own. */
export const hasProfile = ({ kept }: Pixels): boolean => kept.some(({ name }) => ['cICP', 'iCCP', 'cHRM', 'gAMA'].includes(name));

/** `part` shows what `whole` shows at that place, `part`'s corner on `rect`'s, but for what `except` covers (in `whole`'s pixels). */
export function showsSame(whole: Pixels, rect: PixelRect, part: Pixels, except: readonly PixelRect[]): boolean {
  if (part.width !== rect.width || part.height !== rect.height) return false;
  const [a, b] = [sampler(whole), sampler(part)];
  for (let y = 0; y < rect.height; y++) {
    const row = except.filter((one) => rect.y + y >= one.y && rect.y + y < one.y + one.height);
    for (let x = 0; x < rect.width; x++) {
      const at = rect.x + x;
      if (row.some((one) => at >= one.x && at < one.x + one.width)) continue;
      for (let sample = 0; sample < 3; sample++) if (a(at, rect.y + y, sample) !== b(x, y, sample)) return false;
    }
  }
  return true;
}

/** Red, green or blue of a pixel, whatever the kind. */
const sampler = ({ width, channels, data }: Pixels) => (x: number, y: number, sample: number): number =>
  data[(y * width + x) * channels + (channels > 2 ? sample : 0)] as number;
