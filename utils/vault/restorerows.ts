import type { Bytes } from '@/utils/crypto/bytes';
import { sealJson } from '@/utils/crypto/seal';
import type { BackupItem } from '@/utils/domain/backup';
import type { ShelfKind } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';

import { newItemKey } from './itemkeys';
import { bodyAt, headAt, sealBlob, sizeOf, type SealedBody } from './itemrows';
import type { BlobRow } from './schema';
import { groupOf } from './shelf';
import { sealShelf, UNDER_DATA_KEY } from './shelve';
import { sealSlice, type SealedSlice } from './slices';
import type { Open } from './stores';

/** Rows of a backup under a new vault's keys. One that is there already is an older look at the same thing, and is replaced. */
export async function putItems(target: Open, items: { about: BackupItem; files: Bytes[] }[]): Promise<void> {
  const latest = [...new Map(items.map((item) => [item.about.head.id, item])).values()];
  const made = await Promise.all(latest.map(async ({ about: { head, record, derived, redacted, files }, files: bytes }) => {
    const { id } = head;
    const { key, row: keyRow } = await newItemKey(target, randomId());
    const blobs = await Promise.all(bytes.map((one) => sealBlob(key, id, one)));
    const paths = Object.fromEntries(files.map(({ path }, i) => [path, (blobs[i] as BlobRow).id]));
    const body: SealedBody = { record, derived, blobs: paths, ...(redacted && { redacted }) };
    return {
      keyRow, blobs,
      row: { id, n: head.number, key: keyRow.id, head: await sealJson(key, headAt(id), head), size: sizeOf(blobs) },
      body: { id, box: await sealJson(key, bodyAt(id), body) },
    };
  }));
  const { main } = target;
  await target.keys.keys.bulkPut(made.map(({ keyRow }) => keyRow));
  await main.transaction('rw', [main.items, main.bodies, main.blobs], async () => {
    await main.blobs.where('itemId').anyOf(made.map(({ row }) => row.id)).delete();
    await main.blobs.bulkAdd(made.flatMap(({ blobs }) => blobs));
    await main.bodies.bulkPut(made.map(({ body }) => body));
    await main.items.bulkPut(made.map(({ row }) => row));
  });
}

export async function putSlice(target: Open, id: string, slice: unknown, png: Bytes): Promise<void> {
  const { key, row: keyRow } = await newItemKey(target, randomId());
  const blob = await sealBlob(key, id, png);
  const box = await sealSlice(key, id, { ...(slice as SealedSlice), blob: blob.id });
  const { main } = target;
  await target.keys.keys.put(keyRow);
  await main.transaction('rw', [main.slices, main.blobs], async () => {
    await main.blobs.where('itemId').equals(id).delete();
    await main.blobs.add(blob);
    await main.slices.put({ id, key: keyRow.id, rev: 0, box, size: blob.box.length });
  });
}

export async function putShelf(target: Open, id: string, { kind, n, data, files }: { kind: ShelfKind; n: number; data: unknown; files: { name: string; bytes: Bytes }[] }): Promise<void> {
  const own = UNDER_DATA_KEY.includes(kind) ? null : await newItemKey(target, randomId());
  const { box, blobs } = await sealShelf(own?.key ?? target.session.data, id, { kind, data, files });
  const { main } = target;
  if (own) await target.keys.keys.put(own.row);
  const g = await groupOf(target.session, kind);
  await main.transaction('rw', [main.shelf, main.blobs], async () => {
    await main.blobs.where('itemId').equals(id).delete();
    await main.blobs.bulkAdd(blobs);
    await main.shelf.put({ id, g, n, rev: 0, box, ...(own && { key: own.row.id }) });
  });
}
