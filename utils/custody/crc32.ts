type Tables = [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];

/** Eight tables, so that eight bytes go in one step (slicing-by-8); signed, which costs no conversion in the loop. */
const TABLES = ((): Tables => {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256)) as Tables;
  for (let n = 0; n < 256; n++) {
    let sum = n;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    tables[0][n] = sum;
  }
  for (let k = 1; k < 8; k++) for (let n = 0; n < 256; n++) tables[k]![n] = (tables[k - 1]![n]! >>> 8) ^ tables[0][tables[k - 1]![n]! & 255]!;
  return tables;
})();

/** CRC-32 as ZIP has it (ISO 3309), unsigned. */
export function crc32(bytes: Uint8Array): number {
  const [a, b, c, d, e, f, g, h] = TABLES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length - (bytes.length % 8);
  let sum = -1;
  for (let i = 0; i < whole; i += 8) {
    const low = sum ^ view.getInt32(i, true);
    const high = view.getInt32(i + 4, true);
    sum = h[low & 255]! ^ g[(low >>> 8) & 255]! ^ f[(low >>> 16) & 255]! ^ e[low >>> 24]! ^ d[high & 255]! ^ c[(high >>> 8) & 255]! ^ b[(high >>> 16) & 255]! ^ a[high >>> 24]!;
  }
  for (let i = whole; i < bytes.length; i++) sum = (sum >>> 8) ^ a[(sum ^ bytes[i]!) & 255]!;
  return ~sum >>> 0;
}
