import '@/tests/lib/vault-env';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { ok } from '@/utils/domain/result';
import { addDerived, addItem, addToInbox, openVault, tidy } from '@/utils/vault';
import type { Point } from '@/utils/vault/points';
import { closeAll, openVaultStores, reading } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const hooks = globalThis as { __vaultPoint?: (name: Point) => void };

class Cut extends Error {}

/** Runs `work` and cuts it at the nth time that it comes by `at`; what was held in memory is gone, the databases stay. */
async function cutAt(at: Point, nth: number, work: () => Promise<unknown>): Promise<void> {
  let left = nth;
  hooks.__vaultPoint = (name) => {
    if (name === at && --left === 0) throw new Cut(at);
  };
  const ended = await work().then(() => 'ended', (error: unknown) => error);
  delete hooks.__vaultPoint;
  expect(ended, `${at} was never reached`).toBeInstanceOf(Cut);
  closeAll();
}

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});

afterEach(() => { delete hooks.__vaultPoint; });

describe('a capture that is cut short', () => {
  it.each([['key-written', 1], ['before-commit', 1], ['committed', 2], ['read-back', 2]] as const)('at %s leaves nothing or all of it: %i items', async (at, items) => {
    const before = must(await addItem(await newItem('before')));
    await cutAt(at, 1, async () => addItem(await newItem('cut')));
    must(await tidy());
    const heads = must(await vault.page(10));
    expect(heads).toHaveLength(items);
    expect(heads.at(-1)?.id).toBe(before.id);
    expect(must(await vault.check()).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
    const open = must(await openVaultStores());
    expect(await open.keys.keys.count()).toBe(items);
    expect(must(await addItem(await newItem('after'))).number).toBe(items + 1);
  });

  it('in the inbox leaves it there once, taken in once', async () => {
    await cutAt('inbox-committed', 1, async () => addToInbox(await newItem('cut')));
    must(await tidy());
    must(await tidy());
    expect(must(await vault.page(10)).map(({ text }) => text)).toEqual(['words cut']);
  });

  it('while the inbox is taken in: every row once, under its own key', async () => {
    for (const word of ['one', 'two', 'three']) must(await addToInbox(await newItem(word)));
    await cutAt('committed', 2, () => tidy());
    must(await tidy());
    expect(must(await vault.page(10)).map(({ text, number }) => [number, text])).toEqual([[3, 'words three'], [2, 'words two'], [1, 'words one']]);
    expect(must(await vault.check()).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
  });
});

describe('the same item twice', () => {
  it('is refused, and the first one still opens', async () => {
    const item = await newItem('once');
    const head = must(await addItem(item));
    expect(await addItem(item)).toEqual({ ok: false, error: 'already-there' });
    expect(must(await vault.file(head.id, 'post.json'))).toEqual(item.files[0]?.bytes);
    expect(must(await vault.count())).toBe(1);
  });

  it('two contexts taking in one inbox at once take each row once', async () => {
    for (let i = 0; i < 6; i++) must(await addToInbox(await newItem(`w${i}`)));
    for (const done of await Promise.all([tidy(), tidy(), tidy()])) must(done);
    expect(must(await vault.page(20)).map(({ text }) => text).sort()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `words w${i}`));
    expect(must(await vault.check()).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
  });
});

describe('a removal that is cut short', () => {
  it.each(['removed', 'keys-rewritten', 'keys-switched'] as const)('at %s is ended at the next start: the key is gone too', async (at) => {
    const [gone, stays] = [must(await addItem(await newItem('gone'))), must(await addItem(await newItem('stays')))];
    await cutAt(at, 1, () => vault.remove([gone.id], 'undo'));
    must(await tidy());
    const open = must(await openVaultStores());
    expect(await open.keys.keys.toCollection().primaryKeys()).toEqual([stays.id]);
    expect(must(await vault.page(10)).map(({ id }) => id)).toEqual([stays.id]);
    const { Dexie } = await import('dexie');
    expect(await Dexie.getDatabaseNames()).toHaveLength(3);
  });
});

describe('a re-seal that is cut short', () => {
  it.each(['resealed-batch', 'reseal-switched'] as const)('at %s goes on to the end, with what came meanwhile', async (at) => {
    for (let i = 0; i < 12; i++) must(await addItem(await newItem(`n${i}`)));
    await cutAt(at, 1, () => vault.setPassphrase(null, null));
    must(await addItem(await newItem('meanwhile')));
    must(await tidy());
    await vi.waitFor(async () => expect((await vault.state()).resealing).toBeNull(), 10_000);
    expect(must(await vault.page(20)).map(({ number }) => number)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(must(await vault.check()).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
    expect(must(await addItem(await newItem('after'))).number).toBe(14);
  }, 30_000);
});

it('a derived file that is cut short costs nothing of the original', async () => {
  const head = must(await addItem(await newItem('whole')));
  const entry = { path: 'crop.png', sha256: (await import('@noble/hashes/utils.js')).bytesToHex((await import('@noble/hashes/sha2.js')).sha256(new Uint8Array(3))), bytes: 3, type: 'image/png', role: 'derivative' as const, derivedFrom: 'original.png', transform: 'crop 0,0,1,1' };
  await cutAt('derived', 1, () => addDerived(head.id, [{ entry, bytes: new Uint8Array(3) }]));
  expect(must(await vault.check()).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
  expect(must(await vault.item(head.id)).derived).toHaveLength(1);
});

it('a reading in the middle of which another context replaces a database is done again', async () => {
  const [gone] = [must(await addItem(await newItem('gone'))), must(await addItem(await newItem('stays')))];
  let tries = 0;
  const keys = await reading(async (open) => {
    if (tries++ === 0) must(await vault.remove([gone.id], 'undo'));
    return ok(await open.keys.keys.count());
  });
  expect([tries, keys]).toEqual([2, ok(1)]);
});
