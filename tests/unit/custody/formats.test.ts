import { describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { flipByte } from '@/tests/lib/unpacked';
import { fromUtf8, utf8 } from '@/utils/crypto/bytes';
import { keyFromSeed } from '@/utils/crypto/sign';
import { parseBagInfo, parseManifest, writeBagInfo, writeManifest } from '@/utils/custody/bag';
import { cell } from '@/utils/custody/csv';
import { decryptWith, encryptTo, isRecipient } from '@/utils/custody/encrypt';
import { html } from '@/utils/custody/html';
import { parsePem, writePem } from '@/utils/custody/keyfiles';
import { isSafePath, showsScreen } from '@/utils/custody/pack-model';
import { ranges } from '@/utils/custody/report';
import { verifySshsig, writeSshsig } from '@/utils/custody/sshsig';
import { toLocal, toSeconds } from '@/utils/custody/times';
import type { FileEntry } from '@/utils/domain/record';

describe('bag', () => {
  const hash = 'ab'.repeat(32);
  it('reads back what it writes, in order of the paths', () => {
    const text = writeManifest(new Map([['data/b', hash], ['data/a', hash]]));
    expect(text).toBe(`${hash}  data/a\n${hash}  data/b\n`);
    expect(parseManifest(text, 64)).toEqual(new Map([['data/a', hash], ['data/b', hash]]));
  });
  it.each([`${hash} data/a\n`, `${hash}  data/a`, `${hash}  data/a\r\n`, `${hash}  data/a\n${hash}  data/a\n`, `${hash.slice(2)}  data/a\n`, `${hash}  data/a b\n`, `${hash.toUpperCase()}  data/a\n`, `\n`])(
    'takes %j for malformed', (text) => expect(parseManifest(text, 64)).toBeNull(),
  );
  it('reads its own information and nothing looser', () => {
    const info = { software: 'Holdfast 0.1.0', date: '2026-03-01', uuid: 'e268b24c-d6ff-4902-852b-545f331d8dd6', bytes: 12, count: 3 };
    expect(parseBagInfo(writeBagInfo(info))).toEqual(info);
    for (const change of [' ', 'Payload-Oxum: 1.1\n']) expect(parseBagInfo(writeBagInfo(info) + change)).toBeNull();
  });
});

describe('keys and signatures', () => {
  it('reads the PEM it writes, and no other kind of key', async () => {
    const { publicKey } = await keyFromSeed(new Uint8Array(32).fill(3));
    expect(parsePem(writePem(publicKey))).toEqual(publicKey);
    expect(parsePem(writePem(publicKey).replace('MCow', 'MCox'))).toBeNull();
    expect(parsePem(writePem(publicKey) + writePem(publicKey))).toBeNull();
    expect(parsePem('hello')).toBeNull();
  });

  it('an SSH signature holds for its key, namespace and message, in every byte', async () => {
    const [key, other] = [await keyFromSeed(new Uint8Array(32).fill(3)), await keyFromSeed(new Uint8Array(32).fill(4))];
    const message = utf8('list of files');
    const file = await writeSshsig(key, 'holdfast-evidence', message);
    expect(await verifySshsig(file, key.publicKey, 'holdfast-evidence', message)).toBe(true);
    expect(await verifySshsig(file, other.publicKey, 'holdfast-evidence', message)).toBe(false);
    expect(await verifySshsig(file, key.publicKey, 'git', message)).toBe(false);
    expect(await verifySshsig(file, key.publicKey, 'holdfast-evidence', utf8('list of lies'))).toBe(false);
    const bytes = utf8(file);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = flipByte(bytes, at);
      if (changed[at] !== 0x0b) expect(await verifySshsig(fromUtf8(changed), key.publicKey, 'holdfast-evidence', message), String(at)).toBe(false);
    }
  });
});

describe('encryption', () => {
  it('takes classic recipients only, and at least one', async () => {
    const stream = (): ReadableStream<Uint8Array<ArrayBuffer>> => new Blob(['x']).stream();
    await expect(encryptTo(stream(), { recipients: [] })).rejects.toThrow(TypeError);
    await expect(encryptTo(stream(), { recipients: ['age1pq1abc'] })).rejects.toThrow(TypeError);
    expect(isRecipient('AGE-SECRET-KEY-1')).toBe(false);
  });
  it('takes a passphrase however its accents are typed', async () => {
    const age = await collect(await encryptTo(new Blob(['words']).stream(), { passphrase: 'cafe\u0301 lamp', workFactor: 8 }));
    expect(fromUtf8(await collect(await decryptWith(new Blob([age]), { identities: [], passphrases: ['caf\u00e9 lamp'] })))).toBe('words');
  });
});

describe('small things', () => {
  it.each([['a/b.png', true], ['post.json', true], ['../a', false], ['a/../b', false], ['/a', false], ['a//b', false], ['.a', false], ['A', false], ['a b', false], ['', false], ['a\\b', false], [null, false]])('path %j: %j', (path, safe) => {
    expect(isSafePath(path)).toBe(safe);
  });

  it('knows which files show the screen, however they were made', () => {
    const file = (path: string, role: FileEntry['role'], derivedFrom: string | null = null, transform: string | null = null): FileEntry => ({ path, role, derivedFrom, transform, type: 'image/png', sha256: '', bytes: 1 });
    const all = [
      file('original.png', 'original'), file('crop.png', 'derivative', 'original.png', 'crop 1,2,3,4'), file('small.png', 'derivative', 'original.png', 'resize 10x10'), file('thumb.png', 'derivative', 'crop.png', 'resize 5x5'),
      file('small2.png', 'derivative', 'small.png', 'gray'), file('media/1.png', 'original'), file('loop.png', 'derivative', 'loop.png', 'gray'),
    ];
    expect(showsScreen({ path: 'page.html', sha256: '', bytes: 1, type: 'text/html', role: 'derivative', derivedFrom: null, transform: 'page at capture' }, all)).toBe(true);
    expect(all.filter((f) => showsScreen(f, all)).map((f) => f.path)).toEqual(['original.png', 'small.png', 'small2.png']);
  });

  it('nothing in a template is markup but the template', () => {
    expect(html`<p title="${'"><script>'}">${'<b>&\''}${null}${[html`<i>${'\0'}</i>`]}</p>`.markup).toBe('<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;<i><span class="sign">␀</span></i></p>');
  });

  it.each([['=1', '"\'=1"'], ['a"b', '"a""b"'], ['\0', '"␀"'], ['1234567890123456', '"\'1234567890123456"'], ['12', '"12"'], [' =1', '" =1"']])('cell %j is %j', (value, written) => expect(cell(value)).toBe(written));

  it('times have seconds and say their zone', () => {
    expect(toSeconds('2026-03-01T10:20:30.999Z')).toBe('2026-03-01 10:20:30Z');
    expect([toSeconds(null), toSeconds('once')]).toEqual([null, 'once']);
    expect(toLocal('2026-07-01T23:20:30.000Z', 'Europe/Paris')).toBe('2026-07-02 01:20:30 Europe/Paris (GMT+02:00)');
    expect(toLocal('2026-07-01T23:20:30.000Z', 'Nowhere/Land')).toBeNull();
  });

  it('places of lines are told in runs', () => expect(ranges([7, 3, 8, 9, 12])).toBe('3, 7–9, 12'));
});
