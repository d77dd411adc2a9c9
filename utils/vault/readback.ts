import type { Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { open as openBox } from '@/utils/crypto/seal';

import { headAt, type PreparedItem } from './itemrows';
import type { BlobRow, KeyRow, LogRow } from './schema';
import { openSlice, type PreparedSlice } from './slices';
import type { Open } from './stores';

/** What was written is not what is there. */
export class NotReadBack extends Error {}

interface Written {
  slices: PreparedSlice[];
  items: PreparedItem[];
  blobs: BlobRow[];
  rows: LogRow[];
  keyRows: KeyRow[];
}

/** What was written is what is there, by transactions of their own; and it opens. Throws `NotReadBack`. */
export async function readBack(vault: Open, wrote: Written): Promise<void> {
  const { main } = vault;
  const [items, bodies, slices, blobs, lines, keys] = await Promise.all([
    main.items.bulkGet(wrote.items.map(({ row }) => row.id)),
    main.bodies.bulkGet(wrote.items.map(({ row }) => row.id)),
    main.slices.bulkGet(wrote.slices.map(({ row }) => row.id)),
    main.blobs.bulkGet(wrote.blobs.map(({ id }) => id)),
    main.log.bulkGet(wrote.rows.map(({ seq }) => seq)),
    vault.keys.keys.bulkGet(wrote.keyRows.map(({ id }) => id)),
  ]);
  const pairs: [Bytes, Bytes | undefined][] = [
    ...wrote.items.map(({ row }, i): [Bytes, Bytes | undefined] => [row.head, items[i]?.head]),
    ...wrote.items.map(({ body }, i): [Bytes, Bytes | undefined] => [body.box, bodies[i]?.box]),
    ...wrote.slices.map(({ row }, i): [Bytes, Bytes | undefined] => [row.box, slices[i]?.box]),
    ...wrote.blobs.map(({ box }, i): [Bytes, Bytes | undefined] => [box, blobs[i]?.box]),
    ...wrote.rows.map(({ line }, i): [Bytes, Bytes | undefined] => [line, lines[i]?.line]),
    ...wrote.keyRows.map(({ box }, i): [Bytes, Bytes | undefined] => [box, keys[i]?.box]),
  ];
  const same = await Promise.all(pairs.map(async ([was, is]) => is !== undefined && (await sha256(was)) === (await sha256(is))));
  if (!same.every(Boolean)) throw new NotReadBack();
  await Promise.all([
    ...wrote.items.map(({ key, row }, i) => openBox(key, headAt(row.id), items[i]?.head as Bytes)),
    ...wrote.slices.map(({ key, row }, i) => openSlice(key, { ...row, box: slices[i]?.box as Bytes })),
  ]);
}
