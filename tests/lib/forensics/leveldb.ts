import snappy from 'snappyjs';

/** Where a decoded run of bytes stood: for naming a find. */
export interface Chunk {
  where: string;
  bytes: Buffer;
}

const MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER = 48;
const LOG_BLOCK = 32_768;

interface Cursor { at: number }

function varint(bytes: Buffer, cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 50; shift += 7) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw new Error('cut short');
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw new Error('no varint');
}

/** Block type 0 as it is, 1 snappy. Throws on anything else: a type we cannot read must not pass for "nothing found". */
function block(file: Buffer, offset: number, size: number): Buffer {
  const type = file[offset + size];
  const raw = file.subarray(offset, offset + size);
  if (type === 0) return raw;
  if (type === 1) return Buffer.from(snappy.uncompress(raw));
  throw new Error(`LevelDB block type ${String(type)}`);
}

/** Entries with their whole keys (on disk a key is cut where it repeats the one before). */
function entries(bytes: Buffer): { key: Buffer; value: Buffer }[] {
  const end = bytes.length - 4 - 4 * bytes.readUInt32LE(bytes.length - 4);
  const found: { key: Buffer; value: Buffer }[] = [];
  const cursor = { at: 0 };
  let key: Buffer = Buffer.alloc(0);
  while (cursor.at < end) {
    const [shared, own, length] = [varint(bytes, cursor), varint(bytes, cursor), varint(bytes, cursor)];
    key = Buffer.concat([key.subarray(0, shared), bytes.subarray(cursor.at, cursor.at + own)]);
    const value = bytes.subarray(cursor.at + own, cursor.at + own + length);
    cursor.at += own + length;
    found.push({ key, value });
  }
  return found;
}

function handle(bytes: Buffer, cursor: Cursor): [number, number] {
  return [varint(bytes, cursor), varint(bytes, cursor)];
}

export const isTable = (bytes: Buffer): boolean => bytes.length > FOOTER && bytes.subarray(-8).equals(MAGIC);

/** Every block of a table file, unpacked, and every whole key: also rows that a later file overrides or deletes. */
export function readTable(where: string, file: Buffer): Chunk[] {
  const cursor = { at: file.length - FOOTER };
  handle(file, cursor);
  const index = block(file, ...handle(file, cursor));
  const chunks: Chunk[] = [];
  for (const { value } of entries(index)) {
    const bytes = block(file, ...handle(value, { at: 0 }));
    chunks.push({ where: `${where} block`, bytes });
    chunks.push({ where: `${where} keys`, bytes: Buffer.concat(entries(bytes).map(({ key }) => key)) });
  }
  return chunks;
}

/** All records of a log file put together again from their fragments, and the fragments of one that was cut off. */
export function readLog(where: string, file: Buffer): Chunk[] {
  const records: Chunk[] = [];
  let parts: Buffer[] = [];
  const end = (): void => {
    if (parts.length > 0) records.push({ where: `${where} record`, bytes: Buffer.concat(parts) });
    parts = [];
  };
  for (let start = 0; start < file.length; start += LOG_BLOCK) {
    const limit = Math.min(start + LOG_BLOCK, file.length);
    for (let at = start; at + 7 <= limit; ) {
      const [length, type] = [file.readUInt16LE(at + 4), file[at + 6] ?? 0];
      if (type === 0 || type > 4) break;
      if (type <= 2) end();
      parts.push(file.subarray(at + 7, Math.min(at + 7 + length, limit)));
      if (type === 1 || type === 4) end();
      at += 7 + length;
    }
  }
  end();
  return records;
}
