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

/** Ids of the keys of items and slices: their own, but where they were sealed anew. */
async function keyIds({ main }: Open, ids: string[]): Promise<string[]> {
  const items = await main.items.bulkGet(ids);
  const others = ids.filter((_, i) => items[i] === undefined);
  const slices = new Map((await main.slices.bulkGet(others)).flatMap((row) => (row ? [[row.id, row]] : [])));
  return ids.map((id, i) => items[i]?.key ?? slices.get(id)?.key ?? id);
}

/** Of items, slices or jobs. Null where the key is destroyed. Throws when it is there and does not open: a damaged store is not a deleted item. */
export async function itemKeys(open: Open, ids: string[]): Promise<(CryptoKey | null)[]> {
  const rows = await open.keys.keys.bulkGet(await keyIds(open, ids));
  return Promise.all(rows.map(async (row) => (row === undefined ? null : openKey(open, row))));
}

/** By a row that was read: `null` where the key is destroyed. */
export async function keyOf(open: Open, row: { id: string; key?: string }): Promise<CryptoKey | null> {
  const wrapped = await open.keys.keys.get(row.key ?? row.id);
  return wrapped === undefined ? null : openKey(open, wrapped);
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

/** Ids of all keys that anything names. Read from indexes alone: a hundred thousand heads are not for this. */
export async function namedKeys({ main }: Pick<Open, 'main'>): Promise<Set<string>> {
  const named = new Set<string>();
  for (const table of [main.items, main.slices]) {
    const [all, sealedAnew, keys] = await Promise.all([
      table.toCollection().primaryKeys(), table.orderBy('key').primaryKeys(), table.orderBy('key').keys(),
    ]);
    const anew = new Set(sealedAnew);
    for (const id of all) if (!anew.has(id)) named.add(id);
    for (const id of keys) named.add(id as string);
  }
  for (const id of await main.shelf.orderBy('key').keys()) named.add(id as string);
  for (const id of await main.jobs.toCollection().primaryKeys()) named.add(id);
  return named;
}

/** Destroys the keys that nothing names: of what is gone, was sealed anew or never got written. Under the vault's lock. */
export async function finishDeletions(open: Open): Promise<boolean> {
  const named = await namedKeys(open);
  const keys = await open.keys.keys.toCollection().primaryKeys();
  if (keys.every((id) => named.has(id))) return false;
  await keepOnlyKeys(open, (id) => named.has(id));
  return true;
}
