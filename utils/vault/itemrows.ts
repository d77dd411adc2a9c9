import { sha256 } from '@/utils/crypto/hash';
import type { Bytes } from '@/utils/crypto/bytes';
import { seal, sealJson } from '@/utils/crypto/seal';
import { randomId } from '@/utils/domain/ids';
import type { ItemHead } from '@/utils/domain/item';
import type { FileEntry, Redaction } from '@/utils/domain/record';

import { newItemKey } from './itemkeys';
import type { NewEntry } from './logbook';
import type { BlobRow, BodyRow, ItemRow, KeyRow, MainDb } from './schema';
import type { Open } from './stores';

/** One capture, all bytes in hand. The number is given by the vault. */
export interface NewItem {
  head: Omit<ItemHead, 'number'>;
  /** `record.json`, JCS in UTF-8. */
  record: Bytes;
  /** Every part and file that the record lists. */
  files: { path: string; bytes: Bytes }[];
}

/** What lies in `bodies`, sealed under the item's key. */
export interface SealedBody {
  record: string;
  derived: FileEntry[];
  /** path → id of its blob */
  blobs: Record<string, string>;
  /** Left out where nothing was: items of before have none. */
  redacted?: Redaction[];
}

export const headAt = (id: string): string => `head:${id}`;
export const bodyAt = (id: string): string => `body:${id}`;
/** `owner`: an item, or a slice. */
export const blobAt = (owner: string, blobId: string): string => `blob:${owner}:${blobId}`;

/** All rows of one item, sealed and not yet written. */
export interface PreparedItem {
  head: ItemHead;
  key: CryptoKey;
  keyRow: KeyRow;
  row: ItemRow;
  body: BodyRow;
  blobs: BlobRow[];
  entry: NewEntry;
}

export async function prepareItem(vault: Open, item: NewItem, number: number): Promise<PreparedItem> {
  const { id } = item.head;
  const { key, row: keyRow } = await newItemKey(vault, id);
  const head: ItemHead = { ...item.head, number };
  const blobs = await Promise.all(item.files.map(({ bytes }) => sealBlob(key, id, bytes)));
  const body: SealedBody = {
    record: new TextDecoder().decode(item.record),
    derived: [],
    blobs: Object.fromEntries(item.files.map(({ path }, i) => [path, (blobs[i] as BlobRow).id])),
  };
  const line = { record: await sha256(item.record), number, savedWhileLocked: head.savedWhileLocked };
  return {
    head, key, keyRow, blobs,
    row: { id, n: number, head: await sealJson(key, headAt(id), head), size: sizeOf(blobs) },
    body: { id, box: await sealJson(key, bodyAt(id), body) },
    entry: { type: 'capture', time: head.savedAt, itemId: id, body: line, bodyKey: key },
  };
}

/** Saved while locked and not yet looked through. */
export async function pendingIds(main: MainDb): Promise<string[]> {
  const row = await main.meta.get('pending');
  return row?.k === 'pending' ? row.ids : [];
}

export const sizeOf = (blobs: BlobRow[]): number => blobs.reduce((sum, blob) => sum + blob.box.length, 0);

export async function sealBlob(key: CryptoKey, owner: string, bytes: Bytes): Promise<BlobRow> {
  const id = randomId();
  return { id, itemId: owner, box: await seal(key, blobAt(owner, id), bytes) };
}
