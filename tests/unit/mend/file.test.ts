import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { selectorsFile, signedFile, testKey } from '@/tests/lib/selectors-key';
import { utf8 } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { keyFromSeed } from '@/utils/crypto/sign';
import { jcs } from '@/utils/custody/jcs';
import { toBase64, toHex } from '@/utils/domain/ids';
import { MOST_BYTES, MOST_CHARS, MOST_SELECTORS, readFile, type Known } from '@/utils/mend/file';
import { known } from '@/utils/mend/names';
import { releaseKey } from '@/utils/mend/release-key';

const KNOWN: Known = { x: { version: 1, selectors: { anyPost: 'article', 'post.testid': 'a', time: 'time' } }, bluesky: { version: 3, selectors: { text: 'p' } } };
const { publicKey } = await testKey();
const read = async (text: string) => readFile(utf8(text), publicKey, KNOWN);
const many = (n: number, one = 'a'): Record<string, string> => Object.fromEntries(Array.from({ length: n }, (_, i) => [`n${i}`, one]));

describe('a data file for an adapter', () => {
  it('is taken when it is ours, whole, and for this adapter; its hash is that of its bytes', async () => {
    const text = await signedFile({ selectors: { 'post.testid': 'article[data-testid="entry"]' } });
    expect(await read(text)).toEqual({ ok: true, value: { file: selectorsFile({ selectors: { 'post.testid': 'article[data-testid="entry"]' } }), hash: await sha256(utf8(text)) } });
    expect(await read(text.trimEnd())).toMatchObject({ ok: true });
  });

  const signature = toBase64(new Uint8Array(64));
  it.each<[string, () => string | Promise<string>, string, string?]>([
    ['another program\'s file', () => '{"name":"holdfast"}', 'not-ours'],
    ['no JSON', () => 'selectors', 'not-ours'],
    ['nothing', () => '', 'not-ours'],
    ['not in its one form', async () => JSON.stringify(JSON.parse(await signedFile({})), null, 2), 'not-ours'],
    ['a key twice', async () => (await signedFile({})).replace('"site":"x"', '"site":"x","site":"x"'), 'not-ours'],
    ['a further key', async () => { const { selectors, ...rest } = JSON.parse(await signedFile({})); return jcs({ ...rest, selectors, expanders: { more: 'button' } }); }, 'not-ours'],
    ['a selector that is no string', () => jcs({ ...selectorsFile({}), selectors: { anyPost: ['a'] }, signature }), 'not-ours'],
    ['an empty selector', () => signedFile({ selectors: { anyPost: ' ' } }), 'not-ours'],
    ['no selectors', () => signedFile({ selectors: {} }), 'not-ours'],
    ['a time that is none', () => signedFile({ made: '2026-13-41T10:00:00Z' }), 'not-ours'],
    ['another key', () => signedFile({}, keyFromSeed(new Uint8Array(32).fill(8))), 'altered'],
    ['no signature', () => jcs({ ...selectorsFile({}), signature }), 'altered'],
    ['altered after it was signed', async () => (await signedFile({})).replace('"article"', '"section"'), 'altered'],
    ['signed without saying for what', async () => { const file = selectorsFile({}); return jcs({ ...file, signature: toBase64(await (await testKey()).sign(utf8(jcs(file)))) }); }, 'altered'],
    ['for a site that nobody knows', () => signedFile({ site: 'mill' }), 'unknown-site', 'mill'],
    ['for a site named as a part of the language', () => signedFile({ site: 'constructor' }), 'unknown-site', 'constructor'],
    ['older than the adapter', () => signedFile({ site: 'bluesky', adapterVersion: 2, selectors: { text: 'p' } }), 'other-version', '2'],
    ['newer than the adapter', () => signedFile({ adapterVersion: 2 }), 'other-version', '2'],
    ['with a name that the adapter has not', () => signedFile({ selectors: { anyPost: 'a', more: 'button' } }), 'not-allowed', 'more'],
    ['with a name that is a part of the language', () => signedFile({ selectors: { toString: 'a' } as unknown as Record<string, string> }), 'not-allowed', 'toString'],
    ['too many', () => signedFile({ selectors: many(MOST_SELECTORS + 1) }), 'too-large'],
    ['too long', () => signedFile({ selectors: { anyPost: 'a'.repeat(MOST_CHARS + 1) } }), 'too-large'],
    ['too large', () => ' '.repeat(MOST_BYTES + 1), 'too-large'],
  ])('is refused: %s', async (_, text, error, detail) => {
    expect(await read(await text())).toEqual(detail === undefined ? { ok: false, error } : { ok: false, error, detail });
  });

  it('is refused with any single character changed', async () => {
    const text = await signedFile({ selectors: { anyPost: 'article', time: 'time[datetime]' } });
    await fc.assert(fc.asyncProperty(fc.nat(text.length - 2), fc.string({ minLength: 1, maxLength: 1 }), async (at, char) => {
      fc.pre(text[at] !== char);
      expect((await read(text.slice(0, at) + char + text.slice(at + 1))).ok).toBe(false);
    }), { numRuns: 300 });
  });

  it('is refused with the spare bits of its signature set', async () => {
    const text = await signedFile({ selectors: { anyPost: 'article' } });
    const [, last = ''] = /"signature":"[\w+/]{85}([\w+/])=="/.exec(text) ?? [];
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const other = digits[digits.indexOf(last) + 1] ?? '';
    expect(digits.indexOf(last) % 16).toBe(0);
    expect((await read(text.replace(`${last}=="`, `${other}=="`))).ok).toBe(false);
  });

  it('is refused by a build that has no release key, signed or not', async () => {
    expect(await readFile(utf8(await signedFile({})), null, KNOWN)).toEqual({ ok: false, error: 'no-key' });
  });
});

describe('what may be named', () => {
  it('each adapter\'s selectors for reading, under names that say which', () => {
    const folder = resolve(import.meta.dirname, '../../../utils/sites');
    const named = readdirSync(folder).filter((name) => !name.startsWith('_') && existsSync(join(folder, name, 'selectors.ts')) && /\bmend\(/.test(readFileSync(join(folder, name, 'selectors.ts'), 'utf8')));
    expect(Object.keys(known).sort()).toEqual(named.sort());
    expect(named.length).toBeGreaterThan(10);
    for (const [site, adapter] of Object.entries(known)) {
      expect(adapter?.version, site).toBeGreaterThan(0);
      expect(Object.keys(adapter?.selectors ?? {}).length, site).toBeGreaterThan(4);
      for (const [name, selector] of Object.entries(adapter?.selectors ?? {})) {
        expect(name).toMatch(/^[a-z]\w*(\.\w+)?$/i);
        expect(selector.length).toBeLessThanOrEqual(MOST_CHARS);
      }
    }
  });
});

describe('the keys', () => {
  it('a test build takes the tests\' key', () => expect(toHex(releaseKey() ?? new Uint8Array())).toBe(toHex(publicKey)));

  const built = resolve(import.meta.dirname, '../../../.output/chrome-mv3');
  it.skipIf(!existsSync(built))('no other build has it', () => {
    for (const name of readdirSync(built, { recursive: true }).map(String).filter((one) => one.endsWith('.js'))) {
      expect(readFileSync(resolve(built, name), 'utf8').includes(toHex(publicKey)), name).toBe(false);
    }
  });
});

describe('npm run sign-selectors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sign-'));
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 9)]);
  writeFileSync(join(folder, 'key.pem'), `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`);
  const sign = (file: object) => {
    writeFileSync(join(folder, 'file.json'), JSON.stringify(file));
    return spawnSync(process.execPath, ['scripts/sign-selectors.mjs', join(folder, 'file.json'), '--key', join(folder, 'key.pem')], { cwd: resolve(import.meta.dirname, '../../..'), encoding: 'utf8' });
  };

  it('signs what a build takes, byte for byte as the builds read it', async () => {
    const more = { site: 'x', adapterVersion: known['x']!.version, made: '2026-04-01T10:00:00Z', selectors: { anyPost: 'section' } };
    const done = sign(more);
    expect(done.stderr).toBe('');
    expect(done.stdout).toBe(await signedFile(more));
    expect(await readFile(utf8(done.stdout), publicKey, known)).toMatchObject({ ok: true });
    expect(sign({ site: 'x', selectors: { anyPost: 'section' } }).stdout).toContain(`"adapterVersion":${known['x']!.version}`);
  });

  it.each([['a name for clicking', { site: 'x', selectors: { more: 'button' } }, 'not-allowed (more)'], ['a site that there is not', { site: 'mill', adapterVersion: 1, selectors: { a: 'b' } }, 'unknown-site'], ['a further key', { site: 'x', selectors: {}, code: '1' }, 'code']])(
    'refuses %s', (_, file, why) => {
      const done = sign(file);
      expect(done.status).toBe(1);
      expect(done.stdout).toBe('');
      expect(done.stderr).toContain(why);
    });
});
