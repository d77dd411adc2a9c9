import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { collect } from '@/tests/lib/collect';
import { png } from '@/tests/lib/png';
import { makeSource } from '@/tests/lib/source';
import { readText, unpack, type Unpacked } from '@/tests/lib/unpacked';
import { buildOwnItem, NO_WORDS, type OwnFile, type OwnWords } from '@/utils/capture/by-hand';
import { utf8 } from '@/utils/crypto/bytes';
import { isPostPart } from '@/utils/custody/check-record';
import { writePackage } from '@/utils/custody/package';
import { FRENCH } from '@/utils/custody/report-words-fr';
import { verifyPackage } from '@/utils/custody/verify';
import { openVault } from '@/utils/vault';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const fresh = async (passphrase: string | null): Promise<void> => {
  await vault.lock();
  await forgetAll();
  must(await vault.create(passphrase));
};
beforeEach(() => fresh(null));

const AT = { clientUtc: '2026-03-01T10:20:30.123Z', monotonicMs: 1 };
const HOSTILE = '=SUM(A1)\u202egpj.<img src=x onerror=alert(1)>.pdf';
const add = async (adapter: 'by-hand' | 'brought-in', words: Partial<OwnWords>, files: OwnFile[]) => must(await vault.add(await buildOwnItem(adapter, { ...NO_WORDS, ...words }, files, AT)));
const pack = async (ids: string[], words = {}): Promise<{ zip: Uint8Array<ArrayBuffer>; at: Unpacked }> => {
  const zip = await collect(writePackage(must(await vault.packageSource(ids, { pictures: 'post', form: 'plain' })), { pictures: 'post', ...words }).stream);
  return { zip, at: await unpack(zip) };
};

describe('what was written down or brought in', () => {
  it('goes into a package that holds, every byte unchanged, its picture with it', async () => {
    const letter = utf8('a letter, word for word');
    const picture = png(40, 30, 3);
    const event = await add('by-hand', { what: 'They rang.', date: '14 March', zone: 'UTC+3', place: 'home' }, [{ name: HOSTILE, bytes: letter, modified: null }]);
    const shot = await add('brought-in', { origin: 'my phone' }, [{ name: 'shot.png', bytes: picture, modified: Date.UTC(2026, 1, 3) }]);
    const { zip, at } = await pack([event.id, shot.id]);
    const verdict = await verifyPackage(new Blob([zip]));
    expect([verdict.answer, verdict.failures]).toEqual(['INTEGRITY ONLY', []]);
    expect(verdict.statement?.items.map(({ own }) => own)).toEqual([true, true]);
    expect(at.files.get('data/items/0001/files/1.pdf')).toEqual(letter);
    expect(at.files.get('data/items/0002/files/1.png')).toEqual(picture);
    expect([...at.files.keys()].filter((path) => !/^[A-Za-z0-9._/-]+$/.test(path))).toEqual([]);
    expect(verdict.withheld.map(({ path }) => path)).toEqual(['data/items/0001/operator.json', 'data/items/0002/operator.json']);
  });

  it('stands in the report as stated, not as captured, in both languages', async () => {
    const event = await add('by-hand', { what: 'They rang.', date: '14 March', place: '<b>home</b>' }, [{ name: HOSTILE, bytes: utf8('x'), modified: null }]);
    const report = readText((await pack([event.id])).at, 'data/report.html');
    expect(report).toMatch(/class="not-ours" data-how="by-hand">Not captured by Holdfast/);
    expect(report).toContain('<dd><bdi>14 March</bdi></dd>');
    expect(report).toContain('&lt;b&gt;home&lt;/b&gt;');
    expect(report).toContain('⟦RLO⟧');
    expect(report).not.toMatch(/\u202e|<img src=x|<b>home|Address bar|The page could not be read/);
    const french = await pack([event.id], { words: FRENCH });
    expect(readText(french.at, 'data/report.html')).toContain('Non capturé par Holdfast');
    expect((await verifyPackage(new Blob([french.zip]))).answer).toBe('INTEGRITY ONLY');
  });

  it('stands in the table with how it came, and no cell of it is a formula or turns', async () => {
    const words = { what: '@SUM(1)', date: '=1+1', time: '+1', place: '-1', witnesses: '\tx', reference: '＝1' };
    const event = await add('by-hand', words, [{ name: HOSTILE, bytes: utf8('x'), modified: null }]);
    const table = readText((await pack([event.id])).at, 'data/log.csv');
    const cells = [...(table.split('\r\n')[1] ?? '').matchAll(/"((?:[^"]|"")*)"/g)].map((found) => found[1] ?? '');
    expect(cells).toContain('not captured by Holdfast: written down by hand');
    for (const typed of ["'@SUM(1)", "'=1+1", "'+1", "'-1", "'\tx", "'＝1"]) expect(cells).toContain(typed);
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    expect(table).not.toContain('\u202e');
    expect(cells).toHaveLength(28);
    expect(new Set(table.split('\r\n').filter(Boolean).map((line) => line.match(/"(?:[^"]|"")*"/g)?.length))).toEqual(new Set([28]));
  });

  it('is told from what was captured: a report that leaves the mark out does not pass', async () => {
    const event = await add('brought-in', { origin: 'my phone' }, [{ name: 'x.txt', bytes: utf8('x'), modified: null }]);
    const source = must(await vault.packageSource([event.id], { pictures: 'post', form: 'plain' }));
    const { checkAgreement } = await import('@/utils/custody/check-agree');
    const { writeReport } = await import('@/utils/custody/report');
    const { ENGLISH } = await import('@/utils/custody/report-words');
    const item = source.items[0];
    const part = async (path: string) => JSON.parse(new TextDecoder().decode(await item?.open(path))) as never;
    const whole = {
      id: 'a', uuid: 'b', exportedAt: AT.clientUtc, origin: 'o', keyFingerprint: 'f', logSize: 1, software: 's',
      items: [{ position: 1, record: JSON.parse(new TextDecoder().decode(item?.view.recordBytes)) as never, recordSha256: 'c'.repeat(64), derived: [], redacted: [], entries: [], post: await part('post.json'), viewer: null, environment: null, operator: null, context: null, present: new Set<string>() }], slices: [],
    };
    const failed = (report: string): string[] => {
      const codes: string[] = [];
      const kept = new Map([['data/report.html', utf8(report)]]);
      checkAgreement({ folder: null, sizes: new Map(), sha256: new Map(), sha512: new Map(), heads: new Map(), kept }, whole, (code) => codes.push(code));
      return codes;
    };
    const report = writeReport(whole, ENGLISH);
    expect(failed(report)).toEqual([]);
    expect(failed(report.replace(' data-how="brought-in"', ''))).toEqual(['report-differs']);
    expect(failed(report.replaceAll('my phone', 'my page'))).toEqual(['report-differs']);
  });

  it('is refused while locked, with nothing written', async () => {
    await fresh('four plain words here');
    await vault.lock();
    const item = await buildOwnItem('by-hand', { ...NO_WORDS, what: 'x' }, [], AT);
    expect(await vault.add(item)).toMatchObject({ ok: false, error: 'locked' });
    must(await vault.unlock('four plain words here'));
    expect(must(await vault.count())).toBe(0);
  });

  it('cannot be mixed with what was captured, whoever seals it', async () => {
    const source = await makeSource([{}]);
    const { at } = { at: await unpack(await collect(writePackage(source, { pictures: 'post' }).stream)) };
    const { edit, repack, reseal } = await import('@/tests/lib/unpacked');
    edit(at, 'data/items/0001/post.json', (text) => text.replace('"sources":{"text":"data"}', '"sources":{"text":"data"},"stated":{"date":null,"files":[],"origin":"her phone","place":null,"reference":null,"time":null,"witnesses":null,"zone":null}'));
    await reseal(at, source.key);
    const { failures } = await verifyPackage(new Blob([await repack(at)]));
    expect(failures.map(({ code, path }) => `${code} ${path ?? ''}`)).toContain('malformed-record data/items/0001/post.json');
  });

  it('a captured post is not taken for one', async () => {
    const verdict = await verifyPackage(new Blob([await collect(writePackage(await makeSource([{}]), { pictures: 'post' }).stream)]));
    expect(verdict.statement?.items[0]?.own).toBe(false);
  });

  it.each([['no list of files', { files: 'x' }], ['a number for a place', { place: 4 }], ['a file without a name', { files: [{ path: 'files/1.bin' }] }]])('its part is malformed with %s', async (_what, change) => {
    const item = await buildOwnItem('by-hand', { ...NO_WORDS, what: 'x' }, [], AT);
    const post = JSON.parse(new TextDecoder().decode(item.files[0]?.bytes)) as { stated: object };
    expect(isPostPart(post)).toBe(true);
    expect(isPostPart({ ...post, stated: { ...post.stated, ...change } })).toBe(false);
  });
});

describe('what was taken out of a data download', () => {
  const archive = { name: '=x\u202egpj.zip', sha256: 'a'.repeat(64), file: 'data/direct-messages.js', fileSha256: 'b'.repeat(64), entry: 17 };
  const claims = { kind: 'message' as const, handle: null, displayName: 'Wren <b>Finch', userId: '2002', postId: '93', postedAt: '2026-02-03T10:00:00.000Z', media: [], archive };
  const one = async () => must(await vault.add(await buildOwnItem('brought-in', { ...NO_WORDS, what: 'I know your street.', origin: 'X archive, entry 17', date: '2026-02-03', time: '10:00:00.000', zone: 'UTC' }, [{ name: 'x 17', bytes: utf8('{"a":1}'), modified: null, kind: { type: 'application/json', ending: 'json' } }], AT, claims)));

  it('is told as brought in, with what the file states and every sum, never as captured', async () => {
    const { zip, at } = await pack([(await one()).id]);
    expect((await verifyPackage(new Blob([zip]))).failures).toEqual([]);
    const report = readText(at, 'data/report.html');
    for (const words of ['data-how="brought-in"', 'As the data download states it', 'Wren &lt;b&gt;Finch', '2002', '93', 'entry 17', 'a'.repeat(64), 'b'.repeat(64), '=x⟦RLO⟧gpj.zip', 'anybody could have altered', 'I know your street.']) expect(report).toContain(words);
    expect(report).not.toMatch(/\u202e|Posted, as the page states|Address bar|in the person’s own words/);
    const cells = [...(readText(at, 'data/log.csv').split('\r\n')[1] ?? '').matchAll(/"((?:[^"]|"")*)"/g)].map((found) => found[1]);
    expect([cells[7], cells[8], cells[9], cells[11], cells[19], cells[20], cells[21]]).toEqual(['Wren <b>Finch', '2002', '93', '', 'not captured by Holdfast: a file brought in', '2026-02-03', '10:00:00.000']);
    expect(at.files.get('data/items/0001/files/1.json')).toEqual(utf8('{"a":1}'));
  });

  it('a report that names another sum of it does not pass', async () => {
    const { edit, repack, reseal } = await import('@/tests/lib/unpacked');
    const { keyFromSeed } = await import('@/utils/crypto/sign');
    const { at } = await pack([(await one()).id]);
    edit(at, 'data/report.html', (text) => text.replaceAll('b'.repeat(64), 'c'.repeat(64)));
    await reseal(at, await keyFromSeed(new Uint8Array(32).fill(3)));
    expect((await verifyPackage(new Blob([await repack(at)]))).failures.map(({ code }) => code)).toContain('report-differs');
  });

  it.each([['no sum', { sha256: 'x' }], ['a place that is no number', { entry: '17' }], ['no file', { file: null }]])('its part is malformed with %s', async (_what, change) => {
    const item = await buildOwnItem('brought-in', { ...NO_WORDS, what: 'x' }, [], AT, claims);
    const post = JSON.parse(new TextDecoder().decode(item.files[0]?.bytes)) as { stated: { archive: object } };
    expect(isPostPart(post)).toBe(true);
    expect(isPostPart({ ...post, stated: { ...post.stated, archive: { ...post.stated.archive, ...change } } })).toBe(false);
  });
});
