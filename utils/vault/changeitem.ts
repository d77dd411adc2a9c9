import { sealJson } from '@/utils/crypto/seal';
import type { Bytes } from '@/utils/crypto/bytes';
import type { ItemHead } from '@/utils/domain/item';
import type { FileEntry } from '@/utils/domain/record';
import { fail, ok, type Result } from '@/utils/domain/result';

import { bodyAt, headAt, pendingIds, sealBlob, sizeOf } from './itemrows';
import { announceChange, withVaultLock } from './lock';
import { prepareAppend, writeAppend, type NewEntry } from './logbook';
import { point } from './points';
import type { BlobRow } from './schema';
import { openItem, type OpenItem } from './readitems';
import { openVaultStores, writingProblem, type Open } from './stores';
import type { VaultProblem } from './types';

const now = (): string => new Date().toISOString();

/** One change under the lock; other contexts are told when it held. */
export async function underLock<T>(work: (vault: Open) => Promise<Result<T, VaultProblem>>): Promise<Result<T, VaultProblem>> {
  return withVaultLock(async () => {
    const vault = await openVaultStores();
    if (!vault.ok) return vault;
    try {
      const answer = await work(vault.value);
      if (answer.ok) announceChange();
      return answer;
    } catch (error) {
      return writingProblem(error);
    }
  });
}

export interface Change {
  head?: ItemHead;
  derived?: FileEntry[];
  blobs?: { path: string; row: BlobRow }[];
  entry: Omit<NewEntry, 'bodyKey' | 'itemId'>;
}

export async function change(vault: Open, item: OpenItem, { head, derived, blobs = [], entry }: Change): Promise<void> {
  const { main } = vault;
  const { id } = item.row;
  const body = { ...item.body, derived: derived ?? item.body.derived, blobs: { ...item.body.blobs } };
  for (const blob of blobs) body.blobs[blob.path] = blob.row.id;
  const row = {
    ...item.row,
    head: await sealJson(item.key, headAt(id), head ?? item.head),
    size: item.row.size + sizeOf(blobs.map((b) => b.row)),
  };
  const box = await sealJson(item.key, bodyAt(id), body);
  const appended = await prepareAppend(main, vault.session, [{ ...entry, itemId: id, bodyKey: item.key }]);
  await main.transaction('rw', [main.items, main.bodies, main.blobs, main.log, main.meta], async () => {
    await writeAppend(main, appended);
    await main.blobs.bulkAdd(blobs.map((b) => b.row));
    await main.bodies.put({ id, box });
    await main.items.put(row);
  });
}

/** Her own neutral line. The older one stays in the log. */
export function setNote(id: string, note: string | null): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    const item = await openItem(vault, id);
    if (!item.ok) return item;
    const value = note === null || note.trim() === '' ? null : note.trim().toWellFormed();
    const entry = { type: 'label', time: now(), body: { field: 'note', value } } as const;
    await change(vault, item.value, { head: { ...item.value.head, note: value }, entry });
    return ok(undefined);
  });
}

/** Files made from originals after sealing: each with its transform, all in one log line. */
export function addDerived(id: string, files: { entry: FileEntry; bytes: Bytes }[]): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    const item = await openItem(vault, id);
    if (!item.ok) return item;
    const { key, body, head } = item.value;
    // Its pictures were destroyed since: none comes back.
    if (head.mark === 'child') return fail('not-found');
    const blobs = await Promise.all(files.map(async ({ entry, bytes }) => ({ path: entry.path, row: await sealBlob(key, id, bytes) })));
    const entries = files.map((file) => file.entry);
    const entry = { type: 'derive', time: now(), body: { files: entries } } as const;
    await change(vault, item.value, { derived: [...body.derived, ...entries], blobs, entry });
    await point('derived');
    return ok(undefined);
  });
}

/** Ends the waiting of what was saved while locked. */
export function keepPending(): Promise<Result<number, VaultProblem>> {
  return underLock(async (vault) => {
    const waiting = await pendingIds(vault.main);
    for (const id of waiting) {
      const item = await openItem(vault, id);
      if (!item.ok) return item;
      const entry = { type: 'label', time: now(), body: { field: 'kept', value: true } } as const;
      await change(vault, item.value, { head: { ...item.value.head, pending: false }, entry });
    }
    await vault.main.meta.put({ k: 'pending', ids: [] });
    return ok(waiting.length);
  });
}
