import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { rawOpen, rawPut, rawRows } from '@/tests/lib/raw-idb';
import { randomId } from '@/utils/domain/ids';
import { addDerived, addItem, openVault } from '@/utils/vault';
import { MAIN_VERSION } from '@/utils/vault/migrations';
import { closeAll, openStores, openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';

/** The stores of each version as it was released. Never edited: a new version is a new entry. */
const RELEASED: Record<number, { stores: Record<string, { keyPath: string; indexes: [name: string, unique: boolean][] }>; strip(store: string, row: Record<string, unknown>): void }> = {
  1: {
    stores: {
      meta: { keyPath: 'k', indexes: [] },
      items: { keyPath: 'id', indexes: [['n', true]] },
      bodies: { keyPath: 'id', indexes: [] },
      blobs: { keyPath: 'id', indexes: [['itemId', false]] },
      log: { keyPath: 'seq', indexes: [['itemId', false]] },
    },
    strip: (store, row) => { if (store === 'items') delete row['size']; },
  },
  2: {
    stores: {
      meta: { keyPath: 'k', indexes: [] },
      items: { keyPath: 'id', indexes: [['n', true]] },
      bodies: { keyPath: 'id', indexes: [] },
      blobs: { keyPath: 'id', indexes: [['itemId', false]] },
      log: { keyPath: 'seq', indexes: [['itemId', false]] },
      jobs: { keyPath: 'id', indexes: [['state', false]] },
    },
    strip: () => undefined,
  },
  3: {
    stores: {
      meta: { keyPath: 'k', indexes: [] },
      items: { keyPath: 'id', indexes: [['n', true], ['key', false]] },
      bodies: { keyPath: 'id', indexes: [] },
      blobs: { keyPath: 'id', indexes: [['itemId', false]] },
      log: { keyPath: 'seq', indexes: [['itemId', false]] },
      jobs: { keyPath: 'id', indexes: [['state', false]] },
      slices: { keyPath: 'id', indexes: [['key', false]] },
    },
    strip: () => undefined,
  },
};
/** IndexedDB's number for Dexie's version. */
const onDisk = (version: number): number => version * 10;

/** A vault with real sealed rows, then its main database written again by hand as that version had it. */
async function vaultOf(version: number): Promise<{ ids: string[]; sizes: Record<string, number> }> {
  must(await vault.create(PASSPHRASE));
  const ids: string[] = [];
  for (const word of ['one', 'two', 'three']) ids.push(must(await addItem(await newItem(word))).id);
  const bytes = new Uint8Array([7, 7, 7]);
  const { sha256 } = await import('@/utils/crypto/hash');
  must(await addDerived(ids[1] as string, [{
    entry: { path: 'crop.png', sha256: await sha256(bytes), bytes: 3, type: 'image/png', role: 'derivative', derivedFrom: 'original.png', transform: 'crop 0,0,1,1' }, bytes,
  }]));
  must(await vault.setNote(ids[2] as string, 'mine'));
  must(await vault.remove([ids[0] as string], 'hers'));
  const { main } = must(await openVaultStores()).pointer;
  const { stores, strip } = RELEASED[version]!;
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const store of Object.keys(stores)) rows.set(store, await rawRows(main, store));
  const sizes = Object.fromEntries((rows.get('items') ?? []).map((row) => [row['id'] as string, row['size'] as number]));
  closeAll();
  const { Dexie } = await import('dexie');
  await Dexie.delete(main);
  const old = await rawOpen(main, onDisk(version), (db) => {
    for (const [name, { keyPath, indexes }] of Object.entries(stores)) {
      const store = db.createObjectStore(name, { keyPath });
      for (const [index, unique] of indexes) store.createIndex(index, index, { unique });
    }
  });
  old.close();
  for (const [store, all] of rows) for (const row of all) { strip(store, row); await rawPut(main, store, row); }
  return { ids, sizes };
}

beforeEach(async () => {
  await forgetAll();
});

describe('a vault of every version that was released', () => {
  it('has one here for each, but the newest', () => {
    expect(Object.keys(RELEASED).map(Number)).toEqual(Array.from({ length: MAIN_VERSION - 1 }, (_, i) => i + 1));
  });

  it.each(Object.keys(RELEASED).map(Number))('version %i opens, reads whole, and goes on', async (version) => {
    const { ids, sizes } = await vaultOf(version);
    await vault.lock();
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.page(10)).map((head) => [head.number, head.text, head.note])).toEqual([[3, 'words three', 'mine'], [2, 'words two', null]]);
    expect(must(await vault.file(ids[1] as string, 'crop.png'))).toEqual(new Uint8Array([7, 7, 7]));
    expect(must(await vault.item(ids[2] as string)).head.id).toBe(ids[2]);
    expect(must(await vault.history(ids[0] as string)).map((entry) => entry.line.type)).toEqual(['capture', 'delete']);
    expect(must(await vault.check())).toEqual([]);
    const stores = await openStores();
    expect(stores?.main.verno).toBe(MAIN_VERSION);
    expect(Object.fromEntries((await stores?.main.items.toArray() ?? []).map((row) => [row.id, row.size]))).toEqual(sizes);
    expect(await stores?.main.jobs.count()).toBe(0);
    expect(await stores?.main.slices.count()).toBe(0);
    expect(must(await vault.shelf('contact'))).toEqual([]);
    must(await vault.shelve({ put: [{ id: randomId(), kind: 'contact', data: { name: 'Rook' } }] }));
    expect(must(await vault.shelf('contact'))).toHaveLength(1);
    expect(must(await addItem(await newItem('four'))).number).toBe(4);
    expect(must(await vault.check())).toEqual([]);
  }, 30_000);
});
