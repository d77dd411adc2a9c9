import { beforeAll, describe, expect, it } from 'vitest';
import { flipByte, copy, edit, read, readText, repack, unpack, write, type Unpacked } from '@/tests/lib/unpacked';
import { makeSource, type BuiltSource } from '@/tests/lib/source';
import { collect } from '@/tests/lib/collect';
import { writePackage } from '@/utils/custody/package';
import { verifyPackage } from '@/utils/custody/verify';
import type { Verdict } from '@/utils/custody/check-types';
import type { Bytes } from '@/utils/crypto/bytes';
import { toHex } from '@/utils/domain/ids';

let source: BuiltSource;
let zip: Bytes;
let whole: Unpacked;
beforeAll(async () => {
  source = await makeSource([{ derived: true, note: 'said it before' }, { handle: 'briar', text: 'Everyone will hear of this.' }], [{ text: 'not chosen' }, {}]);
  zip = await collect(writePackage(source, { pictures: 'screen' }).stream);
  whole = await unpack(zip);
});

const verify = async (at: Unpacked): Promise<Verdict> => verifyPackage(new Blob([await repack(at)]));
const named = (verdict: Verdict): string[] => verdict.failures.map((f) => `${f.code} ${f.path ?? ''}`.trim());
const after = async (change: (at: Unpacked) => void): Promise<string[]> => {
  const at = copy(whole);
  change(at);
  const verdict = await verify(at);
  expect(verdict.answer).toBe('FAILED');
  return named(verdict);
};

describe('a whole package', () => {
  it('holds together, and no more than that, with the key pinned or not', async () => {
    const free = await verifyPackage(new Blob([zip]));
    const pinned = await verifyPackage(new Blob([zip]), { pinnedKey: source.publicKey });
    expect([free.answer, free.failures, pinned.answer, pinned.failures]).toEqual(['INTEGRITY ONLY', [], 'INTEGRITY ONLY', []]);
    expect(free.remarks.map((r) => r.code)).toEqual(['own-key-only', 'no-outside-time']);
    expect(pinned.remarks.map((r) => r.code)).toEqual(['no-outside-time']);
    expect(free.checks.every((c) => c.held)).toBe(true);
  });

  it('says what it read: key, log, items, and what is withheld', async () => {
    const { statement, withheld } = await verifyPackage(new Blob([zip]));
    expect(statement).toMatchObject({ origin: source.log.origin, logSize: source.log.leaves.length, lines: 6, software: 'Holdfast 0.1.0' });
    expect(statement?.items.map((i) => i.handle)).toEqual(['rowan', 'briar']);
    expect(withheld.map((w) => w.path)).toEqual(['0001', '0002'].flatMap((n) => ['viewer', 'environment', 'operator'].map((p) => `data/items/${n}/${p}.json`)));
  });

  it('still holds after somebody packed it anew', async () => {
    expect((await verify(whole)).answer).toBe('INTEGRITY ONLY');
  });
});

describe('one byte', () => {
  it('altered in any file is found, and the file is named', async () => {
    for (const [path, bytes] of whole.files) {
      const at = copy(whole);
      at.files.set(path, flipByte(bytes, Math.floor(bytes.length / 2)));
      const verdict = await verify(at);
      expect(verdict.answer, path).toBe('FAILED');
      const names = verdict.failures.filter((f) => f.path?.startsWith(path) || f.words.includes(path));
      expect(names.length, `${path}: ${named(verdict).join(', ')}`).toBeGreaterThan(0);
    }
  });

  it('altered in the archive itself, under the sums of the archive, is found', async () => {
    const text = Buffer.from(zip).toString('latin1');
    const at = text.indexOf('"schema":"holdfast/record/v1"');
    const verdict = await verifyPackage(new Blob([flipByte(zip, at + 3)]));
    expect(named(verdict)).toContain('altered-file data/items/0001/record.json');
  });

  it('lost or gained at the end of each file is found', async () => {
    for (const [path, bytes] of whole.files) {
      for (const changed of [bytes.slice(0, -1), new Uint8Array([...bytes, 0x0a])]) {
        const at = copy(whole);
        at.files.set(path, changed);
        expect((await verify(at)).answer, path).toBe('FAILED');
      }
    }
  });
});

describe('a file', () => {
  it('removed is named as missing, whichever it is', async () => {
    for (const path of whole.files.keys()) expect(await after((at) => void at.files.delete(path)), path).toContain(`missing-file ${path}`);
  });

  it.each(['data/items/0001/more.png', 'data/items/0003/record.json', 'data/more.txt', 'seal/other.pem', 'more.txt'])('added as %s is named', async (path) => {
    expect(await after((at) => write(at, path, 'x'))).toContain(`extra-file ${path}`);
  });

  it('swapped with another is named, both of them', async () => {
    const [a, b] = ['data/items/0001/crop.png', 'data/items/0002/crop.png'];
    const names = await after((at) => { at.files.set(a, read(whole, b)); at.files.set(b, read(whole, a)); });
    expect(names).toEqual(expect.arrayContaining([`altered-file ${a}`, `altered-file ${b}`, `altered-record-file ${a}`, `altered-record-file ${b}`]));
  });

  it('that may join later is told of and not counted', async () => {
    const at = copy(whole);
    write(at, 'seal/checkpoint.tsr', 'x');
    const verdict = await verify(at);
    expect([verdict.answer, verdict.remarks.map((r) => r.code)]).toEqual(['INTEGRITY ONLY', ['not-read', 'own-key-only', 'no-outside-time']]);
  });
});

describe('the log', () => {
  const LINES = 'data/log/lines.jsonl';
  const LEAVES = 'data/log/leaves.txt';
  const rows = (text: string): string[] => text.trimEnd().split('\n');
  const turned = (text: string): string => `${rows(text).map((row, i, all) => all[i === 1 ? 2 : i === 2 ? 1 : i] ?? row).join('\n')}\n`;

  it('with two lines changed about names the order', async () => {
    expect((await after((at) => edit(at, LINES, turned))).some((f) => f.startsWith('line-order'))).toBe(true);
  });

  it('with two hashes changed about names the root and the lines', async () => {
    const names = await after((at) => edit(at, LEAVES, turned));
    expect(names).toContain(`wrong-root ${LEAVES}`);
    expect(names.some((f) => f.startsWith('wrong-leaf'))).toBe(true);
  });

  it('with a hash cut off names the size', async () => {
    expect(await after((at) => edit(at, LEAVES, (text) => text.slice(0, -65)))).toContain(`wrong-log-size ${LEAVES}`);
  });

  it('with the details of a line altered names the body', async () => {
    expect((await after((at) => edit(at, LINES, (text) => text.replace('said it before', 'said it twice')))).some((f) => f.startsWith('wrong-body'))).toBe(true);
  });

  it('with the time of a line altered names the leaf', async () => {
    expect((await after((at) => edit(at, LINES, (text) => text.replace('10:20:30.123Z', '11:20:30.123Z')))).some((f) => f.startsWith('wrong-leaf'))).toBe(true);
  });

  it('without the line of the saving names the post', async () => {
    expect(await after((at) => edit(at, LINES, (text) => rows(text).slice(1).join('\n') + '\n'))).toContain('no-capture-line data/items/0001');
  });

  it('without the line of a file made later names the files', async () => {
    const names = await after((at) => edit(at, LINES, (text) => `${rows(text).filter((row) => !row.includes('"derive"')).join('\n')}\n`));
    expect(names).toContain('wrong-derivatives data/items/0001/derivatives.json');
  });

  it.each([
    ['a size', (t: string) => t.replace(/\n(\d+)\n/, (_, n: string) => `\n${Number(n) + 1}\n`), 'bad-note-signature'],
    ['a root', (t: string) => t.replace(/\n[^\n]{43}=\n/, `\n${'A'.repeat(43)}=\n`), 'wrong-root'],
    ['an origin', (t: string) => t.replace(/^holdfast\/\w/, 'holdfast/_'), 'wrong-origin'],
    ['a signature', (t: string) => t.replace(/— (\S+) (\S{20})../, '— $1 $2AA'), 'bad-note-signature'],
    ['a word', (t: string) => `${t}x`, 'malformed-checkpoint'],
  ])('with %s of the checkpoint altered names it', async (_, change, code) => {
    expect((await after((at) => edit(at, 'seal/checkpoint.txt', change))).map((f) => f.split(' ')[0])).toContain(code);
  });
});

describe('what was made for reading', () => {
  it('is held against the records, also when its sums were made anew', async () => {
    const { resign } = await import('@/tests/lib/unpacked');
    const cases: [string, (text: string) => string, string][] = [
      ['data/report.html', (t) => t.replace('You will be sorry', 'You will be happy'), 'report-differs data/items/0001'],
      ['data/log.csv', (t) => t.replace('You will be sorry', 'You will be happy'), 'table-differs data/log.csv'],
      ['data/ro-crate-metadata.json', (t) => t.replace('"startTime": "2026-03-01', '"startTime": "2026-03-02'), 'crate-differs #capture-1: startTime'],
    ];
    for (const [path, change, name] of cases) {
      const at = copy(whole);
      edit(at, path, change);
      await resign(at, source.key);
      expect(named(await verify(at))).toEqual([name]);
    }
  });

  it('is held against the right record: words of another post do not do', async () => {
    const { resign } = await import('@/tests/lib/unpacked');
    const at = copy(whole);
    edit(at, 'data/report.html', (t) => t.replace('Everyone will hear of this.', 'You will be sorry that you wrote this.'));
    await resign(at, source.key);
    expect(named(await verify(at))).toEqual(['report-differs data/items/0002']);
  });

  it('names a file that the record does not list, also when its sums were made anew', async () => {
    const { resign } = await import('@/tests/lib/unpacked');
    const at = copy(whole);
    write(at, 'data/items/0001/more.txt', 'x');
    await resign(at, source.key);
    expect(named(await verify(at))).toContain('unlisted-file data/items/0001/more.txt');
  });

  it('keeps the hashes of all other lines and nothing of them', () => {
    expect(readText(whole, 'data/log/leaves.txt').trimEnd().split('\n')).toEqual(source.log.leaves.map(toHex));
    expect(readText(whole, 'data/log/lines.jsonl').trimEnd().split('\n')).toHaveLength(6);
  });
});
