import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource, type BuiltSource } from '@/tests/lib/source';
import { has, inFolder, run } from '@/tests/lib/tools';
import { flipByte, copy, edit, repack, reseal, unpack } from '@/tests/lib/unpacked';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { keyFromSeed } from '@/utils/crypto/sign';
import { encryptTo } from '@/utils/custody/encrypt';
import { writePem } from '@/utils/custody/keyfiles';
import { writePackage } from '@/utils/custody/package';

const missing = ['age', 'unzip', '7zz', 'sha256sum', 'sha512sum', 'openssl', 'ssh-keygen', 'python3'].filter((tool) => !has(tool));
/** Every command of `HOW-TO-VERIFY.txt`, by the programs of the system. */
const withTools = describe.skipIf(missing.length > 0);
if (missing.length > 0) console.warn(`skipped: not on this machine: ${missing.join(', ')}`);

let source: BuiltSource;
let zip: Bytes;
let folder: string;
beforeAll(async () => {
  source = await makeSource([{ derived: true, note: 'curlew' }, { handle: 'briar', text: 'שלום 😀 \ud83d' }], [{}]);
  const made = writePackage(source, { pictures: 'screen' });
  folder = made.folder;
  zip = await collect(made.stream);
});

const sums = 'sha256sum --strict --quiet -c tagmanifest-sha256.txt && sha256sum --strict --quiet -c manifest-sha256.txt && sha512sum --strict --quiet -c manifest-sha512.txt';
const signature = 'openssl pkeyutl -verify -pubin -inkey seal/public-key.pem -rawin -in tagmanifest-sha256.txt -sigfile seal/tagmanifest-sha256.txt.ed25519';
const sshSignature = (): string =>
  `ssh-keygen -Y verify -f seal/allowed_signers -I ${source.log.origin} -n holdfast-evidence -s seal/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt`;
const sh = (command: string, cwd: string): { code: number; out: string } => run('sh', ['-c', command], { cwd });

withTools('the programs of Debian', { timeout: 60_000 }, () => {
  it('read the archive: unzip, 7zz, python3', () =>
    inFolder((at) => {
      writeFileSync(join(at, 'x.zip'), zip);
      expect(sh('unzip -tq x.zip', at)).toMatchObject({ code: 0, out: expect.stringContaining('No errors detected') as string });
      expect(sh('7zz t x.zip', at)).toMatchObject({ code: 0, out: expect.stringContaining('Everything is Ok') as string });
      expect(sh('python3 -m zipfile -t x.zip', at).code).toBe(0);
      sh('unzip -q x.zip', at);
      expect(readdirSync(at).sort()).toEqual([folder, 'x.zip'].sort());
    }));

  it('agree with every sum and both signatures', () =>
    inFolder((at) => {
      writeFileSync(join(at, 'x.zip'), zip);
      sh('unzip -q x.zip', at);
      const cwd = join(at, folder);
      expect(sh(sums, cwd)).toEqual({ code: 0, out: '' });
      expect(sh(signature, cwd)).toMatchObject({ code: 0, out: expect.stringContaining('Signature Verified Successfully') as string });
      expect(sh(sshSignature(), cwd)).toMatchObject({ code: 0, out: expect.stringContaining('Good "holdfast-evidence" signature') as string });
      const name = sh('openssl pkey -pubin -in seal/public-key.pem -outform DER | tail -c 32 | sha256sum', cwd).out.slice(0, 8);
      expect(`holdfast/${name}`).toBe(source.log.origin);
    }));

  it('do not agree after one byte of one file or of the list was altered', () =>
    inFolder((at) => {
      writeFileSync(join(at, 'x.zip'), zip);
      sh('unzip -q x.zip', at);
      const cwd = join(at, folder);
      sh('printf x >> data/items/0002/post.json', cwd);
      expect(sh(sums, cwd)).toMatchObject({ code: 1, out: expect.stringContaining('data/items/0002/post.json: FAILED') as string });
      sh('printf "\\n" >> tagmanifest-sha256.txt', cwd);
      expect(sh(signature, cwd).code).not.toBe(0);
      expect(sh(sshSignature(), cwd).code).not.toBe(0);
    }));

  it('open the encrypted package: age with a key', () =>
    inFolder(async (at) => {
      writeFileSync(join(at, 'key.txt'), `# a comment\n${source.identity}\n`);
      writeFileSync(join(at, 'x.age'), await collect(await encryptTo(new Blob([zip]).stream(), { recipients: [source.recipient] })));
      expect(sh('age -d -i key.txt x.age > x.zip && unzip -tq x.zip', at).code).toBe(0);
    }));

  it('encrypt in turn what the command opens', () =>
    inFolder((at) => {
      writeFileSync(join(at, 'x.zip'), zip);
      writeFileSync(join(at, 'key.txt'), source.identity);
      sh(`age -r ${source.recipient} -o x.age x.zip`, at);
      expect(verify([join(at, 'x.age'), '--key', join(at, 'key.txt')]).code).toBe(3);
    }));

  it('may pack it anew, compressed: it still holds', () =>
    inFolder((at) => {
      writeFileSync(join(at, 'x.zip'), zip);
      sh(`unzip -q x.zip && 7zz a y.zip ${folder}`, at);
      expect(verify([join(at, 'y.zip')])).toMatchObject({ code: 3, last: 'INTEGRITY ONLY' });
    }));
});

/** The command itself; `npm run` around it costs a second a call, and is tried once. */
function verify(args: string[], command = [process.execPath, 'scripts/verify.mjs']): { code: number; out: string; last: string } {
  const [program = '', ...first] = command;
  const ran = run(program, [...first, ...args]);
  return { ...ran, last: ran.out.trimEnd().split('\n').at(-1) ?? '' };
}

describe('npm run verify', () => {
  it('answers INTEGRITY ONLY, 3, for archive, unpacked folder and encrypted file, pinned or not', { timeout: 120_000 }, () =>
    inFolder(async (at) => {
      const [pem, key, words] = ['key.pem', 'id.txt', 'words.txt'].map((name) => join(at, name)) as [string, string, string];
      writeFileSync(pem, writePem(source.publicKey));
      writeFileSync(key, `# created by age-keygen\n${source.identity}\n`);
      writeFileSync(words, 'kelp quiet lamp\n');
      writeFileSync(join(at, 'x.zip'), zip);
      writeFileSync(join(at, 'x.age'), await collect(await encryptTo(new Blob([zip]).stream(), { recipients: [source.recipient] })));
      writeFileSync(join(at, 'p.age'), await collect(await encryptTo(new Blob([zip]).stream(), { passphrase: 'kelp quiet lamp', workFactor: 10 })));
      const unpacked = join(at, 'renamed');
      for (const [path, bytes] of (await unpack(zip)).files) {
        mkdirSync(join(unpacked, path, '..'), { recursive: true });
        writeFileSync(join(unpacked, path), bytes);
      }
      expect(verify([join(at, 'x.zip')], ['npm', 'run', '--silent', 'verify', '--'])).toMatchObject({ code: 3, last: 'INTEGRITY ONLY' });
      const calls = [['x.zip'], ['x.zip', '--key', pem], ['renamed', '--key', pem], ['x.age', '--key', key], ['x.age', '--key', key, '--key', pem], ['p.age', '--passphrase-file', words], ['p.age', '--key', words]];
      for (const [path = '', ...rest] of calls) expect(verify([join(at, path), ...rest]), path).toMatchObject({ code: 3, last: 'INTEGRITY ONLY' });
      writeFileSync(join(unpacked, 'data/items/0001/post.html'), 'x');
      expect(verify([unpacked])).toMatchObject({ code: 1, last: 'FAILED', out: expect.stringContaining('[altered-file]') as string });
    }));

  it('answers FAILED, 1, and names what failed', { timeout: 120_000 }, () =>
    inFolder(async (at) => {
      const forged = copy(await unpack(zip));
      edit(forged, 'data/items/0001/post.html', (text) => text.replace('sorry', 'happy'));
      await reseal(forged, await keyFromSeed(new Uint8Array(32).fill(5)));
      writeFileSync(join(at, 'forged.zip'), await repack(forged));
      writeFileSync(join(at, 'key.pem'), writePem(source.publicKey));
      expect(verify([join(at, 'forged.zip')]).code).toBe(3);
      expect(verify([join(at, 'forged.zip'), '--key', join(at, 'key.pem')])).toMatchObject({ code: 1, last: 'FAILED', out: expect.stringContaining('[another-key]') as string });
      const html = Buffer.from(zip).indexOf('<article>');
      writeFileSync(join(at, 'flipped.zip'), flipByte(zip, html + 12));
      expect(verify([join(at, 'flipped.zip')])).toMatchObject({ code: 1, out: expect.stringContaining('data/items/0001/post.html [altered-file]') as string });
    }));

  it('answers UNUSABLE, 2, with a plain sentence', { timeout: 120_000 }, () =>
    inFolder(async (at) => {
      writeFileSync(join(at, 'cut.zip'), zip.slice(0, 9000));
      writeFileSync(join(at, 'other.txt'), utf8('hello'));
      writeFileSync(join(at, 'x.age'), await collect(await encryptTo(new Blob([zip]).stream(), { recipients: [source.recipient] })));
      const cases: [string[], string][] = [[['cut.zip'], '[truncated]'], [['other.txt'], '[not-a-package]'], [['x.age'], '[needs-key]'], [['nowhere.zip'], 'There is no such file'], [[], 'Usage']];
      for (const [[path], says] of cases) {
        expect(verify(path === undefined ? [] : [join(at, path)])).toMatchObject({ code: 2, last: 'UNUSABLE', out: expect.stringContaining(says) as string });
      }
    }));
});
