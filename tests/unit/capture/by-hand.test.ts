import { describe, expect, it } from 'vitest';

import { buildOwnItem, NO_WORDS, type OwnFile } from '@/utils/capture/by-hand';
import { fileType } from '@/utils/capture/filetype';
import { sha256 } from '@/utils/crypto/hash';
import { utf8 } from '@/utils/crypto/bytes';
import { isPostPart, readRecord } from '@/utils/custody/check-record';
import { isSafePath } from '@/utils/custody/pack-model';
import { withinLimits } from '@/utils/domain/own-files';
import type { PostPart } from '@/utils/domain/record';
import { png } from '@/tests/lib/png';

const AT = { clientUtc: '2026-03-01T10:20:30.123Z', monotonicMs: 4200 };
const read = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
const file = (name: string, bytes = utf8('words in a letter')): OwnFile => ({ name, bytes, modified: Date.UTC(2026, 1, 3) });
const build = async (words: Partial<typeof NO_WORDS>, files: OwnFile[] = [], adapter: 'by-hand' | 'brought-in' = 'by-hand') => {
  const item = await buildOwnItem(adapter, { ...NO_WORDS, ...words }, files, AT);
  const post = read(item.files.find(({ path }) => path === 'post.json')?.bytes ?? new Uint8Array()) as PostPart;
  return { item, post, record: readRecord(new TextDecoder().decode(item.record)) };
};

describe('an event written down', () => {
  it('keeps what was typed as typed, and never as a machine’s time or address', async () => {
    const { item, post, record } = await build({ what: ' They rang twice. ', date: '14 March', time: 'about three', zone: 'Africa/Nairobi', place: 'home', witnesses: ' ' });
    expect(post.stated).toEqual({ date: '14 March', time: 'about three', zone: 'Africa/Nairobi', place: 'home', witnesses: null, reference: null, origin: null, files: [] });
    expect(post.post).toMatchObject({ text: ' They rang twice. ', kind: 'event' });
    expect([post.time.postMachineTime, post.time.postIdDerivedTime, post.time.postShownText, item.head.postedAt]).toEqual([null, null, null, null]);
    expect([post.url.addressBar, item.head.address, post.author.handle]).toEqual(['', '', null]);
    expect(post.time.clientUtc).toBe(AT.clientUtc);
    expect(record?.capture).toMatchObject({ method: ['by-hand'], adapter: 'by-hand', parsed: false, tier: 'none' });
    expect(isPostPart(post)).toBe(true);
  });

  it('has no part about a page, a screen or an account that looked', async () => {
    const { record } = await build({ what: 'A letter came.' });
    expect(record?.parts.map(({ name }) => name)).toEqual(['post', 'operator']);
  });

  it('keeps the zone only beside a date or a time', async () => {
    expect((await build({ what: 'x', zone: 'Africa/Nairobi' })).post.stated?.zone).toBeNull();
    expect((await build({ what: 'x', zone: 'Africa/Nairobi', time: 'noon' })).post.stated?.zone).toBe('Africa/Nairobi');
  });

  it('keeps broken halves of characters exactly, and can be searched by all of it', async () => {
    const { item, post } = await build({ what: 'half \ud83d', place: 'the quay' }, [file('note \ud83d.txt')]);
    expect([post.post.text, Buffer.from(post.post.textUtf16le ?? '', 'base64').toString('utf16le')]).toEqual(['half \ufffd', 'half \ud83d']);
    expect(post.stated?.files[0]?.name).toBe('note \ufffd.txt');
    expect(item.head.text).toContain('the quay');
  });
});

describe('files of hers', () => {
  const NAMES = ['../../etc/passwd', 'C:\\x\\y.exe', '=HYPERLINK("x").pdf', 'photo\u202egpj.exe', 'a/b', '', '.', 'con', `${'n'.repeat(300)}.mp3`, 'page.html', 'x.svg', 'macro.docm', 'constructor', '.constructor'];

  it.each(NAMES)('%j gives a path of ours alone, and its bytes unchanged', async (name) => {
    const own = file(name);
    const { item, post, record } = await build({}, [own, file('second.txt')], 'brought-in');
    const entry = record?.files[0];
    expect(entry?.path).toMatch(/^files\/1\.(bin|pdf|mp3|txt)$/);
    expect(isSafePath(entry?.path)).toBe(true);
    expect(entry?.sha256).toBe(await sha256(own.bytes));
    expect(item.files.find(({ path }) => path === entry?.path)?.bytes).toBe(own.bytes);
    expect(post.stated?.files.map((one) => one.name)).toEqual([name, 'second.txt']);
    expect(new Set(record?.files.map(({ path }) => path)).size).toBe(2);
  });

  it('is a picture by its bytes, not by its name', () => {
    expect(fileType('x.exe', png(4, 4))).toEqual({ type: 'image/png', ending: 'png' });
    expect(fileType('x.png', utf8('<svg onload=alert(1)>'))).toEqual({ type: 'application/octet-stream', ending: 'bin' });
    expect(fileType('x.JPG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toEqual({ type: 'image/jpeg', ending: 'jpg' });
    expect(fileType('x', Uint8Array.from([...utf8('RIFF'), 0, 0, 0, 0, ...utf8('WEBP')]))).toEqual({ type: 'image/webp', ending: 'webp' });
    expect(fileType('call.M4A', utf8('sound'))).toEqual({ type: 'audio/mp4', ending: 'm4a' });
  });

  it('tells of a picture only where it is one that can be drawn', async () => {
    expect((await build({}, [file('x.png', png(4, 4))], 'brought-in')).item.head.hasPicture).toBe(true);
    expect((await build({}, [file('x.heic')], 'brought-in')).item.head.hasPicture).toBe(false);
  });

  it('takes a date that no clock can show for none', async () => {
    expect((await build({}, [{ ...file('x.txt'), modified: 9e15 }])).post.stated?.files[0]?.modified).toBeNull();
    expect((await build({}, [file('x.txt')])).post.stated?.files[0]?.modified).toBe('2026-02-03T00:00:00.000Z');
  });
});

describe('limits', () => {
  const sizes = (...all: number[]) => all.map((size) => ({ size }));
  it('leave out what is over one, with the reason, and keep the rest in order', () => {
    const { kept, left } = withinLimits(sizes(5, 11, 10, 6, 5, 1, 1), { files: 4, one: 10, all: 21 });
    expect(kept.map(({ size }) => size)).toEqual([5, 10, 6]);
    expect(left.map(({ why }) => why)).toEqual(['too-large', 'too-much', 'too-much', 'too-much']);
    expect(withinLimits(sizes(1, 1, 1), { files: 2, one: 10, all: 21 }).left.map(({ why }) => why)).toEqual(['too-many']);
  });
});
