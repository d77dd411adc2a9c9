export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Throws on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** A size that tells at most O(log log n) bits of the true one (Padmé, PURBs, Nikitin et al. 2019). */
export function padme(length: number): number {
  if (length < 2) return length;
  const e = Math.floor(Math.log2(length));
  const s = Math.floor(Math.log2(e)) + 1;
  const step = 2 ** Math.max(0, e - s);
  return Math.ceil(length / step) * step;
}

/** 8-byte length (big endian), the bytes, zeros up to a Padmé size of at least `floor`. */
export function pad(bytes: Uint8Array, floor = 64): Bytes {
  const padded = new Uint8Array(Math.max(floor, padme(bytes.length + 8)));
  new DataView(padded.buffer).setBigUint64(0, BigInt(bytes.length));
  padded.set(bytes, 8);
  return padded;
}

/** Throws when the length does not fit. */
export function unpad(padded: Bytes): Bytes {
  const length = Number(new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getBigUint64(0));
  if (length > padded.length - 8) throw new Error('padding does not fit');
  return padded.subarray(8, 8 + length);
}
