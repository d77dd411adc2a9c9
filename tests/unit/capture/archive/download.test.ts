import { describe, expect, it } from 'vitest';

import { asMeta, largeDownload, metaDownload, xDownload, zipOf } from '@/tests/lib/downloads';
import { mended } from '@/utils/capture/archive/meta';
import { survey, type Survey } from '@/utils/capture/archive/survey';
import { countChosen, takeChosen, takeFile, type Choice } from '@/utils/capture/archive/take';
import { sha256 } from '@/utils/crypto/hash';
import { readRecord } from '@/utils/custody/check-record';
import { isPostPart } from '@/utils/custody/check-record';
import type { PostPart } from '@/utils/domain/record';
import type { NewItem } from '@/utils/vault';

const signal = new AbortController().signal;
const look = (file: File): Promise<Survey> => survey(file, { signal, progress: () => undefined });
const AT = { clientUtc: '2026-03-01T10:20:30.123Z', monotonicMs: 4200 };
const taking = { signal, moment: () => AT, origin: (file: string, entry: number | null) => `X archive, file ${file}, entry ${entry}` };
const all = (seen: Survey, want: (group: Survey['groups'][number]) => boolean = () => true): Choice => ({ keys: new Set(seen.groups.filter(want).map(({ key }) => key)), from: null, to: null });
const take = async (seen: Survey, choice: Choice): Promise<NewItem[]> => {
  const items: NewItem[] = [];
  for await (const item of takeChosen(seen, choice, taking)) items.push(item);
  return items;
};
const postOf = (item: NewItem | undefined) => JSON.parse(new TextDecoder().decode(item?.files.find(({ path }) => path === 'post.json')?.bytes)) as PostPart;
const brief = (seen: Survey) => seen.groups.map(({ kind, sender, own, conversation, people, count }) => [kind, sender, own, conversation, people, count]);

describe('X’s archive', () => {
  it('is told by conversation and sender, with counts and dates, and whose it is', async () => {
    const seen = await look(await zipOf(xDownload(), 'twitter-2026-03-02.zip'));
    expect([seen.platform, seen.name, seen.unreadable, seen.skipped]).toEqual(['x', 'twitter-2026-03-02.zip', [], 0]);
    expect(brief(seen)).toEqual([
      ['message', '2002', false, '1001-2002', null, 2], ['message', '1001', true, '1001-2002', null, 1], ['message', '3003', false, '1001-3003', null, 1],
      ['message', '2002', false, '777', null, 1], ['message', '4004', false, '777', null, 1], ['post', null, true, 'own-posts', null, 1],
    ]);
    expect([seen.groups[0]?.first, seen.groups[0]?.last]).toEqual([Date.UTC(2026, 1, 1, 10), Date.UTC(2026, 1, 3, 10)]);
    expect(JSON.stringify(seen.groups)).not.toMatch(/canary|street/);
    expect(seen.others.map(({ path }) => path)).toEqual(['data/manifest.js', 'data/account.js', 'data/like.js', 'data/tweets_media/1-a.jpg']);
  });

  it('gives each chosen message as an item: words, sender, time and number as stated, its very bytes, and every sum', async () => {
    const file = await zipOf(xDownload(), 'twitter.zip');
    const seen = await look(file);
    const items = await take(seen, all(seen, ({ sender, conversation }) => sender === '2002' && conversation === '1001-2002'));
    expect(items).toHaveLength(2);
    const post = postOf(items[0]);
    const inner = xDownload()['data/direct-messages.js'] as string;
    expect(post).toMatchObject({
      author: { platformUserId: '2002', handle: null, displayName: null }, post: { id: '93', kind: 'message', text: 'I know your street. "}]},{ [ \\ canary' },
      time: { postMachineTime: null, postIdDerivedTime: null, clientUtc: AT.clientUtc }, url: { addressBar: '', permalink: null },
      stated: {
        date: '2026-02-03', time: '10:00:00.000', zone: 'UTC', origin: 'X archive, file data/direct-messages.js, entry 1',
        archive: { name: 'twitter.zip', sha256: await sha256(new Uint8Array(await file.arrayBuffer())), file: 'data/direct-messages.js', fileSha256: await sha256(new TextEncoder().encode(inner)), entry: 1 },
      },
    });
    expect(isPostPart(post)).toBe(true);
    const record = readRecord(new TextDecoder().decode(items[1]?.record));
    expect(record?.capture).toMatchObject({ adapter: 'brought-in', parsed: false, method: ['by-hand'], notCaptured: [{ what: 'media', why: 'left-in-archive' }] });
    const source = items[1]?.files.find(({ path }) => path === 'files/1.json')?.bytes;
    expect(inner).toContain(new TextDecoder().decode(source));
    expect(JSON.parse(new TextDecoder().decode(source))).toMatchObject({ messageCreate: { id: '91' } });
    expect(record?.files).toMatchObject([{ path: 'files/1.json', type: 'application/json', sha256: await sha256(source as Uint8Array<ArrayBuffer>), role: 'original' }]);
    expect(items[1]?.head).toMatchObject({ site: 'brought-in', userId: '2002', postId: '91', postedAt: '2026-02-01T10:00:00.000Z', sums: [record?.files[0]?.sha256] });
    expect(postOf(items[1]).stated?.archive?.entry).toBe(4);
  });

  it('gives only what lies between the dates, and counts the same before', async () => {
    const seen = await look(await zipOf(xDownload()));
    const choice = { ...all(seen), from: Date.UTC(2026, 1, 2), to: Date.UTC(2026, 1, 2, 23) };
    expect(countChosen(seen.groups, choice)).toBe(2);
    expect((await take(seen, choice)).map((item) => item.head.postId)).toEqual(['92', '55']);
    expect(countChosen(seen.groups, all(seen))).toBe((await take(seen, all(seen))).length);
  });

  it('never runs what it reads: a file that is more than data is left alone, the others are read', async () => {
    const seen = await look(await zipOf({ ...xDownload(), 'data/direct-messages-part1.js': 'window.YTD.x.part0 = [1]; globalThis.ran = 1' }));
    expect(seen.unreadable).toEqual(['data/direct-messages-part1.js']);
    expect((globalThis as { ran?: number }).ran).toBeUndefined();
    expect(brief(seen)).toHaveLength(6);
  });
});

describe('Meta’s download', () => {
  it('mends its characters for reading, and tells whose it is by the one name in every conversation', async () => {
    const seen = await look(await zipOf(metaDownload()));
    expect(seen.platform).toBe('facebook');
    expect(brief(seen)).toEqual([
      ['message', 'Rook Élan', false, 'inbox/rook_10', 2, 1], ['message', 'Wren', true, 'inbox/rook_10', 2, 1], ['message', 'Old Owl', false, 'inbox/owls_11', 3, 1],
      ['message', 'Jay', false, 'message_requests/jay_12', 2, 1], ['comment', 'Wren', true, 'own-comments', null, 1],
    ]);
    const [first] = await take(seen, all(seen, ({ sender }) => sender === 'Rook Élan'));
    expect(postOf(first)).toMatchObject({ author: { displayName: 'Rook Élan' }, post: { text: 'Tu vas voir, là 🔥' }, stated: { date: '2026-02-02', zone: 'UTC' } });
    expect(new TextDecoder().decode(first?.files.find(({ path }) => path === 'files/1.json')?.bytes)).toContain(JSON.stringify(asMeta('Tu vas voir, là 🔥')));
  });

  it('cannot say whose it is where there is only one conversation', async () => {
    const [[path, only] = ['', '']] = Object.entries(metaDownload());
    expect((await look(await zipOf({ [path]: only }))).groups.map(({ own }) => own)).toEqual([null, null]);
  });

  it('leaves what was never broken, and what cannot be mended, as it is', () => {
    for (const text of ['plain', 'é alone', '🔥', 'Ã', asMeta('é').slice(0, 1)]) expect(mended(text)).toBe(text);
    expect(mended(asMeta('Ɖɛ 🔥'))).toBe('Ɖɛ 🔥');
  });

  it('made of pages gives them as files, as bytes that nothing opens', async () => {
    const file = await zipOf(metaDownload());
    const seen = await look(file);
    const page = seen.others.find(({ path }) => path.endsWith('.html'));
    const item = await takeFile(seen, page as NonNullable<typeof page>, taking);
    expect(readRecord(new TextDecoder().decode(item.record))?.files).toMatchObject([{ path: 'files/1.bin', type: 'application/octet-stream' }]);
    expect(postOf(item)).toMatchObject({ post: { kind: 'file', text: null }, stated: { archive: { entry: null, file: page?.path }, files: [{ name: 'message_1.html' }] } });
  });
});

describe('an archive that is not what it says', () => {
  const broken = async (change: (bytes: Uint8Array<ArrayBuffer>, text: string) => void, files = xDownload()): Promise<File> => {
    const bytes = new Uint8Array(await (await zipOf(files)).arrayBuffer());
    change(bytes, Buffer.from(bytes).toString('latin1'));
    return new File([bytes], 'x.zip');
  };

  it.each([['../evil.js'], ['data/../../evil.js'], ['/etc/passwd'], ['C:\\evil'], ['a\\..\\b']])('with the name %j is left alone', async (name) => {
    await expect(look(await zipOf({ ...xDownload(), [name]: 'x' }))).rejects.toMatchObject({ code: 'unsafe-name' });
  });

  it('cut short, or not an archive at all, is told as such', async () => {
    const whole = await zipOf(xDownload());
    await expect(look(new File([whole.slice(0, whole.size - 60)], 'x.zip'))).rejects.toMatchObject({ code: 'truncated' });
    await expect(look(new File(['just words'], 'x.zip'))).rejects.toMatchObject({ code: 'not-an-archive' });
  });

  it('with a byte altered inside is damaged, not read', async () => {
    const file = await broken((bytes, text) => { const at = text.indexOf('street'); bytes[at] = 88; });
    await expect(look(file)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('with more files than any download is left alone', async () => {
    await expect(survey(await zipOf(xDownload()), { signal, progress: () => undefined, limits: { entries: 3, ratio: 300, name: 1000, inner: 8e9 } })).rejects.toMatchObject({ code: 'too-many-files' });
  });

  it('that would unpack a hundredfold and more is left alone before a byte of it is unpacked', async () => {
    const { BlobWriter, ZipWriter, Uint8ArrayReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    await writer.add('data/direct-messages.js', new Uint8ArrayReader(new Uint8Array(20_000_000).fill(32)));
    await expect(look(new File([await writer.close()], 'x.zip'))).rejects.toMatchObject({ code: 'bomb' });
  });

  it('is stopped in the middle at her press', async () => {
    const stop = new AbortController();
    const file = await zipOf(xDownload());
    await expect(survey(file, { signal: stop.signal, progress: () => stop.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a download of a hundred and fifty megabytes', () => {
  it('is read as a stream: what is held stays small, every message is counted and can be taken', async () => {
    const large = largeDownload(150);
    const held = (): number => { const { heapUsed, arrayBuffers } = process.memoryUsage(); return (heapUsed + arrayBuffers) / 1e6; };
    const before = held();
    let most = 0;
    const seen = await survey(large.file, { signal, progress: () => { most = Math.max(most, held() - before); } });
    expect(large.file.size).toBeGreaterThan(150_000_000);
    expect(seen.groups.map(({ sender, count }) => [sender, count])).toEqual([['2000', large.count / 2], ['2001', large.count / 2]]);
    expect(most).toBeLessThan(120);
    let taken = 0;
    for await (const item of takeChosen(seen, { ...all(seen), from: large.last, to: null }, taking)) taken += Number(item.head.postId === String(large.perBlock - 1));
    expect(taken).toBe(large.blocks);
  }, 120_000);
});
