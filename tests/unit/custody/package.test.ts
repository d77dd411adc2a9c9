import { describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource, type BuiltSource } from '@/tests/lib/source';
import { readText, unpack, type Unpacked } from '@/tests/lib/unpacked';
import type { Bytes } from '@/utils/crypto/bytes';
import { PackageError, writePackage, type PackageOptions } from '@/utils/custody/package';
import { verifyPackage } from '@/utils/custody/verify';

const pack = async (source: BuiltSource, options: Partial<PackageOptions> = {}): Promise<{ zip: Bytes; at: Unpacked }> => {
  const zip = await collect(writePackage(source, { pictures: 'post', ...options }).stream);
  return { zip, at: await unpack(zip) };
};
const paths = ({ files }: Unpacked): string[] => [...files.keys()].filter((p) => p.startsWith('data/items/0001/')).map((p) => p.slice(16));

describe('writePackage', () => {
  it('has exactly the files that the format names, below one folder', async () => {
    const { at } = await pack(await makeSource([{ derived: true }]));
    expect(at.folder).toMatch(/^evidence-[0-9a-f]{12}$/);
    expect([...at.files.keys()].filter((p) => !p.startsWith('data/items/')).sort()).toEqual([
      'HOW-TO-VERIFY.txt', 'bag-info.txt', 'bagit.txt', 'data/log.csv', 'data/log/leaves.txt', 'data/log/lines.jsonl', 'data/report.html', 'data/ro-crate-metadata.json',
      'manifest-sha256.txt', 'manifest-sha512.txt', 'seal/allowed_signers', 'seal/checkpoint.txt', 'seal/public-key.pem',
      'seal/tagmanifest-sha256.txt.ed25519', 'seal/tagmanifest-sha256.txt.sig', 'tagmanifest-sha256.txt',
    ]);
    expect(paths(at).sort()).toEqual(['crop.png', 'derivatives.json', 'post.html', 'post.json', 'record.json', 'thumb.png']);
  });

  it('keeps the whole screen back by default, and sends it when chosen', async () => {
    const source = await makeSource([{}]);
    const post = await pack(source);
    const screen = await pack(source, { pictures: 'screen' });
    expect([paths(post.at).includes('original.png'), paths(screen.at).includes('original.png')]).toEqual([false, true]);
    expect(readText(post.at, 'data/report.html')).toContain('The picture of the whole screen is withheld');
    expect(Buffer.from(post.zip).includes('"path":"original.png"')).toBe(true);
    for (const { zip } of [post, screen]) expect((await verifyPackage(new Blob([zip]))).answer).toBe('INTEGRITY ONLY');
  });

  it('keeps the parts about her back, and shows local time when the environment goes', async () => {
    const source = await makeSource([{}]);
    const usual = await pack(source);
    for (const canary of ['viewer-canary', 'environment-canary', 'operator-canary', 'Nairobi']) expect(Buffer.from(usual.zip).includes(canary), canary).toBe(false);
    const told = await pack(source, { parts: ['environment', 'operator', 'viewer'] });
    expect(readText(told.at, 'data/report.html')).toContain('2026-03-01 13:20:30 Africa/Nairobi (GMT+03:00)');
    expect(readText(told.at, 'data/report.html')).toContain('viewer-canary');
    const verdict = await verifyPackage(new Blob([told.zip]));
    expect([verdict.answer, verdict.withheld.map((w) => w.path)]).toEqual(['INTEGRITY ONLY', ['data/items/0001/original.png']]);
  });

  it('holds nothing of items that were not chosen, in no byte of any file, in no encoding', async () => {
    const canaries = ['cormorant-note', 'cormorant-handle', 'cormorant-text', 'cormorant-label', 'cormorant-address'];
    const other = {
      note: 'cormorant-note', handle: 'cormorant-handle', text: 'cormorant-text', address: 'https://practice.example/cormorant-address',
      later: [{ type: 'label' as const, body: { field: 'kind', value: 'cormorant-label' } }],
    };
    const source = await makeSource([{ note: 'curlew-note' }], [other]);
    const stranger = await makeSource([other]);
    const { at } = await pack(source);
    const holds = (word: string, where: Unpacked): boolean =>
      [...where.files.values()].some((bytes) => [word, Buffer.from(word, 'utf16le'), Buffer.from(word).toString('base64').slice(0, -3)].some((form) => Buffer.from(bytes).includes(form)));
    for (const canary of canaries) expect(holds(canary, at), canary).toBe(false);
    expect(holds('curlew-note', at)).toBe(true);
    // The same search finds each of them where they belong, so it can find.
    const theirs = (await pack(stranger)).at;
    for (const canary of canaries) expect(holds(canary, theirs), canary).toBe(true);
  });

  it('leaves out lines of others even when a source hands them over', async () => {
    const source = await makeSource([{}]);
    const other = await makeSource([{ note: 'cormorant' }]);
    source.items[0]?.entries.push(...(other.items[0]?.entries ?? []));
    const { zip } = await pack(source);
    expect(Buffer.from(zip).includes('cormorant')).toBe(false);
  });

  it('can keep her notes and marks back: the line stays, its details are withheld', async () => {
    const { zip, at } = await pack(await makeSource([{ note: 'curlew-note' }]), { labels: false });
    expect(Buffer.from(zip).includes('curlew-note')).toBe(false);
    expect(readText(at, 'data/log/lines.jsonl')).toContain('"body":null');
    const verdict = await verifyPackage(new Blob([zip]));
    expect([verdict.answer, verdict.remarks.map((r) => r.code)]).toEqual(['INTEGRITY ONLY', ['body-withheld', 'own-key-only', 'no-outside-time']]);
  });

  it('tells no zone: the times in the archive are UTC', async () => {
    const { zip } = await pack(await makeSource([{}]), { now: new Date('2026-03-05T23:30:10Z') });
    const date = Buffer.from(zip).readUInt16LE(12);
    const time = Buffer.from(zip).readUInt16LE(10);
    expect([date & 31, (date >> 5) & 15, (date >> 9) + 1980, time >> 11, (time >> 5) & 63]).toEqual([5, 3, 2026, 23, 30]);
  });

  it('orders and numbers items by when they were saved, whatever order they come in', async () => {
    const source = await makeSource([{ handle: 'ash' }, { handle: 'birch' }, { handle: 'cedar' }]);
    source.items.reverse();
    const verdict = await verifyPackage(new Blob([(await pack(source)).zip]));
    expect(verdict.statement?.items.map((i) => i.handle)).toEqual(['ash', 'birch', 'cedar']);
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    await pack(await makeSource([{}, {}, {}]), { progress: ({ bytes, items, of }) => seen.push(items, of, Number(bytes > 0)) });
    expect(seen).toEqual([1, 3, 1, 2, 3, 1, 3, 3, 1]);
  });

  it('ends with the reason when it is cancelled, and reads no further file', async () => {
    const source = await makeSource(Array.from({ length: 20 }, () => ({})));
    const stop = new AbortController();
    let opened = 0;
    for (const item of source.items) {
      const { open } = item;
      item.open = (path) => { opened += 1; return open(path); };
    }
    const { stream } = writePackage(source, { pictures: 'post', signal: stop.signal, progress: ({ items }) => { if (items === 2) stop.abort(new Error('she stopped')); } });
    await expect(collect(stream)).rejects.toThrow('she stopped');
    expect(opened).toBeLessThan(10);
  });

  it('is not written from a damaged item, a damaged log, or nothing', async () => {
    const damaged = await makeSource([{}]);
    const [item] = damaged.items;
    if (item) item.open = async () => new Uint8Array(3);
    await expect(pack(damaged)).rejects.toThrow(PackageError);
    const cut = await makeSource([{}]);
    cut.log.leaves.pop();
    await expect(pack(cut)).rejects.toThrow('damaged-log');
    await expect(pack(await makeSource([]))).rejects.toThrow('nothing-chosen');
  });

  it('names the encrypted file so that it says nothing of what it is', async () => {
    const names = writePackage(await makeSource([{}]), { pictures: 'post' });
    expect(names.zipName).toBe(`${names.folder}.zip`);
    expect(names.ageName).toMatch(/^copy-[0-9a-f]{6}\.age$/);
    await names.stream.cancel();
  });
});
