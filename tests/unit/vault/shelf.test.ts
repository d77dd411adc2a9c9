import '@/tests/lib/vault-env';

import { beforeEach, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { flipped, rawDelete, rawPut, rawRows } from '@/tests/lib/raw-idb';
import { utf8 } from '@/utils/crypto/bytes';
import { randomId } from '@/utils/domain/ids';
import { addItem, openVault, tidy } from '@/utils/vault';
import type { BlobRow, KeyRow, ShelfRow } from '@/utils/vault/schema';
import { closeAll, openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});

const pointer = async () => must(await openVaultStores()).pointer;
const raw = async <T>(store: string): Promise<T[]> => rawRows<T>((await pointer()).main, store);
const keyIds = async (): Promise<string[]> => (await rawRows<KeyRow>((await pointer()).keys, 'keys')).map(({ id }) => id);
/** Every byte of the main database, as text. */
const onDisk = async (): Promise<string> =>
  JSON.stringify([await raw('shelf'), await raw('blobs'), await raw('log')], (_, value: unknown) => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value));

/** What the full check says of what is here. */
const found = async () => must(await vault.check()).filter(({ id }) => id !== 'no-passphrase');

const contact = (name: string) => ({ id: randomId(), kind: 'contact' as const, data: { name } });
const names = async (kind: 'contact' | 'held' | 'ops'): Promise<string[]> => must(await vault.shelf<{ name: string }>(kind)).map(({ data }) => data.name);

it('keeps what was put, by kind and in its order, and replaces it in its place', async () => {
  const [first, second] = [contact('Rook'), contact('Wren')];
  const file = utf8('a letter');
  must(await vault.shelve({ put: [first, { ...contact('a bag'), kind: 'held', files: [{ name: 'words.json', bytes: file }] }, second] }));
  must(await vault.shelve({ put: [contact('Finch'), { ...first, data: { name: 'Rook again' } }] }));
  expect(await names('contact')).toEqual(['Rook again', 'Wren', 'Finch']);
  const [held] = must(await vault.shelf('held'));
  expect(held).toMatchObject({ data: { name: 'a bag' }, files: [{ name: 'words.json', bytes: file.length }] });
  expect(must(await vault.shelfFile(held?.id ?? '', 'words.json'))).toEqual(file);
  expect(must(await vault.shelfOne(second.id))).toMatchObject({ kind: 'contact', data: { name: 'Wren' } });
  expect(await vault.shelfOne(randomId())).toMatchObject({ ok: false, error: 'not-found' });
  expect(await vault.shelfFile(second.id, 'words.json')).toMatchObject({ ok: false, error: 'not-found' });
});

it('tells nothing on disk: no kind, no name, no word', async () => {
  must(await vault.shelve({
    put: [{ id: randomId(), kind: 'held', data: { name: 'Magpie' }, files: [{ name: 'quill.txt', bytes: utf8('words of Magpie') }] }, contact('Magpie')],
    line: { type: 'handoff', itemId: null, body: { to: 'Magpie' } },
  }));
  expect(await onDisk()).not.toMatch(/Magpie|quill|held|contact|handoff/);
  const groups = (await raw<ShelfRow>('shelf')).map(({ g }) => g);
  expect(new Set(groups).size).toBe(2);
  must(await vault.setPassphrase(null, PASSPHRASE));
  await vault.lock();
  expect(await vault.shelf('contact')).toMatchObject({ ok: false, error: 'locked' });
  expect(await vault.shelve({ put: [contact('Finch')] })).toMatchObject({ ok: false, error: 'locked' });
});

it('writes its line of the log with it, or nothing at all', async () => {
  const { id } = must(await addItem(await newItem('one')));
  const gone = must(await addItem(await newItem('two'))).id;
  must(await vault.remove([gone], 'hers'));
  must(await vault.shelve({ put: [contact('Rook')], line: [{ type: 'label', itemId: id, body: { field: 'form' } }, { type: 'handoff', itemId: null, body: { to: 'Rook' } }] }));
  expect(must(await vault.history(id)).map(({ line, body }) => [line.type, body?.body['field']])).toEqual([['capture', undefined], ['label', 'form']]);
  const before = (await raw('log')).length;
  expect(await vault.shelve({ put: [contact('Wren')], line: { type: 'label', itemId: gone, body: {} } })).toMatchObject({ ok: false, error: 'not-found' });
  const hook = globalThis as { __vaultPoint?: unknown; __TEST_BUILD__?: boolean };
  Object.assign(hook, { __TEST_BUILD__: true, __vaultPoint: (at: string) => { if (at === 'before-commit') throw new Error('cut short'); } });
  await expect(vault.shelve({ put: [contact('Wren')], line: { type: 'handoff', itemId: null, body: {} } })).rejects.toThrow('cut short');
  delete hook.__vaultPoint;
  expect(await names('contact')).toEqual(['Rook']);
  expect(await raw('log')).toHaveLength(before);
  expect(await found()).toEqual([]);
});

it.each(['key-written', 'before-commit', 'committed', 'read-back'] as const)('cut short at %s it is all there or not at all, and the next start leaves no key over', async (at) => {
  const [stays, goes] = [contact('stays'), contact('goes')];
  must(await vault.shelve({ put: [stays, goes] }));
  const hook = globalThis as { __vaultPoint?: unknown; __TEST_BUILD__?: boolean };
  Object.assign(hook, { __TEST_BUILD__: true, __vaultPoint: (here: string) => { if (here === at) throw new Error('cut short'); } });
  const lines = (await raw('log')).length;
  await expect(vault.shelve({ put: [contact('comes'), { ...stays, data: { name: 'changed' } }], drop: [goes.id], line: { type: 'handoff', itemId: null, body: {} } })).rejects.toThrow('cut short');
  delete hook.__vaultPoint;
  closeAll();
  must(await tidy());
  const whole = at === 'committed' || at === 'read-back';
  expect(await names('contact')).toEqual(whole ? ['changed', 'comes'] : ['stays', 'goes']);
  expect((await raw('log')).length - lines).toBe(whole ? 1 : 0);
  expect((await keyIds()).sort()).toEqual((await raw<ShelfRow>('shelf')).map(({ key }) => key).sort());
  expect(await found()).toEqual([]);
});

it('what is dropped can be opened by nobody: its key and its files are gone at once', async () => {
  const put = ['one', 'two'].map((name) => ({ id: randomId(), kind: 'held-item' as const, data: { name }, files: [{ name: 'post.json', bytes: utf8(name) }] }));
  must(await vault.shelve({ put }));
  const [going, staying] = await raw<ShelfRow>('shelf').then((rows) => put.map(({ id }) => rows.find((row) => row.id === id)));
  must(await vault.shelve({ drop: [going?.id ?? '', randomId()] }));
  expect(await keyIds()).toEqual([staying?.key]);
  expect((await raw<BlobRow>('blobs')).map(({ itemId }) => itemId)).toEqual([staying?.id]);
  expect(must(await vault.shelfFile(put[1]?.id ?? '', 'post.json'))).toEqual(utf8('two'));
  expect(await found()).toEqual([]);
});

it('a removal of posts leaves the shelf as it is, and a new passphrase takes it along under new keys', async () => {
  const { id } = must(await addItem(await newItem('one')));
  const put = [{ ...contact('Rook'), files: [{ name: 'card.txt', bytes: utf8('a card') }] }, { id: randomId(), kind: 'ops' as const, data: { name: 'labels' } }];
  must(await vault.shelve({ put }));
  must(await vault.remove([id], 'hers'));
  const before = await raw<ShelfRow>('shelf');
  must(await vault.setPassphrase(null, PASSPHRASE));
  const after = await raw<ShelfRow>('shelf');
  expect(after.map(({ id: one }) => one)).toEqual(before.map(({ id: one }) => one));
  for (const [i, row] of after.entries()) expect([row.g, row.key ?? 'data']).not.toEqual([before[i]?.g, before[i]?.key ?? 'data']);
  expect([await names('contact'), await names('ops')]).toEqual([['Rook'], ['labels']]);
  expect(must(await vault.shelfFile(put[0]?.id ?? '', 'card.txt'))).toEqual(utf8('a card'));
  expect(await found()).toEqual([]);
});

it('what is put or dropped while a new passphrase is on its way is as it was said', async () => {
  for (let i = 0; i < 12; i++) must(await addItem(await newItem(`post ${i}`)));
  const [stays, changes, goes] = [contact('stays'), contact('changes'), contact('goes')];
  must(await vault.shelve({ put: [stays, changes, goes] }));
  let once = false;
  const hook = globalThis as { __vaultPoint?: unknown; __TEST_BUILD__?: boolean };
  // After the batch that copied the shelf: what is not looked at again would be lost, or come back.
  const rows = async (): Promise<number> => {
    const next = (await pointer()).next;
    return next ? (await rawRows(next.main, 'shelf')).length : 0;
  };
  Object.assign(hook, { __TEST_BUILD__: true, __vaultPoint: async (at: string) => {
    if (at !== 'resealed-batch' || once || (await rows()) !== 3) return;
    once = true;
    must(await vault.shelve({ put: [{ ...changes, data: { name: 'changed' } }, contact('came')], drop: [goes.id] }));
  } });
  must(await vault.setPassphrase(null, PASSPHRASE));
  delete hook.__vaultPoint;
  expect(once).toBe(true);
  expect(await names('contact')).toEqual(['stays', 'changed', 'came']);
  expect((await keyIds()).length).toBe(12 + 3);
  expect(await found()).toEqual([]);
});

it.each([
  ['its box', async () => { const { main } = await pointer(); const [row] = await raw<ShelfRow>('shelf'); await rawPut(main, 'shelf', { ...row, box: flipped(row?.box as Uint8Array) }); }],
  ['its file', async () => { const { main } = await pointer(); const [row] = await raw<BlobRow>('blobs'); await rawPut(main, 'blobs', { ...row, box: flipped(row?.box as Uint8Array) }); }],
  ['its key', async () => { const { keys } = await pointer(); await rawDelete(keys, 'keys', (await raw<ShelfRow>('shelf'))[0]?.key as string); }],
])('damage in %s is counted, and hides no other', async (_, hurt) => {
  const put = ['one', 'two'].map((name, i) => ({ id: `${i}`.repeat(32), kind: 'contact' as const, data: { name }, files: i === 0 ? [{ name: 'card.txt', bytes: utf8('a card') }] : [] }));
  must(await vault.shelve({ put }));
  await hurt();
  expect(await names('contact')).toContain('two');
  expect(await found()).toEqual([{ id: 'damaged-shelf', detail: [1] }]);
});

it('an id that is a post’s own, or no random one, is a mistake of ours', async () => {
  const { id } = must(await addItem(await newItem('one')));
  await expect(vault.shelve({ put: [{ ...contact('Rook'), id }] })).rejects.toThrow();
  await expect(vault.shelve({ put: [{ ...contact('Rook'), id: 'rook' }] })).rejects.toThrow();
  expect(await found()).toEqual([]);
});

it('ten thousand rows go in and come out in order', async () => {
  must(await vault.shelve({ put: Array.from({ length: 10_000 }, (_, i) => ({ id: randomId(), kind: 'ops' as const, data: { name: `${i}` } })) }));
  expect(await names('ops')).toEqual(Array.from({ length: 10_000 }, (_, i) => `${i}`));
}, 60_000);
