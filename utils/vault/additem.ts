import { sha256 } from '@/utils/crypto/hash';
import type { Bytes } from '@/utils/crypto/bytes';
import { open as openBox, seal, sealJson } from '@/utils/crypto/seal';
import { randomId } from '@/utils/domain/ids';
import type { ItemHead } from '@/utils/domain/item';
import type { FileEntry } from '@/utils/domain/record';
import { fail, ok, type Result } from '@/utils/domain/result';

import { newItemKey } from './itemkeys';
import { announceChange, withVaultLock } from './lock';
import { LogMoved, prepareAppend, readHead, writeAppend } from './logbook';
import { point } from './points';
import type { BlobRow, BodyRow, ItemRow, MainDb } from './schema';
import { openVaultStores, writingProblem, type Open } from './stores';
import type { VaultProblem } from './types';

/** True only in the mutated build that `npm run chaos` must catch: it says "saved" before the transaction completes. */
declare const __SAID_EARLY__: boolean;

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
}

export const headAt = (id: string): string => `head:${id}`;
export const bodyAt = (id: string): string => `body:${id}`;
export const blobAt = (itemId: string, blobId: string): string => `blob:${itemId}:${blobId}`;

/**
 * Seals and stores one item: its key, then item, body, blobs, log line and checkpoint in one strict transaction,
 * then everything read back in a new one. Answers only after that. At any earlier end nothing of it is there.
 */
export async function addItem(item: NewItem): Promise<Result<ItemHead, VaultProblem>> {
  return withVaultLock(async () => {
    const opened = await openVaultStores();
    if (!opened.ok) return opened;
    for (let attempt = 0; ; attempt++) {
      try {
        const head = await store(opened.value, item);
        announceChange();
        return ok(head);
      } catch (error) {
        if (error instanceof LogMoved && attempt < 5) continue;
        if (error instanceof AlreadyThere) return fail('already-there');
        if (error instanceof NotReadBack) return fail('failed', 'read-back');
        return writingProblem(error);
      }
    }
  });
}

class NotReadBack extends Error {}
class AlreadyThere extends Error {}

async function store(vault: Open, item: NewItem): Promise<ItemHead> {
  const { id } = item.head;
  // Two contexts may take in the same inbox row: the second must not put a fresh key over the first one's.
  if ((await vault.main.items.get(id)) !== undefined) throw new AlreadyThere();
  const { key, row: keyRow } = await newItemKey(vault, id);
  await vault.keys.keys.put(keyRow);
  await point('key-written');

  const { next } = await readHead(vault.main, vault.session);
  const head: ItemHead = { ...item.head, number: next };
  const blobs = await Promise.all(item.files.map(({ bytes }) => sealBlob(key, id, bytes)));
  const body: SealedBody = {
    record: new TextDecoder().decode(item.record),
    derived: [],
    blobs: Object.fromEntries(item.files.map(({ path }, i) => [path, (blobs[i] as BlobRow).id])),
  };
  const bodyRow: BodyRow = { id, box: await sealJson(key, bodyAt(id), body) };
  const itemRow: ItemRow = { id, n: head.number, head: await sealJson(key, headAt(id), head), size: sizeOf(blobs) };
  const line = { record: await sha256(item.record), number: head.number, savedWhileLocked: head.savedWhileLocked };
  const appended = await prepareAppend(vault.main, vault.session, [{ type: 'capture', time: head.savedAt, itemId: id, body: line, bodyKey: key }], 1);

  const { main } = vault;
  const write = async (): Promise<void> => {
    await point('before-commit');
    await main.transaction('rw', [main.items, main.bodies, main.blobs, main.log, main.meta], async () => {
      await writeAppend(main, appended);
      await main.blobs.bulkAdd(blobs);
      await main.bodies.add(bodyRow);
      await main.items.add(itemRow);
      if (head.pending) await main.meta.put({ k: 'pending', ids: [...(await pendingIds(main)), id] });
    });
  };
  if (typeof __SAID_EARLY__ !== 'undefined' && __SAID_EARLY__) {
    void write().catch(() => undefined);
    return head;
  }
  await write();
  await point('committed');
  await readBack(vault, key, { item: itemRow, body: bodyRow, blobs, seq: appended.from.size, line: (appended.rows[0] as { line: Bytes }).line });
  await point('read-back');
  return head;
}

/** Saved while locked and not yet looked through. */
export async function pendingIds(main: MainDb): Promise<string[]> {
  const row = await main.meta.get('pending');
  return row?.k === 'pending' ? row.ids : [];
}

export const sizeOf = (blobs: BlobRow[]): number => blobs.reduce((sum, blob) => sum + blob.box.length, 0);

export async function sealBlob(key: CryptoKey, itemId: string, bytes: Bytes): Promise<BlobRow> {
  const id = randomId();
  return { id, itemId, box: await seal(key, blobAt(itemId, id), bytes) };
}

/** What was written is what is there, by a transaction of its own; and it opens. */
async function readBack(vault: Open, key: CryptoKey, wrote: { item: ItemRow; body: BodyRow; blobs: BlobRow[]; seq: number; line: Bytes }): Promise<void> {
  const { main } = vault;
  const [item, body, blobs, line, keyRow] = await Promise.all([
    main.items.get(wrote.item.id),
    main.bodies.get(wrote.item.id),
    main.blobs.bulkGet(wrote.blobs.map((blob) => blob.id)),
    main.log.get(wrote.seq),
    vault.keys.keys.get(wrote.item.id),
  ]);
  const pairs: [Bytes, Bytes | undefined][] = [
    [wrote.item.head, item?.head],
    [wrote.body.box, body?.box],
    [wrote.line, line?.line],
    ...wrote.blobs.map((blob, i): [Bytes, Bytes | undefined] => [blob.box, blobs[i]?.box]),
  ];
  const same = await Promise.all(pairs.map(async ([is, was]) => was !== undefined && (await sha256(is)) === (await sha256(was))));
  if (!same.every(Boolean) || !item || keyRow === undefined) throw new NotReadBack();
  await openBox(key, headAt(item.id), item.head);
}
