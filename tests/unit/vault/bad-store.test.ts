import '@/tests/lib/vault-env';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { flipped, rawDelete, rawOpen, rawPut, rawRows } from '@/tests/lib/raw-idb';
import { sealTo } from '@/utils/crypto/age';
import { jcsBytes } from '@/utils/custody/jcs';
import { pad, utf8, type Bytes } from '@/utils/crypto/bytes';
import { addItem, addToInbox, openVault, packItem, type NewItem } from '@/utils/vault';
import { closeAll, openStores, openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';

/** Three posts, of which the second is to be hurt; names of the databases for doing it. */
let ids: string[];
let main: string;
let keys: string;

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(PASSPHRASE));
  ids = [];
  for (const word of ['one', 'two', 'three']) ids.push(must(await addItem(await newItem(word))).id);
  ({ main, keys } = must(await openVaultStores()).pointer);
});
afterEach(() => void vi.restoreAllMocks());

const second = (): string => ids[1] as string;
interface Row { id: string; k: string; itemId: string; seq: number; head: Uint8Array; box: Uint8Array; line: Uint8Array }

async function hurt(name: string, store: string, field: 'head' | 'box' | 'line', which: (row: Row) => boolean): Promise<void> {
  const row = (await rawRows<Row>(name, store)).find(which);
  if (!row) throw new Error(`no such row in ${store}`);
  await rawPut(name, store, { ...row, [field]: flipped(row[field]) });
}

/** The other two are as they were. */
async function othersAreWhole(): Promise<void> {
  for (const id of [ids[0], ids[2]] as string[]) {
    must(await vault.item(id));
    must(await vault.file(id, 'original.png'));
  }
  const heads = must(await vault.page(10));
  expect(heads.filter((head) => !head.damaged && head.id !== second()).map((head) => head.text)).toEqual(['words three', 'words one']);
}

describe('one flipped bit', () => {
  it('in a file: that file is damaged, the post and the others open, the check names its number', async () => {
    const row = (await rawRows<Row>(main, 'blobs')).filter((blob) => blob.itemId === second());
    await rawPut(main, 'blobs', { ...row[0], box: flipped(row[0]?.box as Uint8Array) });
    const files = await Promise.all(['post.json', 'original.png'].map((path) => vault.file(second(), path)));
    expect(files.filter((file) => !file.ok)).toMatchObject([{ error: 'damaged' }]);
    must(await vault.item(second()));
    await othersAreWhole();
    expect(must(await vault.check())).toEqual([{ id: 'damaged-item', detail: [2] }]);
  });

  it.each([
    ['its head', 'items', 'head'], ['its body', 'bodies', 'box'],
  ] as const)('in %s: the post is damaged, the list shows the others and that one by its number', async (_, store, field) => {
    await hurt(main, store, field, (row) => row.id === second());
    expect(await vault.item(second())).toMatchObject({ ok: false, error: 'damaged' });
    expect(must(await vault.page(10)).map((head) => head.number)).toEqual([3, 2, 1]);
    await othersAreWhole();
    expect(must(await vault.check())).toEqual([{ id: 'damaged-item', detail: [2] }]);
  });

  it('in its key: damaged, never taken for deleted, and nothing is destroyed for it', async () => {
    await hurt(keys, 'keys', 'box', (row) => row.id === second());
    expect(await vault.item(second())).toMatchObject({ error: 'damaged' });
    expect(must(await vault.page(10)).map((head) => [head.number, head.damaged ?? false])).toEqual([[3, false], [2, true], [1, false]]);
    await othersAreWhole();
    must(await vault.remove([ids[0] as string], 'hers'));
    expect((await rawRows<Row>(must(await openVaultStores()).pointer.keys, 'keys')).map((row) => row.id).sort()).toEqual([second(), ids[2]].sort());
  });

  it('in a line of the log: the check says so, posts open and new ones are saved', async () => {
    await hurt(main, 'log', 'line', (row) => row.seq === 1);
    expect(must(await vault.check())).toContainEqual({ id: 'damaged-log', detail: [] });
    expect(await vault.history(second())).toMatchObject({ ok: false, error: 'damaged' });
    await othersAreWhole();
    expect(must(await addItem(await newItem('four'))).number).toBe(4);
  });

  it("in the log's end: a save is refused with a code, so that it can go to a file; what is there opens", async () => {
    await hurt(main, 'meta', 'box', (row) => row.k === 'log');
    expect(await addItem(await newItem('four'))).toMatchObject({ ok: false, error: 'damaged' });
    await othersAreWhole();
    expect(must(await vault.check())).toContainEqual({ id: 'damaged-log', detail: [] });
  });

  it('in the keyring: no wrong passphrase is said, and no try is counted', async () => {
    await vault.lock();
    const ring = (await rawRows<{ k: string; ring: { box: Uint8Array } }>(main, 'meta')).find((row) => row.k === 'keyring');
    await rawPut(main, 'meta', { ...ring, ring: { ...ring?.ring, box: flipped(ring?.ring.box as Uint8Array).subarray(0, 40) } });
    for (let i = 0; i < 5; i++) expect(await vault.unlock(PASSPHRASE)).toMatchObject({ ok: false, error: 'damaged', detail: 'keyring' });
  });
});

describe('a store that is not as it should be', () => {
  it('without its keyring is broken, says what, and keeps the rows', async () => {
    await vault.lock();
    await rawDelete(main, 'meta', 'keyring');
    expect((await vault.state()).kind).toBe('broken');
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ error: 'damaged', detail: 'keyring' });
    expect(await vault.page(10)).toMatchObject({ error: 'damaged', detail: 'keyring' });
    expect(await addToInbox(await newItem())).toMatchObject({ error: 'damaged', detail: 'keyring' });
    expect(await rawRows(main, 'items')).toHaveLength(3);
  });

  it.each([['main', () => main], ['key', () => keys]])('of a newer version (%s database) is left alone', async (_, name) => {
    closeAll();
    const newer = await rawOpen(name(), 990);
    newer.close();
    expect((await vault.state()).kind).toBe('broken');
    expect(await vault.page(10)).toEqual({ ok: false, error: 'newer-version' });
    expect(await addItem(await newItem())).toEqual({ ok: false, error: 'newer-version' });
    expect(await addToInbox(await newItem())).toEqual({ ok: false, error: 'newer-version' });
    expect(await rawRows(main, 'items')).toHaveLength(3);
  });

  it('is not overwritten by a second set-up', async () => {
    expect(await vault.create('another')).toEqual({ ok: false, error: 'already-there' });
  });
});

describe('a full disk', () => {
  const full = (): never => { throw new DOMException('no room', 'QuotaExceededError'); };

  it.each(['add', 'put'] as const)('at %s: its own code, nothing half there, and the next save is right', async (call) => {
    const item = await newItem('late');
    vi.spyOn(IDBObjectStore.prototype, call).mockImplementation(full);
    expect(await addItem(item)).toMatchObject({ ok: false, error: 'full-disk' });
    vi.restoreAllMocks();
    expect(must(await vault.count())).toBe(3);
    expect(must(await vault.check())).toEqual([]);
    expect(must(await addItem(item)).number).toBe(4);
    expect(must(await vault.check())).toEqual([]);
  });

  it('while locked, and at a note, and at a removal: each says it and loses nothing', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full);
    expect(await vault.setNote(second(), 'mine')).toMatchObject({ error: 'full-disk' });
    expect(await vault.remove([second()], 'hers')).toMatchObject({ error: 'full-disk' });
    expect(await vault.packageSource([second()], { pictures: 'post', form: 'age' })).toMatchObject({ error: 'full-disk' });
    expect(await addToInbox(await newItem())).toMatchObject({ error: 'full-disk' });
    vi.restoreAllMocks();
    expect(must(await vault.page(10)).map((head) => [head.number, head.note])).toEqual([[3, null], [2, null], [1, null]]);
    expect(must(await vault.check())).toEqual([]);
  });
});

describe('what a stranger at the device seals to her', () => {
  async function forge(...boxes: Bytes[]): Promise<void> {
    const stores = await openStores();
    for (const box of boxes) await stores?.keys.inbox.add({ box } as never);
  }
  const recipient = async (): Promise<string> => must(await openVaultStores()).session.ring.identity.length > 0 ? (await rawRows<{ k: string; ring: { recipient: string } }>(main, 'meta')).find((row) => row.k === 'keyring')?.ring.recipient ?? '' : '';
  const sealed = async (plain: Bytes): Promise<Bytes> => sealTo(await recipient(), plain);

  const altered = async (change: (item: NewItem) => void): Promise<Bytes> => {
    const item = await newItem('forged');
    change(item);
    return sealed(packItem(item, null));
  };

  it.each<[string, () => Promise<Bytes>]>([
    ['no age file', () => Promise.resolve(utf8('x'.repeat(400)))],
    ['an age file of something else', () => sealed(utf8('hello'))],
    ['padding around no item', () => sealed(pad(utf8('\0\0\0\x02{}')))],
    ['an id that is a path', () => altered((item) => { item.head.id = '../../key'; })],
    ['an id that is another than the record says', () => altered((item) => { item.head.id = 'a'.repeat(32); })],
    ['a record that is no JSON', () => altered((item) => { item.record = utf8('not json'); })],
    ['a picture that is another than the record says', () => altered((item) => { item.files[1]!.bytes = utf8('another'); })],
    ['a file that the record does not list', () => altered((item) => { item.files.push({ path: 'more.png', bytes: utf8('more') }); })],
    ['a file name with a way out', () => altered((item) => { item.files[0]!.path = '../../post.json'; })],
    ['words that are a list', () => altered((item) => { (item.head as { text: unknown }).text = ['a']; })],
    ['a way into a picture that is not there', () => altered((item) => {
      const record = JSON.parse(new TextDecoder().decode(item.record)) as { capture: object };
      Object.assign(record.capture, { slices: [{ slice: 'a'.repeat(32), sha256: 'b'.repeat(64), rect: { x: 0, y: 0, width: 1, height: 1 }, page: { x: 0, y: 0 } }] });
      item.record = jcsBytes(record);
    })],
    ['a record without a capture', () => altered((item) => { item.record = jcsBytes({ ...(JSON.parse(new TextDecoder().decode(item.record)) as object), capture: null }); })],
    ['a mark that she did not give', () => altered((item) => { item.head.mark = 'child'; })],
    ['a time that is none', () => altered((item) => { item.head.savedAt = 'yesterday'; })],
  ])('%s: is not taken in, and keeps nothing else out', async (_, make) => {
    const box = await make();
    await forge(box);
    expect(await vault.takeInFile(box)).toEqual({ ok: false, error: 'damaged' });
    await vault.lock();
    must(await addToInbox(await newItem('hers')));
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.page(10)).map((head) => head.text)).toEqual(['words hers', 'words three', 'words two', 'words one']);
    expect(must(await vault.check())).toEqual([]);
  });

  it('one under the id of a post that is there changes nothing of it', async () => {
    const item = await newItem('other words');
    item.head.id = second();
    item.record = utf8(new TextDecoder().decode(item.record).replace(/[0-9a-f]{32}(?=")/, second()));
    await forge(await sealed(packItem(item, null)));
    await vault.lock();
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.page(10)).map((head) => head.text)).toEqual(['words three', 'words two', 'words one']);
    expect(must(await vault.check())).toEqual([]);
  });

  it('a whole one comes in marked as saved while locked, out of the chain, and waits for her', async () => {
    await vault.lock();
    must(await addToInbox(await newItem('hers')));
    must(await vault.unlock(PASSPHRASE));
    await forge(await sealed(packItem(await newItem('first'), null)), await sealed(packItem(await newItem('second'), 'f'.repeat(64))));
    await vault.lock();
    must(await vault.unlock(PASSPHRASE));
    expect(must(await vault.page(2)).map((head) => [head.text, head.pending, head.savedWhileLocked, head.chainBroken])).toEqual([
      ['words second', true, true, true], ['words first', true, true, false],
    ]);
  });
});
