import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { collect } from '@/tests/lib/collect';
import { newItem } from '@/tests/lib/new-item';
import { noise } from '@/tests/lib/png';
import { batchOf, cut, newSlice, place, slicedItem } from '@/tests/lib/sliced';
import { copy, edit, read, readText, repack, reseal, unpack, type Unpacked } from '@/tests/lib/unpacked';
import { keyFromSeed } from '@/utils/crypto/sign';
import { writePackage } from '@/utils/custody/package';
import type { Verdict } from '@/utils/custody/check-types';
import { verifyPackage } from '@/utils/custody/verify';
import { addItem, openVault, type NewItem } from '@/utils/vault';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();

const idOf = (item: NewItem | undefined): string => item?.head.id ?? '';

async function pack(ids: string[], pictures: 'post' | 'screen', intimate = false): Promise<Unpacked> {
  const source = must(await vault.packageSource(ids, { pictures, form: 'plain', intimate }));
  return unpack(await collect(writePackage(source, { pictures, intimate }).stream));
}

const check = async (at: Unpacked): Promise<Verdict> => verifyPackage(new Blob([await repack(at)]));
const named = ({ failures }: Verdict): string[] => failures.map(({ code, path }) => `${code} ${path ?? ''}`.trim());
const pictures = (at: Unpacked): string[] => [...at.files.keys()].filter((path) => /\.(png|jpg)$/.test(path)).sort();

/** Changed by somebody who has the whole source code and a key of their own. */
async function forged(at: Unpacked, change: (at: Unpacked) => unknown): Promise<string[]> {
  const other = copy(at);
  await change(other);
  await reseal(other, await keyFromSeed(new Uint8Array(32).fill(9)));
  return named(await check(other));
}

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});

describe('posts that share a picture', () => {
  it('are packed with their own crops; with the whole screen the picture goes too, once', async () => {
    const batch = await batchOf(['one', 'two', 'three']);
    must(await vault.addBatch(batch));
    const two = batch.items.slice(0, 2).map(idOf);
    const post = await pack(two, 'post');
    expect(pictures(post)).toEqual(['0001', '0002'].flatMap((n) => [`data/items/${n}/crop.png`, `data/items/${n}/thumbnail.jpg`]));
    expect(named(await check(post))).toEqual([]);
    const screen = await pack(two, 'screen');
    expect(pictures(screen)).toEqual([...pictures(post), `data/slices/${batch.slice.id}.png`].sort());
    expect(Buffer.from(read(screen, `data/slices/${batch.slice.id}.png`)).equals(batch.slice.png)).toBe(true);
    expect(readText(screen, 'manifest-sha256.txt')).toContain(`data/slices/${batch.slice.id}.png`);
    const verdict = await check(screen);
    expect([verdict.answer, named(verdict)]).toEqual(['INTEGRITY ONLY', []]);
    expect(readText(screen, 'data/report.html')).toContain(`picture ${batch.slice.id}: 180 × 40 pixels at 10, 40`);
  });

  it('tell nothing of the third but its pixels, and without the screen not those', async () => {
    const batch = await batchOf(['one', 'canary']);
    must(await vault.addBatch(batch));
    must(await vault.setNote(idOf(batch.items[1]), 'canary'));
    for (const form of ['post', 'screen'] as const) {
      const at = await pack([idOf(batch.items[0])], form);
      for (const [path, bytes] of at.files) for (const secret of ['canary', idOf(batch.items[1])]) expect(Buffer.from(bytes).includes(secret), path).toBe(false);
    }
  });

  it('still hold after one of them was removed: the picture is the blacked one, and its line says so', async () => {
    const batch = await batchOf(['one', 'two', 'three']);
    must(await vault.addBatch(batch));
    must(await vault.remove([idOf(batch.items[1])], 'hers'));
    const at = await pack([idOf(batch.items[0]), idOf(batch.items[2])], 'screen');
    const verdict = await check(at);
    expect([verdict.answer, named(verdict)]).toEqual(['INTEGRITY ONLY', []]);
    expect(Buffer.from(read(at, `data/slices/${batch.slice.id}.png`)).equals(batch.slice.png)).toBe(false);
    // The picture as it was cannot stand in for it, whatever else is made to fit.
    expect(await forged(at, (other) => other.files.set(`data/slices/${batch.slice.id}.png`, batch.slice.png))).toEqual([`altered-slice data/slices/${batch.slice.id}.png`]);
  });

  it('whose crop shows something else than the picture fail, though every sum is made to fit', async () => {
    const batch = await batchOf(['one', 'two']);
    const [one] = batch.items;
    const other = await slicedItem('lie', [{ slice: newSlice(200, 80), rect: place(0) }]);
    // A record that says its crop is out of the shared picture, with the crop of another.
    const lie = { ...other, record: new TextEncoder().encode(new TextDecoder().decode(other.record).replaceAll(/slice:[0-9a-f]{32}/g, `slice:${batch.slice.id}`)) };
    const record = JSON.parse(new TextDecoder().decode(lie.record)) as { capture: { slices: { slice: string; sha256: string }[] } };
    const { sha256 } = await import('@/utils/crypto/hash');
    Object.assign(record.capture.slices[0]!, { slice: batch.slice.id, sha256: await sha256(batch.slice.png) });
    const { jcsBytes } = await import('@/utils/custody/jcs');
    must(await vault.addBatch({ slices: [batch.slice], items: [one!, { ...lie, record: jcsBytes(record) }] }));
    expect(named(await check(await pack([idOf(one), idOf(other)], 'screen')))).toEqual(['wrong-crop data/items/0002/crop.png']);
    // Without the shared picture only sizes and hashes can be checked, and they hold.
    expect(named(await check(await pack([idOf(one), idOf(other)], 'post')))).toEqual([]);
  });

  it('with a crop of another size than its rectangle fail', async () => {
    const slice = newSlice();
    const item = await slicedItem('one', [{ slice, rect: place(0) }]);
    const small = await cut(slice.png, { x: 10, y: 0, width: 100, height: 40 });
    const { sha256 } = await import('@/utils/crypto/hash');
    const record = JSON.parse(new TextDecoder().decode(item.record)) as { files: { path: string; sha256: string; bytes: number }[] };
    Object.assign(record.files.find(({ path }) => path === 'crop.png')!, { sha256: await sha256(small), bytes: small.length });
    const { jcsBytes } = await import('@/utils/custody/jcs');
    item.record = jcsBytes(record);
    item.files.find(({ path }) => path === 'crop.png')!.bytes = small;
    must(await vault.addBatch({ slices: [slice], items: [item] }));
    expect(named(await check(await pack([idOf(item)], 'post')))).toEqual(['wrong-crop data/items/0001/crop.png']);
  });

  it('a picture that no record points to, or another one under its name, fails', async () => {
    const batch = await batchOf(['one']);
    must(await vault.addBatch(batch));
    const at = await pack([idOf(batch.items[0])], 'screen');
    const path = `data/slices/${batch.slice.id}.png`;
    expect(await forged(at, (other) => other.files.set(`data/slices/${'a'.repeat(32)}.png`, noise(4, 4)))).toContain(`unlisted-file data/slices/${'a'.repeat(32)}.png`);
    expect(await forged(at, (other) => other.files.set(path, noise(200, 40)))).toEqual([`altered-slice ${path}`, 'wrong-crop data/items/0001/crop.png']);
    expect(await forged(at, (other) => other.files.delete(path))).toContain('foreign-line line 0 of the log');
  });
});

describe('a post whose pictures were destroyed', () => {
  it('is packed with its words; the check calls the rest destroyed, not withheld, and names why', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    must(await addItem(await newItem('level one')));
    const marked = idOf(batch.items[0]);
    must(await vault.packageSource([marked], { pictures: 'post', form: 'age' }));
    const { given } = must(await vault.mark([marked], 'child'));
    expect(given).toHaveLength(1);
    const at = await pack([marked, idOf(batch.items[1])], 'screen');
    const verdict = await check(at);
    expect([verdict.answer, named(verdict)]).toEqual(['INTEGRITY ONLY', []]);
    expect(verdict.destroyed.map(({ path, why }) => [path, why])).toEqual([['data/items/0001/crop.png', 'child'], ['data/items/0001/thumbnail.jpg', 'child']]);
    expect(verdict.withheld).toEqual([]);
    expect(pictures(at)).toEqual(['data/items/0002/crop.png', 'data/items/0002/thumbnail.jpg', `data/slices/${batch.slice.id}.png`]);
    expect(readText(at, 'data/report.html')).toContain('possibly showing a child');
    // The line that says so taken away, everything else made to fit: the file is missing without a reason.
    const bare = await forged(at, (other) => edit(other, 'data/log/lines.jsonl', (text) => text.split('\n').filter((row) => !(row.includes('"redact"') && row.includes(marked))).join('\n')));
    expect(bare).toContain('missing-record-file data/items/0001/crop.png');
    // A line that tells of another file than there was.
    expect(await forged(at, (other) => edit(other, 'data/log/lines.jsonl', (text) => text.replace('"path":"crop.png","rects"', '"path":"other.png","rects"')))).toContain('wrong-redaction data/items/0001/other.png');
  });

  it('fails when a file is back that the log says is gone', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    const crop = must(await vault.file(idOf(batch.items[0]), 'crop.png'));
    must(await vault.mark([idOf(batch.items[0])], 'child'));
    const at = await pack([idOf(batch.items[0])], 'post');
    expect(await forged(at, (other) => other.files.set('data/items/0001/crop.png', crop))).toContain('unlisted-file data/items/0001/crop.png');
  });

  it('a neighbour’s blacked crop is the one that its line names', async () => {
    const slice = newSlice(200, 200);
    const [a, b] = [await slicedItem('one', [{ slice, rect: { x: 10, y: 0, width: 180, height: 80 } }]), await slicedItem('two', [{ slice, rect: { x: 10, y: 60, width: 180, height: 80 } }])];
    must(await vault.addBatch({ slices: [slice], items: [a, b] }));
    const before = must(await vault.file(idOf(b), 'crop.png'));
    must(await vault.mark([idOf(a)], 'child'));
    const at = await pack([idOf(b)], 'screen');
    const verdict = await check(at);
    expect([verdict.answer, named(verdict), verdict.destroyed.map(({ path }) => path)]).toEqual(['INTEGRITY ONLY', [], ['data/items/0001/thumbnail.jpg']]);
    expect(await forged(at, (other) => other.files.set('data/items/0001/crop.png', before))).toContain('altered-record-file data/items/0001/crop.png');
    const text = readText(at, 'data/report.html') + readText(at, 'data/log/lines.jsonl');
    expect(text).not.toContain(idOf(a));
    expect(text).not.toContain('"child"');
  });
});

describe('a post marked intimate', () => {
  it('goes without pictures, and so does every shared picture in which it is seen; with the choice they go', async () => {
    const batch = await batchOf(['one', 'two']);
    must(await vault.addBatch(batch));
    const ids = batch.items.map(idOf);
    must(await vault.mark([ids[0] as string], 'intimate'));
    const without = await pack(ids, 'screen');
    expect(pictures(without)).toEqual(['data/items/0002/crop.png', 'data/items/0002/thumbnail.jpg']);
    const verdict = await check(without);
    expect([verdict.answer, named(verdict)]).toEqual(['INTEGRITY ONLY', []]);
    expect(verdict.withheld.map(({ path }) => path)).toEqual(['data/items/0001/crop.png', 'data/items/0001/thumbnail.jpg']);
    const withThem = await pack(ids, 'screen', true);
    expect(pictures(withThem)).toHaveLength(5);
    expect(named(await check(withThem))).toEqual([]);
    expect(pictures(await pack(ids, 'post'))).toEqual(['data/items/0002/crop.png', 'data/items/0002/thumbnail.jpg']);
  });

  it('of one picture goes with its words alone', async () => {
    const item = await slicedItem('one', []);
    must(await addItem(item));
    const plain = await newItem('two');
    must(await addItem(plain));
    must(await vault.mark([idOf(plain)], 'intimate'));
    const source = must(await vault.packageSource([idOf(plain)], { pictures: 'screen', form: 'plain' }));
    expect(source.items[0]?.entries.at(-1)?.body?.body).toMatchObject({ pictures: 'none' });
  });
});
