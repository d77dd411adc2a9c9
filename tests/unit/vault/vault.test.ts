import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { parseCheckpoint } from '@/utils/custody/note';
import { leafHash, rootOf, sameHash } from '@/utils/custody/tree';
import type { ItemHead } from '@/utils/domain/item';
import { addDerived, addItem, addToInbox, openVault } from '@/utils/vault';
import { openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';

beforeEach(async () => {
  await vault.lock();
  await forgetAll();
});

describe('a vault with a passphrase', () => {
  beforeEach(async () => void must(await vault.create(PASSPHRASE)));

  it('gives numbers, and reads back head, record and files', async () => {
    const item = await newItem('first');
    const head = must(await addItem(item));
    must(await addItem(await newItem('second')));
    expect(head.number).toBe(1);
    expect(must(await vault.page(10)).map((h) => [h.number, h.text])).toEqual([[2, 'words second'], [1, 'words first']]);
    expect(must(await vault.item(head.id)).recordBytes).toEqual(item.record);
    expect(must(await vault.file(head.id, 'original.png'))).toEqual(item.files[1]?.bytes);
    expect(must(await vault.check())).toEqual([]);
  });

  it('writes item, blobs, log and checkpoint in one strict transaction', async () => {
    const seen: { stores: string[]; durability: string }[] = [];
    const original = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, stores, mode, options) {
      if (mode === 'readwrite') seen.push({ stores: [...stores].sort(), durability: options?.durability ?? 'none' });
      return original.call(this, stores, mode, options);
    });
    must(await addItem(await newItem()));
    vi.restoreAllMocks();
    expect(seen).toContainEqual({ stores: ['blobs', 'bodies', 'items', 'log', 'meta', 'slices'], durability: 'strict' });
    expect(seen.every((tx) => tx.durability === 'strict')).toBe(true);
  });

  it('locked: nothing opens, and the right passphrase alone opens it', async () => {
    const head = must(await addItem(await newItem()));
    await vault.lock();
    expect(await vault.page(10)).toEqual({ ok: false, error: 'locked' });
    expect(await vault.file(head.id, 'post.json')).toEqual({ ok: false, error: 'locked' });
    expect(await vault.unlock('another one')).toEqual({ ok: false, error: 'wrong-passphrase' });
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.count())).toBe(1);
  });

  it('makes wrong tries wait, longer each time', async () => {
    await vault.lock();
    for (let i = 0; i < 2; i++) expect(await vault.unlock('no')).toMatchObject({ error: 'wrong-passphrase' });
    expect(await vault.unlock('no')).toEqual({ ok: false, error: 'wait', detail: '2' });
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ error: 'wait' });
  }, 30_000);

  it('locks by itself when the deadline has passed', async () => {
    await vault.setAutoLock(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect((await vault.state()).kind).toBe('locked');
    vi.useRealTimers();
  });

  it('stays locked when an act of hers and the lock come together', async () => {
    await vault.setAutoLock(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 });
    await Promise.all([vault.touch(), vault.lock(), vault.touch()]);
    expect((await vault.state()).kind).toBe('locked');
    vi.useRealTimers();
  });

  it('saves while locked, and takes it in at unlock, marked', async () => {
    must(await addItem(await newItem('before')));
    await vault.lock();
    must(await addToInbox(await newItem('one')));
    must(await addToInbox(await newItem('two')));
    expect((await vault.state()).pending).toBeNull();
    must(await vault.unlock(PASSPHRASE));
    expect((await vault.state()).pending).toBe(2);
    const heads = must(await vault.page(10));
    expect(heads.map((h) => [h.text, h.pending, h.chainBroken ?? false])).toEqual([
      ['words two', true, false], ['words one', true, false], ['words before', false, false],
    ]);
    expect(must(await vault.keepPending())).toBe(2);
    expect((await vault.state()).pending).toBe(0);
  }, 30_000);

  it('shows it when something saved while locked was taken away', async () => {
    await vault.lock();
    for (const word of ['one', 'two', 'three']) must(await addToInbox(await newItem(word)));
    const { openStores } = await import('@/utils/vault/stores');
    await (await openStores())?.keys.inbox.delete(2);
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.page(10)).map((h) => [h.text, h.chainBroken])).toEqual([['words three', true], ['words one', false]]);
  }, 30_000);

  it('discards what was saved while locked with a tombstone each', async () => {
    await vault.lock();
    must(await addToInbox(await newItem('one')));
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.discardPending())).toBe(1);
    expect(must(await vault.count())).toBe(0);
    must(await addItem(await newItem('next')));
    expect(must(await vault.page(1))[0]?.number).toBe(2);
    expect(must(await vault.check())).toEqual([]);
  }, 30_000);

  it('removes for good: row, blobs and key gone, the line stays, the number is not used again', async () => {
    const [first, second] = [must(await addItem(await newItem('a'))), must(await addItem(await newItem('b')))];
    expect(must(await vault.remove([first.id], 'undo'))).toEqual({ removed: 1 });
    expect(await vault.item(first.id)).toEqual({ ok: false, error: 'not-found' });
    const open = must(await openVaultStores());
    expect(await open.keys.keys.toCollection().primaryKeys()).toEqual([second.id]);
    expect(await open.main.blobs.where('itemId').equals(first.id).count()).toBe(0);
    const lines = must(await vault.history(first.id));
    expect(lines.map((e) => [e.line.type, e.body?.body ?? null])).toEqual([['capture', null], ['delete', { number: 1, reason: 'undo' }]]);
    expect(must(await addItem(await newItem('c'))).number).toBe(3);
    expect(must(await vault.check())).toEqual([]);
  });

  it('keeps each of her notes in the log, well-formed', async () => {
    const head = must(await addItem(await newItem()));
    must(await vault.setNote(head.id, ' threat at the door \ud800'));
    expect(must(await vault.page(1))[0]?.note).toBe('threat at the door \ufffd');
    expect(must(await vault.history(head.id)).map((e) => e.line.type)).toEqual(['capture', 'label']);
  });

  it('adds derived files with a line of their own', async () => {
    const head = must(await addItem(await newItem()));
    const bytes = new Uint8Array([1, 2, 3]);
    const { sha256 } = await import('@/utils/crypto/hash');
    const entry = {
      path: 'crop.png', sha256: await sha256(bytes), bytes: 3, type: 'image/png', role: 'derivative' as const,
      derivedFrom: 'original.png', transform: 'crop 0,0,1,1',
    };
    must(await addDerived(head.id, [{ entry, bytes }]));
    expect(must(await vault.item(head.id)).derived).toEqual([entry]);
    expect(must(await vault.file(head.id, 'crop.png'))).toEqual(bytes);
    expect(must(await vault.check())).toEqual([]);
  });

  it('300 captures at once: numbers 1 to 300, no fork', async () => {
    const items = await Promise.all(Array.from({ length: 300 }, (_, i) => newItem(`w${i}`)));
    const heads = await Promise.all(items.map((item) => addItem(item)));
    expect(heads.map((h) => must(h).number).sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    expect(must(await vault.check())).toEqual([]);
  }, 60_000);

  it('gives a package only leaf hashes of other items, under the signed root', async () => {
    const [a] = [must(await addItem(await newItem('mine'))), must(await addItem(await newItem('canary')))];
    const source = must(await vault.packageSource([a.id], { pictures: 'post', form: 'age' }));
    expect(source.items[0]?.entries.map((e) => e.line.type)).toEqual(['capture', 'export']);
    expect(source.log.leaves).toHaveLength(3);
    const checkpoint = parseCheckpoint(source.log.checkpoint);
    expect(sameHash(checkpoint?.root, rootOf(source.log.leaves))).toBe(true);
    for (const { line } of source.items[0]?.entries ?? []) expect(sameHash(leafHash(line), source.log.leaves[line.seq])).toBe(true);
  });

  it('a re-seal that two contexts end at once loses no line of the log', async () => {
    const { continueReseal, startReseal } = await import('@/utils/vault/reseal');
    const heads: ItemHead[] = [];
    for (let i = 0; i < 12; i++) heads.push(must(await addItem(await newItem(`n${i}`))));
    must(await startReseal('a new long passphrase'));
    const ends = await Promise.all([continueReseal(), continueReseal(), continueReseal()]);
    expect(ends.map((end) => end.ok)).toEqual([true, true, true]);
    expect(must(await vault.check())).toEqual([]);
    for (const { id } of heads) expect(must(await vault.history(id)).map((entry) => entry.line.type)).toEqual(['capture']);
  }, 60_000);

  it('a changed passphrase re-seals all of it under new keys, and the old one opens nothing', async () => {
    const heads: ItemHead[] = [];
    for (let i = 0; i < 25; i++) heads.push(must(await addItem(await newItem(`n${i}`))));
    must(await vault.remove([heads[3]?.id ?? ''], 'undo'));
    const before = must(await openVaultStores());
    const shares: number[] = [];
    must(await vault.setPassphrase(PASSPHRASE, 'a new long passphrase', (share) => shares.push(share)));
    const after = must(await openVaultStores());
    expect(after.pointer.main).not.toBe(before.pointer.main);
    expect(after.session.ring.identity).not.toBe(before.session.ring.identity);
    expect(must(await vault.check())).toEqual([]);
    expect(must(await vault.page(100))).toHaveLength(24);
    expect(shares.at(-1)).toBe(1);
    await vault.lock();
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ error: 'wrong-passphrase' });
    must(await vault.unlock('a new long passphrase'));
    expect(must(await addItem(await newItem('later'))).number).toBe(26);
  }, 60_000);
});

describe('a vault without a passphrase', () => {
  beforeEach(async () => void must(await vault.create(null)));

  it('opens by itself and says that it is not locked', async () => {
    must(await addItem(await newItem()));
    await vault.lock();
    expect(await vault.state()).toMatchObject({ kind: 'open', hasPassphrase: false });
    expect(await vault.health()).toContainEqual({ id: 'no-passphrase', detail: [] });
  });

  it('goes on under a new log key when a passphrase is set, named in the log', async () => {
    must(await addItem(await newItem()));
    const before = must(await openVaultStores()).session.ring.seed;
    must(await vault.setPassphrase(null, PASSPHRASE));
    expect(must(await openVaultStores()).session.ring.seed).not.toEqual(before);
    expect(must(await vault.check())).toEqual([]);
    await vault.lock();
    expect((await vault.state()).kind).toBe('locked');
  }, 30_000);
});
