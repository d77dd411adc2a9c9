import { randomBytes, type Bytes } from '@/utils/crypto/bytes';
import { importKey, unwrap, wrap } from '@/utils/crypto/seal';

import { forgetDatabases } from './forget';
import { point } from './points';
import { KeysDb, type KeyRow } from './schema';
import { newNames, openStores, writePointer, type Open } from './stores';

const place = (id: string): string => `key:${id}`;

export async function newItemKey(open: Open, id: string): Promise<{ key: CryptoKey; row: KeyRow; raw: Bytes }> {
  const raw = randomBytes(32);
  return { key: await importKey(raw), raw, row: { id, box: await wrap(open.session.data, place(id), raw) } };
}

/** Null where the key is destroyed. Throws when it is there and does not open: a damaged store is not a deleted item. */
export async function itemKeys(open: Open, ids: string[]): Promise<(CryptoKey | null)[]> {
  const rows = await open.keys.keys.bulkGet(ids);
  return Promise.all(rows.map(async (row) => (row === undefined ? null : openKey(open, row))));
}

export const openKey = async (open: Open, row: KeyRow): Promise<CryptoKey> => importKey(await unwrap(open.session.data, place(row.id), row.box));

export async function itemKey(open: Open, id: string): Promise<CryptoKey | null> {
  return (await itemKeys(open, [id]))[0] ?? null;
}

/**
 * Destroys keys for good: what stays is written to a new database, the pointer moves, the old one is deleted and
 * gone from the files (`forget.ts`). Under the vault's lock. Again from any point gives the same.
 */
export async function keepOnlyKeys(open: Open, keep: (id: string) => boolean): Promise<void> {
  const name = newNames().keys;
  const next = new KeysDb(name);
  await next.open();
  const staying = (await open.keys.keys.toArray()).filter((row) => keep(row.id));
  await next.keys.bulkAdd(staying);
  await next.inbox.bulkAdd(await open.keys.inbox.toArray());
  if ((await next.keys.count()) !== staying.length) throw new Error('the new key store is not whole');
  next.close();
  await point('keys-rewritten');
  const old = open.pointer.keys;
  await writePointer({ ...open.pointer, keys: name });
  await point('keys-switched');
  await openStores();
  await forgetDatabases([old]);
}

/** Keys of items that are gone: a deletion or a capture was cut short. Under the vault's lock. */
export async function finishDeletions(open: Open): Promise<boolean> {
  const items = new Set(await open.main.items.toCollection().primaryKeys());
  const keys = await open.keys.keys.toCollection().primaryKeys();
  if (keys.every((id) => items.has(id))) return false;
  await keepOnlyKeys(open, (id) => items.has(id));
  return true;
}
