import snappy from 'snappyjs';

const STREAM = Buffer.from('ff060000734e61507059', 'hex');
const MOZ_LZ4 = Buffer.from('mozLz40\0', 'latin1');

/** Snappy's framing format, as Firefox writes large values to `.files`. Null when it is none. */
export function framed(file: Buffer): Buffer | null {
  if (!file.subarray(0, STREAM.length).equals(STREAM)) return null;
  const parts: Buffer[] = [];
  for (let at = STREAM.length; at + 4 <= file.length; ) {
    const [type, length] = [file[at], file.readUIntLE(at + 1, 3)];
    const body = file.subarray(at + 8, at + 4 + length);
    if (type === 0) parts.push(Buffer.from(snappy.uncompress(body)));
    if (type === 1) parts.push(body);
    at += 4 + length;
  }
  return Buffer.concat(parts);
}

/** A value packed in one piece, as Firefox keeps small values in SQLite. Null when it is none. */
export function unsnapped(bytes: Uint8Array): Buffer | null {
  try {
    return Buffer.from(snappy.uncompress(Buffer.from(bytes), 64 * 2 ** 20));
  } catch {
    return null;
  }
}

/** Firefox's session files: `mozLz40\0`, 4-byte size, one LZ4 block. Null when it is none. */
export function mozLz4(file: Buffer): Buffer | null {
  if (!file.subarray(0, 8).equals(MOZ_LZ4)) return null;
  const out = Buffer.alloc(file.readUInt32LE(8));
  let [at, to] = [12, 0];
  const long = (start: number): number => {
    let length = start;
    if (start === 15) for (let byte = 255; byte === 255; ) length += byte = file[at++] ?? 0;
    return length;
  };
  while (at < file.length) {
    const token = file[at++] ?? 0;
    const literals = long(token >> 4);
    file.copy(out, to, at, at + literals);
    at += literals;
    to += literals;
    if (at >= file.length) break;
    const back = file.readUInt16LE(at);
    at += 2;
    for (let left = long(token & 15) + 4; left > 0; left--, to++) out[to] = out[to - back] ?? 0;
  }
  return out;
}
