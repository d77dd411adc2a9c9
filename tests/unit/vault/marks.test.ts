import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { batchOf, isBlack, newSlice, pixelsOf, place, region, slicedItem, type Bytes } from '@/tests/lib/sliced';
import { open as openBox } from '@/utils/crypto/seal';
import type { PixelRect } from '@/utils/domain/slice';
import { addDerived, addItem, openVault, tidy, type NewItem, type NewSlice } from '@/utils/vault';
import { blobAt } from '@/utils/vault/itemrows';
import { openSlices } from '@/utils/vault/masks';
import type { Point } from '@/utils/vault/points';
import { closeAll, openVaultStores } from '@/utils/vault/stores';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();

const idOf = (item: NewItem | undefined): string => item?.head.id ?? '';
const damage = async (): Promise<unknown> => must(await vault.check()).filter(({ id }) => id.startsWith('damaged'));

/** The slice's picture as it is now; null where the slice is gone. */
async function pictureOf({ id }: NewSlice): Promise<Bytes | null> {
  const stores = must(await openVaultStores());
  const found = (await openSlices(stores)).find(({ row }) => row.id === id);
  const blob = found && (await stores.main.blobs.get(found.slice.blob));
  return found && blob ? openBox(found.key, blobAt(id, blob.id), blob.box) : null;
}

const shows = async (slice: NewSlice, rect: PixelRect): Promise<'black' | 'whole' | 'else'> => {
  const now = await region((await pictureOf(slice)) as Bytes, rect);
  if (isBlack(now)) return 'black';
  return Buffer.from(now).equals(await region(slice.png, rect)) ? 'whole' : 'else';
};

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});

describe('a post that is removed', () => {
  it('is black in the slice that others need; theirs are whole, and the log says what went', async () => {
    const batch = await batchOf(['one', 'two', 'three']);
    must(await vault.addBatch(batch));
    must(await vault.remove([idOf(batch.items[1])], 'hers'));
    expect(await Promise.all([0, 1, 2].map((n) => shows(batch.slice, place(n))))).toEqual(['whole', 'black', 'whole']);
    expect(await shows(batch.slice, { x: 0, y: 0, width: 10, height: 120 })).toBe('whole');
    const [capture, redact] = must(await vault.history(batch.slice.id));
    expect([capture?.line.type, redact?.line.type]).toEqual(['capture', 'redact']);
    expect(redact?.body?.body).toMatchObject({ slice: true, from: capture?.body?.body['sha256'], rects: [place(1)] });
    expect(await damage()).toEqual([]);
    for (const item of [batch.items[0], batch.items[2]]) expect((await vault.file(idOf(item), 'crop.png')).ok).toBe(true);
  });

  it('takes the slice with it when nobody else needs it', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    must(await vault.remove(batch.items.map(idOf), 'hers'));
    expect(await pictureOf(batch.slice)).toBeNull();
    const stores = must(await openVaultStores());
    expect([await stores.main.slices.count(), await stores.main.blobs.count(), await stores.keys.keys.count()]).toEqual([0, 0, 0]);
    expect(must(await vault.history(batch.slice.id)).map(({ line, body }) => [line.type, body?.body['why']])).toEqual([['capture', undefined], ['delete', 'not-needed']]);
    expect(await damage()).toEqual([]);
  });

  it('leaves no key, old or new, under which its pixels could be opened', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    const before = await must(await openVaultStores()).main.blobs.where('itemId').equals(batch.slice.id).toArray();
    must(await vault.remove([idOf(batch.items[0])], 'hers'));
    const stores = must(await openVaultStores());
    const keys = await stores.keys.keys.toArray();
    expect(keys).toHaveLength(2);
    expect(keys.map((row) => row.id)).not.toContain(batch.slice.id);
    const { openKey } = await import('@/utils/vault/itemkeys');
    for (const row of keys) {
      const key = await openKey(stores, row);
      for (const blob of before) await expect(openBox(key, blobAt(batch.slice.id, blob.id), blob.box)).rejects.toThrow();
    }
  });

  it('inside another post goes from that one’s own crop too, and its thumbnail; what it only touches stays', async () => {
    const slice = newSlice(200, 400);
    const outer = { x: 10, y: 0, width: 180, height: 200 };
    const inner = { x: 30, y: 100, width: 140, height: 60 };
    const below = { x: 10, y: 199, width: 180, height: 100 };
    const [a, b, c] = await Promise.all([slicedItem('outer', [{ slice, rect: outer }]), slicedItem('inner', [{ slice, rect: inner }]), slicedItem('below', [{ slice, rect: below }])]);
    must(await vault.addBatch({ slices: [slice], items: [a, b, c] }));
    must(await vault.remove([idOf(b)], 'hers'));
    const crop = must(await vault.file(idOf(a), 'crop.png'));
    expect(isBlack(await region(crop, { x: 20, y: 100, width: 140, height: 60 }))).toBe(true);
    expect(Buffer.from(await region(crop, { x: 0, y: 0, width: 180, height: 100 })).equals(await region(slice.png, { x: 10, y: 0, width: 180, height: 100 }))).toBe(true);
    expect(await vault.file(idOf(a), 'thumbnail.jpg')).toMatchObject({ ok: false, error: 'not-found' });
    const view = must(await vault.item(idOf(a)));
    expect(view.redacted.map(({ path, why, to }) => [path, why, to === null])).toEqual([['crop.png', 'shared', false], ['thumbnail.jpg', 'shared', true]]);
    expect(view.head.hasPicture).toBe(true);
    expect(must(await vault.item(idOf(c))).redacted).toEqual([]);
    expect(await damage()).toEqual([]);
    // The one around it goes: the touching one loses nothing of its own crop.
    must(await vault.remove([idOf(a)], 'hers'));
    expect(must(await vault.item(idOf(c))).redacted).toEqual([]);
    expect(await damage()).toEqual([]);
  });

  it('of which she keeps another look leaves that one whole', async () => {
    const slice = newSlice(200, 200);
    const rect = place(1);
    const [first, second, other] = [await slicedItem('same', [{ slice, rect }]), await slicedItem('same', [{ slice, rect }]), await slicedItem('else', [{ slice, rect: place(2) }])];
    must(await vault.addBatch({ slices: [slice], items: [first, second, other] }));
    must(await vault.remove([idOf(first)], 'hers'));
    expect(await shows(slice, rect)).toBe('whole');
    expect(must(await vault.item(idOf(second))).redacted).toEqual([]);
    must(await vault.remove([idOf(second)], 'hers'));
    expect(await shows(slice, rect)).toBe('black');
    expect(await damage()).toEqual([]);
  });

  it('is black in every slice in which it was seen, pointed to or not', async () => {
    const own = newSlice();
    const post = await slicedItem('one', [{ slice: own, rect: place(3) }]);
    const later = newSlice(200, 400, { seen: [{ item: idOf(post), rect: place(0) }] });
    const other = await slicedItem('two', [{ slice: later, rect: place(1) }]);
    must(await vault.addBatch({ slices: [own, later], items: [post, other] }));
    must(await vault.remove([idOf(post)], 'hers'));
    expect(await pictureOf(own)).toBeNull();
    expect(await Promise.all([0, 1].map((n) => shows(later, place(n))))).toEqual(['black', 'whole']);
    expect(await damage()).toEqual([]);
  });

  it('takes a slice whose picture cannot be read whole, and says so; the others keep their own crops', async () => {
    const batch = await batchOf(['one', 'two']);
    const bent = new Uint8Array(batch.slice.png);
    bent[bent.length >> 1] = (bent[bent.length >> 1] as number) ^ 1;
    const slice = { ...batch.slice, png: bent };
    const items = await Promise.all(['one', 'two'].map(async (word, n) => {
      const item = await slicedItem(word, [{ slice: batch.slice, rect: place(n) }]);
      const { sha256 } = await import('@/utils/crypto/hash');
      const record = new TextDecoder().decode(item.record).replaceAll(await sha256(batch.slice.png), await sha256(bent));
      return { ...item, record: new TextEncoder().encode(record) };
    }));
    must(await vault.addBatch({ slices: [slice], items }));
    must(await vault.remove([idOf(items[0])], 'hers'));
    expect(await pictureOf(slice)).toBeNull();
    expect((await vault.file(idOf(items[1]), 'crop.png')).ok).toBe(true);
    expect(must(await vault.history(slice.id)).at(-1)?.body?.body).toMatchObject({ why: 'unreadable' });
    expect(await damage()).toEqual([]);
  });

  it('with many slices goes from all of them', async () => {
    const slices = Array.from({ length: 15 }, () => newSlice(40, 80));
    const [half, rest] = [{ x: 0, y: 0, width: 40, height: 40 }, { x: 0, y: 40, width: 40, height: 40 }];
    const post = await slicedItem('one', slices.map((slice) => ({ slice, rect: half })));
    const other = await slicedItem('two', slices.map((slice) => ({ slice, rect: rest })));
    must(await vault.addBatch({ slices, items: [post, other] }));
    must(await vault.remove([idOf(post)], 'hers'));
    expect(new Set(await Promise.all(slices.map((slice) => shows(slice, half))))).toEqual(new Set(['black']));
    expect(new Set(await Promise.all(slices.map((slice) => shows(slice, rest))))).toEqual(new Set(['whole']));
    expect(await damage()).toEqual([]);
  });
});

describe('marked as showing a child', () => {
  it('of a sweep: crop, thumbnail and slice region are gone, words and address stay, neighbours lose the shared edge only', async () => {
    const slice = newSlice(200, 200);
    const [a, b] = [await slicedItem('one', [{ slice, rect: { x: 10, y: 0, width: 180, height: 80 } }]), await slicedItem('two', [{ slice, rect: { x: 10, y: 78, width: 180, height: 80 } }])];
    must(await vault.addBatch({ slices: [slice], items: [a, b] }));
    const marked = must(await vault.mark([idOf(a)], 'child'));
    expect(marked).toEqual({ marked: [idOf(a)], also: [idOf(b)], given: [] });
    expect(await shows(slice, { x: 10, y: 0, width: 180, height: 80 })).toBe('black');
    expect(await shows(slice, { x: 10, y: 80, width: 180, height: 78 })).toBe('whole');
    const view = must(await vault.item(idOf(a)));
    expect(view.head).toMatchObject({ mark: 'child', hasPicture: false, text: 'words one', number: 1 });
    expect(view.redacted.map(({ path, to, why }) => [path, to, why])).toEqual([['crop.png', null, 'child'], ['thumbnail.jpg', null, 'child']]);
    expect((await vault.file(idOf(a), 'post.html')).ok && (await vault.file(idOf(a), 'post.json')).ok).toBe(true);
    expect(isBlack(await region(must(await vault.file(idOf(b), 'crop.png')), { x: 0, y: 0, width: 180, height: 2 }))).toBe(true);
    expect(await damage()).toEqual([]);
  });

  it('of one picture: whole screen, crop, page, media and what she attached are gone; the log names each by its hash', async () => {
    const item = await newItem('one');
    must(await addItem(item));
    const bytes = new Uint8Array([1, 2, 3]);
    const { sha256 } = await import('@/utils/crypto/hash');
    const entry = async (path: string) => ({ path, sha256: await sha256(bytes), bytes: 3, type: 'text/html', role: 'derivative' as const, derivedFrom: null, transform: 'x' });
    must(await addDerived(idOf(item), [{ entry: await entry('page.html'), bytes }, { entry: await entry('crop.png'), bytes }]));
    must(await vault.mark([idOf(item)], 'child'));
    for (const path of ['original.png', 'page.html', 'crop.png']) expect(await vault.file(idOf(item), path), path).toMatchObject({ ok: false, error: 'not-found' });
    const line = must(await vault.history(idOf(item))).at(-1);
    expect(line?.line.type).toBe('redact');
    expect(line?.body?.body['files']).toEqual(must(await vault.item(idOf(item))).redacted);
    expect(line?.body?.body['why']).toBe('child');
    expect(await damage()).toEqual([]);
    const stores = must(await openVaultStores());
    expect(await stores.main.blobs.count()).toBe(1);
    expect(await stores.keys.keys.toCollection().primaryKeys()).not.toContain(idOf(item));
    // Nothing brings a picture back: not what was on its way, not another mark.
    expect(await addDerived(idOf(item), [{ entry: await entry('late.png'), bytes }])).toMatchObject({ ok: false });
    expect(await vault.attach(idOf(item), { bytes, type: 'message/rfc822', ending: 'eml' }, { name: 'x.eml', modified: null, says: {} })).toMatchObject({ ok: false });
    must(await vault.mark([idOf(item)], null));
    must(await vault.mark([idOf(item)], 'intimate'));
    expect(must(await vault.item(idOf(item))).head.mark).toBe('child');
  });

  it('keeps the words of HTML that holds a picture, without the picture', async () => {
    const item = await slicedItem('one', []);
    const html = new TextEncoder().encode('<p>words</p><img src="data:image/png;base64,iVBORw0KGgo="><p>after</p>');
    const { sha256 } = await import('@/utils/crypto/hash');
    const record = JSON.parse(new TextDecoder().decode(item.record)) as { files: { path: string; sha256: string; bytes: number }[] };
    Object.assign(record.files[0]!, { sha256: await sha256(html), bytes: html.length });
    item.record = new TextEncoder().encode(JSON.stringify(record));
    item.files[1] = { path: 'post.html', bytes: html };
    must(await addItem(item));
    must(await vault.mark([idOf(item)], 'child'));
    expect(new TextDecoder().decode(must(await vault.file(idOf(item), 'post.html')))).toBe('<p>words</p><img src=""><p>after</p>');
    expect(await damage()).toEqual([]);
  });
});

describe('other looks at the same post', () => {
  it('are marked with it; the mark is taken from one alone', async () => {
    const slice = newSlice(200, 200);
    const looks = [await slicedItem('same', [{ slice, rect: place(0) }]), await slicedItem('same', [])];
    const later = await slicedItem('edited', [{ slice, rect: place(2) }], { versionOf: idOf(looks[0]), changed: ['text'] });
    const other = await slicedItem('other', [{ slice, rect: place(3) }]);
    must(await vault.addBatch({ slices: [slice], items: [...looks, later, other] }));
    expect(must(await vault.mark([idOf(later)], 'intimate')).marked.toSorted()).toEqual([idOf(looks[0]), idOf(later)].toSorted());
    must(await vault.mark([idOf(later)], null));
    expect(must(await vault.item(idOf(looks[0]))).head.mark).toBe('intimate');
    expect(must(await vault.mark([idOf(looks[0])], 'child')).marked).toHaveLength(3);
    expect(await Promise.all([0, 2, 3].map((n) => shows(slice, place(n))))).toEqual(['black', 'black', 'whole']);
    expect(await damage()).toEqual([]);
  });
});

describe('marked as intimate', () => {
  it('keeps its pictures, marks what shows the same, and may be taken back', async () => {
    const slice = newSlice(200, 400);
    const [outer, inner, beside] = [
      await slicedItem('outer', [{ slice, rect: { x: 10, y: 0, width: 180, height: 200 } }]),
      await slicedItem('inner', [{ slice, rect: { x: 30, y: 100, width: 140, height: 60 } }]),
      await slicedItem('beside', [{ slice, rect: { x: 10, y: 199, width: 180, height: 100 } }]),
    ];
    must(await vault.addBatch({ slices: [slice], items: [outer, inner, beside] }));
    expect(must(await vault.mark([idOf(inner)], 'intimate'))).toEqual({ marked: [idOf(inner)], also: [idOf(outer)], given: [] });
    expect(must(await vault.page(9)).map(({ text, mark, hasPicture }) => [text, mark, hasPicture])).toEqual([['words beside', undefined, true], ['words inner', 'intimate', true], ['words outer', 'intimate', true]]);
    expect((await vault.file(idOf(inner), 'crop.png')).ok).toBe(true);
    expect((await pixelsOf((await pictureOf(slice)) as Bytes)).width).toBe(200);
    must(await vault.mark([idOf(outer)], null));
    expect(must(await vault.item(idOf(outer))).head.mark).toBeUndefined();
    expect(must(await vault.history(idOf(outer))).filter(({ line }) => line.type === 'label').map(({ body }) => body?.body)).toEqual([{ field: 'mark', value: 'intimate' }, { field: 'mark', value: null }]);
    expect(await damage()).toEqual([]);
  });

  it('loses its pictures when she says so, and stays marked', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    must(await vault.mark([idOf(batch.items[0])], 'intimate'));
    must(await vault.destroyPictures([idOf(batch.items[0])]));
    expect(must(await vault.item(idOf(batch.items[0])))).toMatchObject({ head: { mark: 'intimate', hasPicture: false } });
    expect(await shows(batch.slice, place(0))).toBe('black');
    expect(await damage()).toEqual([]);
  });
});

describe('cut short', () => {
  const hooks = globalThis as { __vaultPoint?: (name: Point) => void };
  class Cut extends Error {}

  it.each([
    ['removed', 'remove'], ['keys-rewritten', 'remove'], ['keys-switched', 'remove'], ['removed', 'mark'], ['keys-rewritten', 'mark'], ['keys-switched', 'mark'],
  ] as const)('at %s, a %s is ended at the next start: one key a row, all whole', async (at, what) => {
    const batch = await batchOf(['one', 'two', 'three']);
    must(await vault.addBatch(batch));
    hooks.__vaultPoint = (name) => {
      if (name === at) throw new Cut(at);
    };
    const ids = [idOf(batch.items[1])];
    const ended = await (what === 'remove' ? vault.remove(ids, 'hers') : vault.mark(ids, 'child')).then(() => 'ended', (error: unknown) => error);
    delete hooks.__vaultPoint;
    expect(ended).toBeInstanceOf(Cut);
    closeAll();
    must(await tidy());
    const stores = must(await openVaultStores());
    expect(await stores.keys.keys.count()).toBe(what === 'remove' ? 3 : 4);
    const names = await stores.keys.keys.toCollection().primaryKeys();
    expect(names).not.toContain(batch.slice.id);
    expect(names).not.toContain(ids[0]);
    expect(await Promise.all([0, 1, 2].map((n) => shows(batch.slice, place(n))))).toEqual(['whole', 'black', 'whole']);
    expect(await damage()).toEqual([]);
  });
});
