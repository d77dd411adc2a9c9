import type { ItemHead } from '@/utils/domain/item';
import { fail, ok, type Result } from '@/utils/domain/result';

import { pendingIds, prepareItem, type NewItem, type PreparedItem } from './itemrows';
import { announceChange, withVaultLock } from './lock';
import { LogMoved, prepareAppend, readHead, writeAppend } from './logbook';
import { point } from './points';
import { NotReadBack, readBack } from './readback';
import { openHeads } from './readitems';
import { NotWhole, prepareSlices, type NewSlice, type PreparedSlice } from './slices';
import { openVaultStores, writingProblem, type Open } from './stores';
import type { VaultProblem } from './types';

/** True only in the mutated build that `npm run chaos` must catch: it says "saved" before the transaction completes. */
declare const __SAID_EARLY__: boolean;

export interface NewBatch {
  slices: NewSlice[];
  items: NewItem[];
}

/** One capture by itself. `already-there`: nothing was written. */
export async function addItem(item: NewItem): Promise<Result<ItemHead, VaultProblem>> {
  const added = await storing((vault) => storeNew(vault, { slices: [], items: [item] }, true));
  return added.ok ? ok(added.value[0] as ItemHead) : added;
}

/**
 * Slices and the posts that point into them, all or nothing: keys first, then rows, blobs, log lines and one checkpoint
 * in one strict transaction, then everything read back in a new one. What is there by its id already is left as it is,
 * so that a batch may be given again. Answers every item's head, in order. `failed` with `slice` in `detail`: a record
 * points to a slice that is not there, or out of its picture.
 */
export const addBatch = (batch: NewBatch): Promise<Result<ItemHead[], VaultProblem>> => storing((vault) => storeNew(vault, batch, false));

class AlreadyThere extends Error {}

async function storing(work: (vault: Open) => Promise<ItemHead[]>): Promise<Result<ItemHead[], VaultProblem>> {
  return withVaultLock(async () => {
    const opened = await openVaultStores();
    if (!opened.ok) return opened;
    for (let attempt = 0; ; attempt++) {
      try {
        const heads = await work(opened.value);
        announceChange();
        return ok(heads);
      } catch (error) {
        if (error instanceof LogMoved && attempt < 5) continue;
        if (error instanceof AlreadyThere) return fail('already-there');
        if (error instanceof NotReadBack) return fail('failed', 'read-back');
        if (error instanceof NotWhole) return fail('failed', 'slice');
        return writingProblem(error);
      }
    }
  });
}

async function storeNew(vault: Open, { slices, items }: NewBatch, single: boolean): Promise<ItemHead[]> {
  const { main } = vault;
  const ids = items.map((item) => item.head.id);
  const there = (await main.items.bulkGet(ids)).filter((row) => row !== undefined);
  // Two contexts may take in the same inbox row: the second must not put a fresh key over the first one's.
  if (single && there.length > 0) throw new AlreadyThere();
  const heads = new Map((await openHeads(vault, there)).map((head) => [head.id, head]));
  const fresh = items.filter((item) => !heads.has(item.head.id));
  const sliced = await prepareSlices(vault, slices, fresh);
  if (fresh.length > 0 || sliced.length > 0) {
    const { next } = await readHead(main, vault.session);
    const made = await Promise.all(fresh.map((item, i) => prepareItem(vault, item, next + i)));
    await write(vault, sliced, made);
    for (const { head } of made) heads.set(head.id, head);
  }
  return ids.map((id) => heads.get(id) as ItemHead);
}

async function write(vault: Open, slices: PreparedSlice[], items: PreparedItem[]): Promise<void> {
  const { main, session } = vault;
  const keyRows = [...slices, ...items].flatMap((one) => one.keyRow ?? []);
  await vault.keys.keys.bulkPut(keyRows);
  await point('key-written');
  const entries = [...slices.flatMap((slice) => slice.entry ?? []), ...items.map((item) => item.entry)];
  const appended = await prepareAppend(main, session, entries, items.length);
  const blobs = [...slices.flatMap((slice) => slice.blob ?? []), ...items.flatMap((item) => item.blobs)];
  const pending = items.filter((item) => item.head.pending).map((item) => item.row.id);
  const commit = async (): Promise<void> => {
    await point('before-commit');
    await main.transaction('rw', [main.items, main.bodies, main.blobs, main.slices, main.log, main.meta], async () => {
      await writeAppend(main, appended);
      await main.blobs.bulkAdd(blobs);
      await main.bodies.bulkAdd(items.map((item) => item.body));
      await main.items.bulkAdd(items.map((item) => item.row));
      await main.slices.bulkPut(slices.map((slice) => slice.row));
      if (pending.length > 0) await main.meta.put({ k: 'pending', ids: [...(await pendingIds(main)), ...pending] });
    });
  };
  if (typeof __SAID_EARLY__ !== 'undefined' && __SAID_EARLY__) {
    void commit().catch(() => undefined);
    return;
  }
  await commit();
  await point('committed');
  await readBack(vault, { slices, items, blobs, rows: appended.rows, keyRows });
  await point('read-back');
}
