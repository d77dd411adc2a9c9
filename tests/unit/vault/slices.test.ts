import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { flipped } from '@/tests/lib/raw-idb';
import { batchOf, isBlack, newSlice, place, region, slicedItem } from '@/tests/lib/sliced';
import { open as openBox } from '@/utils/crypto/seal';
import { randomId } from '@/utils/domain/ids';
import { openVault, type NewSlice } from '@/utils/vault';
import { itemKeys } from '@/utils/vault/itemkeys';
import { blobAt } from '@/utils/vault/itemrows';
import { openSlices } from '@/utils/vault/masks';
import { closeAll, openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';

const damage = async (): Promise<unknown> => must(await vault.check()).filter(({ id }) => id.startsWith('damaged'));

async function pictureOf(slice: NewSlice): Promise<Uint8Array> {
  const stores = must(await openVaultStores());
  const { slice: sealed, key } = (await openSlices(stores)).find(({ row }) => row.id === slice.id)!;
  return openBox(key, blobAt(slice.id, sealed.blob), (await stores.main.blobs.get(sealed.blob))!.box);
}

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});

describe('a batch', () => {
  it('is stored with its slice, its posts numbered in order, under one checkpoint', async () => {
    const batch = await batchOf(['one', 'two', 'three']);
    const heads = must(await vault.addBatch(batch));
    expect(heads.map((head) => [head.number, head.text])).toEqual([[1, 'words one'], [2, 'words two'], [3, 'words three']]);
    expect(Buffer.from(await pictureOf(batch.slice)).equals(batch.slice.png)).toBe(true);
    expect(await damage()).toEqual([]);
    const { main } = must(await openVaultStores());
    expect(await main.log.count()).toBe(4);
    expect(must(await vault.history(batch.slice.id)).map(({ line, body }) => [line.type, body?.body['slice'], body?.body['sha256']])).toEqual([
      ['capture', true, (await openSlices(must(await openVaultStores())))[0]?.slice.original],
    ]);
  });

  it('given again changes nothing and answers the same', async () => {
    const batch = await batchOf(['one', 'two']);
    const first = must(await vault.addBatch(batch));
    const more = await slicedItem('three', [{ slice: batch.slice, rect: place(1) }]);
    const second = must(await vault.addBatch({ slices: batch.slices, items: [...batch.items, more] }));
    expect(second.slice(0, 2)).toEqual(first);
    expect(second[2]?.number).toBe(3);
    expect(must(await vault.count())).toBe(3);
    const { main } = must(await openVaultStores());
    expect([await main.slices.count(), await main.log.count()]).toEqual([1, 4]);
    expect(await damage()).toEqual([]);
  });

  it('may point to a slice that was stored before, which then knows of it', async () => {
    const first = await batchOf(['one']);
    must(await vault.addBatch(first));
    const next = newSlice();
    const two = await slicedItem('two', [{ slice: next, rect: place(0) }, { slice: first.slice, rect: { x: 10, y: 30, width: 180, height: 10 } }]);
    must(await vault.addBatch({ slices: [next], items: [two] }));
    const known = (await openSlices(must(await openVaultStores()))).find(({ row }) => row.id === first.slice.id);
    expect(known?.slice.users.map(({ item }) => item)).toEqual([first.items[0]?.head.id, two.head.id]);
    expect(await damage()).toEqual([]);
  });

  it.each([
    ['to a slice that is not there', (slice: NewSlice) => ({ ...slice, id: randomId() }), place(0)],
    ['to other pixels than that slice has', (slice: NewSlice) => ({ ...slice, png: newSlice().png }), place(0)],
    ['out of the picture', (slice: NewSlice) => slice, { x: 0, y: 390, width: 200, height: 11 }],
    ['to half a pixel', (slice: NewSlice) => slice, { x: 0.5, y: 0, width: 20, height: 10 }],
  ])('that points %s is not stored at all', async (_, other, rect) => {
    const slice = newSlice();
    const item = await slicedItem('one', []);
    const record = JSON.parse(new TextDecoder().decode(item.record)) as { capture: { slices: unknown[] } };
    const { sha256 } = await import('@/utils/crypto/hash');
    const named = other(slice);
    record.capture.slices = [{ slice: named.id, sha256: await sha256(named.png), rect, page: { x: 0, y: 0 } }];
    item.record = new TextEncoder().encode(JSON.stringify(record));
    expect(await vault.addBatch({ slices: [slice], items: [item] })).toEqual({ ok: false, error: 'failed', detail: 'slice' });
    const { main } = must(await openVaultStores());
    expect([await main.slices.count(), await main.items.count(), await main.blobs.count(), await main.log.count()]).toEqual([0, 0, 0, 0]);
  });

  it('with words alone needs no slice', async () => {
    const heads = must(await vault.addBatch({ slices: [], items: [await slicedItem('plain', [], { wordsOnly: true })] }));
    expect(heads[0]).toMatchObject({ number: 1, wordsOnly: true, hasPicture: false });
    expect(await damage()).toEqual([]);
  });
});

describe('the check of everything', () => {
  it.each(['slices', 'blobs'] as const)('finds a damaged slice (%s), and names the posts it concerns', async (store) => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    const { main } = must(await openVaultStores());
    if (store === 'slices') await main.slices.toCollection().modify((row) => { row.box = flipped(row.box) as typeof row.box; });
    else await main.blobs.where('itemId').equals(batch.slice.id).modify((row) => { row.box = flipped(row.box) as typeof row.box; });
    expect(await damage()).toEqual([{ id: 'damaged-item', detail: store === 'slices' ? [1, 2] : [1, 2] }]);
  });

  it('finds a slice that is gone while posts point to it', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    await must(await openVaultStores()).main.slices.clear();
    expect(await damage()).toEqual([{ id: 'damaged-item', detail: [1, 2] }]);
  });
});

describe('a new passphrase', () => {
  it('carries slices, who is seen in them, and jobs; nothing opens under the old keys', async () => {
    const batch = await batchOf(['one', 'two', 'three']);
    must(await vault.addBatch(batch));
    const job = { id: randomId(), kind: 'sweep', state: 'paused', lease: 0, data: { cursor: 'canary', done: ['1', '2'] } };
    must(await vault.putJob(job));
    const before = must(await openVaultStores()).pointer;
    must(await vault.setPassphrase(null, PASSPHRASE));
    const stores = must(await openVaultStores());
    expect(stores.pointer.main).not.toBe(before.main);
    expect(must(await vault.jobs())).toEqual([job]);
    expect(Buffer.from(await pictureOf(batch.slice)).equals(batch.slice.png)).toBe(true);
    expect(await damage()).toEqual([]);
    must(await vault.remove([batch.items[0]!.head.id], 'hers'));
    expect(await damage()).toEqual([]);
  }, 30_000);

  it('carries what came in and what was removed between two batches of it', async () => {
    const first = await batchOf(['one', 'two', 'stays']);
    must(await vault.addBatch(first));
    const later = await batchOf(['three']);
    const hooks = globalThis as { __vaultPoint?: (name: string) => Promise<void> };
    let once = true;
    hooks.__vaultPoint = async (name) => {
      if (name !== 'resealed-batch' || !once) return;
      once = false;
      must(await vault.addBatch(later));
      must(await vault.remove([first.items[0]!.head.id], 'hers'));
      must(await vault.mark([first.items[1]!.head.id], 'child'));
    };
    must(await vault.setPassphrase(null, PASSPHRASE));
    delete hooks.__vaultPoint;
    expect(once).toBe(false);
    expect(await damage()).toEqual([]);
    expect(must(await vault.page(9)).map(({ text, mark }) => [text, mark])).toEqual([['words three', undefined], ['words stays', undefined], ['words two', 'child']]);
    const now = new Uint8Array(await pictureOf(first.slice));
    expect(await Promise.all([0, 1, 2].map(async (n) => isBlack(await region(now, place(n)))))).toEqual([true, true, false]);
    const stores = must(await openVaultStores());
    // The removed post's, the marked post's and the blacked slice's keys were copied before: they are gone from the new store too.
    expect(await stores.keys.keys.count()).toBe(5);
    const names = await stores.keys.keys.toCollection().primaryKeys();
    for (const id of [first.slice.id, first.items[0]!.head.id, first.items[1]!.head.id]) expect(names).not.toContain(id);
    expect(await itemKeys(stores, [first.items[1]!.head.id])).not.toContain(null);
  }, 30_000);
});

describe('a job', () => {
  it('is kept under its id, in clear its state and lease alone', async () => {
    const job = { id: randomId(), kind: 'sweep', state: 'running', lease: 5, data: { cursor: 'canary' } };
    must(await vault.putJob(job));
    must(await vault.putJob({ ...job, state: 'paused', lease: 0, data: { cursor: 'further' } }));
    expect(must(await vault.jobs())).toEqual([{ ...job, state: 'paused', lease: 0, data: { cursor: 'further' } }]);
    const { main } = must(await openVaultStores());
    const [row] = await main.jobs.toArray();
    expect(Object.keys(row!).sort()).toEqual(['box', 'id', 'kind', 'lease', 'state']);
    expect(Buffer.from(row!.box).includes('further')).toBe(false);
  });

  it('outlives the worker and the lock; dropped it is gone, its key at the next unlock', async () => {
    const job = { id: randomId(), kind: 'sweep', state: 'paused', lease: 0, data: 7 };
    must(await vault.setPassphrase(null, PASSPHRASE));
    must(await vault.putJob(job));
    closeAll();
    await vault.lock();
    expect(await vault.jobs()).toMatchObject({ ok: false, error: 'locked' });
    expect(await vault.putJob(job)).toMatchObject({ ok: false, error: 'locked' });
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.jobs())).toEqual([job]);
    must(await vault.dropJob(job.id));
    expect(must(await vault.jobs())).toEqual([]);
    await vault.lock();
    must(await vault.unlock(PASSPHRASE));
    expect(await must(await openVaultStores()).keys.keys.count()).toBe(0);
  }, 30_000);
});
