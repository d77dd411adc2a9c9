import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Tries a key at every byte of a file as the beginning of an AES-256-GCM box: about ten million places a second. */
const BATCH = 65_536;
const R = 0xe1n << 120n;

/** First 16 bytes of the key stream, for the 12 bytes at each of `count` places as nonce. */
function streams(key: Buffer, bytes: Buffer, from: number, count: number, counter: number): Buffer {
  const blocks = Buffer.alloc(count * 16);
  for (let i = 0; i < count; i++) {
    bytes.copy(blocks, i * 16, from + i, from + i + 12);
    blocks[i * 16 + 15] = counter;
  }
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return cipher.update(blocks);
}

const number = (block: Buffer): bigint => BigInt(`0x${block.toString('hex')}`);

/** Multiplication in GCM's field (NIST SP 800-38D, 6.3). */
function times(x: bigint, y: bigint): bigint {
  let [z, v] = [0n, y];
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((x >> bit) & 1n) z ^= v;
    v = v & 1n ? (v >> 1n) ^ R : v >> 1n;
  }
  return z;
}

/** For byte `b` at place `p` of a block: the first 32 bits of its product with `h`, at `p * 256 + b`. */
function products(h: bigint): Int32Array {
  const table = new Int32Array(16 * 256);
  let v = h;
  for (let bit = 0; bit < 128; bit++) {
    const top = Number(v >> 96n) | 0;
    const mask = 0x80 >> (bit & 7);
    for (let b = 0; b < 256; b++) if (b & mask) table[(bit >> 3) * 256 + b]! ^= top;
    v = v & 1n ? (v >> 1n) ^ R : v >> 1n;
  }
  return table;
}

export function openGcm(key: Buffer, place: string, box: Buffer): Buffer | null {
  if (box.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(box.subarray(-16));
  try {
    return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

/** What the authenticated words before it put into the first 32 bits of the tag of 32 bytes. */
function beginning(h: bigint, place: string): number {
  const aad = Buffer.from(place);
  const padded = Buffer.alloc(Math.ceil(aad.length / 16) * 16);
  aad.copy(padded);
  let known = 0n;
  for (let i = 0; i < padded.length; i += 16) known = times(known ^ number(padded.subarray(i, i + 16)), h);
  const lengths = (BigInt(aad.length * 8) << 64n) | 256n;
  return Number((times(known, times(times(h, h), h)) ^ times(lengths, h)) >> 96n) | 0;
}

/** Where, for any of `places`, 12 bytes of nonce, 32 of ciphertext and their tag stand, with what they hold. */
export function* wrapped32(bytes: Buffer, key: Buffer, places: readonly string[]): Generator<{ at: number; place: string; plain: Buffer }> {
  const h = number(createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(Buffer.alloc(16)));
  const h2 = times(h, h);
  const starts = new Map<number, string[]>();
  for (const place of places) starts.set(beginning(h, place), [...(starts.get(beginning(h, place)) ?? []), place]);
  const [first, second] = [products(times(h2, h)), products(h2)];
  for (let from = 0; from + 60 <= bytes.length; from += BATCH) {
    const count = Math.min(BATCH, bytes.length - 59 - from);
    const masks = streams(key, bytes, from, count, 1);
    for (let i = 0; i < count; i++) {
      const at = from + i;
      let tag = masks.readInt32BE(i * 16) ^ bytes.readInt32BE(at + 44);
      for (let p = 0; p < 16; p++) tag ^= first[p * 256 + bytes[at + 12 + p]!]! ^ second[p * 256 + bytes[at + 28 + p]!]!;
      for (const place of starts.get(tag) ?? []) {
        const plain = openGcm(key, place, bytes.subarray(at, at + 60));
        if (plain) yield { at, place, plain };
      }
    }
  }
}

/**
 * Places where a sealed JSON block begins (8-byte length, then `{"`, padded): the key stream's first block tells,
 * the tag proves it where the whole block stands there. Torn ones (no tag) are told by their first words.
 */
export function* sealedJson(bytes: Buffer, key: Buffer, places: readonly string[]): Generator<{ at: number; place: string; text: string; whole: boolean }> {
  for (let from = 0; from + 92 <= bytes.length; from += BATCH) {
    const count = Math.min(BATCH, bytes.length - 91 - from);
    const stream = streams(key, bytes, from, count, 2);
    for (let i = 0; i < count; i++) {
      const at = from + i;
      const clear = (k: number): number => bytes[at + 12 + k]! ^ stream[i * 16 + k]!;
      if (clear(0) !== 0 || clear(1) !== 0 || clear(2) !== 0 || clear(3) !== 0 || clear(8) !== 0x7b || clear(9) !== 0x22) continue;
      const length = ((clear(4) << 24) | (clear(5) << 16) | (clear(6) << 8) | clear(7)) >>> 0;
      const torn = Buffer.from(Array.from({ length: 8 }, (_, k) => clear(8 + k)));
      for (const place of places) {
        const plain = openGcm(key, place, bytes.subarray(at, at + 28 + Math.max(64, padme(length + 8))));
        yield { at, place, text: (plain?.subarray(8, 8 + length) ?? torn).toString(), whole: plain !== null };
      }
    }
  }
}

/** As `utils/crypto/bytes.ts` pads; written again here, because the searcher must not lean on what it checks. */
function padme(length: number): number {
  const e = Math.floor(Math.log2(length));
  const step = 2 ** Math.max(0, e - Math.floor(Math.log2(e)) - 1);
  return Math.ceil(length / step) * step;
}
