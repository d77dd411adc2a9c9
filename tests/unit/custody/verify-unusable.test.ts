import { makeZip } from 'client-zip';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { deflateRawSync, crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource, type BuiltSource } from '@/tests/lib/source';
import { flipByte } from '@/tests/lib/unpacked';
import type { Bytes } from '@/utils/crypto/bytes';
import { encryptTo } from '@/utils/custody/encrypt';
import { writePackage } from '@/utils/custody/package';
import { verifyPackage, type VerifyOptions } from '@/utils/custody/verify';

let source: BuiltSource;
let zip: Bytes;
beforeAll(async () => {
  source = await makeSource([{}]);
  zip = await collect(writePackage(source, { pictures: 'post' }).stream);
});

const answer = async (bytes: Bytes, options: VerifyOptions = {}): Promise<string> => {
  const { answer: is, failures } = await verifyPackage(new Blob([bytes]), options);
  return `${is} ${failures.map((f) => f.code).join()}`;
};
const zipOf = (names: Record<string, string>): Promise<Bytes> =>
  collect(makeZip(Object.entries(names).map(([name, input]) => ({ name, input }))) as ReadableStream<Bytes>);

/** Two places of one name, or a name that our writer would never let through. */
const renamed = (bytes: Bytes, from: string, to: string): Bytes => {
  expect(to).toHaveLength(from.length);
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1'));
};

describe('what cannot be used', () => {
  it.each([
    ['an empty file', new Uint8Array()], ['a text', new Uint8Array(Buffer.from('hello'))], ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
  ])('%s is not a package', async (_, bytes) => expect(await answer(bytes)).toBe('UNUSABLE not-a-package'));

  it('another archive is not a package', async () => {
    expect(await answer(await zipOf({ 'photos/a.txt': 'a', 'photos/b.txt': 'b' }))).toBe('UNUSABLE not-a-package');
  });

  it('an archive cut short anywhere is truncated', async () => {
    for (const share of [0.1, 0.5, 0.9, 0.999]) expect(await answer(zip.slice(0, Math.floor(zip.length * share)))).toBe('UNUSABLE truncated');
  });

  it('a file name that leads out of the folder is refused', async () => {
    for (const name of ['../', '/ab', 'a/.', 'a\\b', 'a\0b', 'C:b']) {
      const bytes = renamed(await zipOf({ 'top/bagit.txt': 'x', 'top/a23/bagit.txt': 'x' }), 'a23', name.padEnd(3, 'x').slice(0, 3));
      expect(await answer(bytes), JSON.stringify(name)).toBe('UNUSABLE unsafe-name');
    }
    expect(await answer(renamed(await zipOf({ 'top/bagit.txt': 'x', 'top/aa/x.txt': 'y' }), '/aa/', '/../'))).toBe('UNUSABLE unsafe-name');
  });

  it('two files of one name are refused, also where only the case differs', async () => {
    const bytes = await zipOf({ 'top/a.txt': '1', 'top/b.txt': '2' });
    expect(await answer(renamed(bytes, 'b.txt', 'a.txt'))).toBe('UNUSABLE duplicate-name');
    expect(await answer(renamed(bytes, 'b.txt', 'A.txt'))).toBe('UNUSABLE duplicate-name');
  });

  it('two top folders, or a file beside the folder, are refused', async () => {
    expect(await answer(await zipOf({ 'one/a.txt': '1', 'two/b.txt': '2' }))).toBe('UNUSABLE not-one-folder');
    expect(await answer(await zipOf({ 'one/a.txt': '1', 'b.txt': '2' }))).toBe('UNUSABLE not-one-folder');
  });

  it('a file that unpacks to a thousand times its size is not unpacked', async () => {
    expect(await answer(bomb(64 << 20))).toBe('UNUSABLE bomb');
  });

  it('limits are held: number, size of one, size of all', async () => {
    expect(await answer(zip, { limits: { entries: 5 } })).toBe('UNUSABLE too-many-files');
    expect(await answer(zip, { limits: { fileBytes: 1000 } })).toBe('UNUSABLE too-big');
    expect(await answer(zip, { limits: { totalBytes: 30_000 } })).toBe('UNUSABLE too-big');
  });

  it('data after the end or before the start is not passed over', async () => {
    expect(await answer(new Uint8Array([...zip, 1, 2, 3]))).toMatch(/^UNUSABLE (ambiguous-archive|truncated)$/);
    expect(await answer(new Uint8Array([1, ...zip]))).toBe('UNUSABLE not-a-package');
  });
});

describe('an encrypted package', () => {
  const stream = (): ReadableStream<Bytes> => new Blob([zip]).stream();

  it('opens with a key of each recipient, and with no other', async () => {
    const ally = await generateX25519Identity();
    const age = await collect(await encryptTo(stream(), { recipients: [source.recipient, await identityToRecipient(ally)] }));
    expect(await answer(age)).toBe('UNUSABLE needs-key');
    expect(await answer(age, { passphrases: ['six words'] })).toBe('UNUSABLE needs-key');
    expect(await answer(age, { identities: [await generateX25519Identity()] })).toBe('UNUSABLE wrong-key');
    for (const identity of [ally, source.identity]) expect(await answer(age, { identities: [identity] })).toBe('INTEGRITY ONLY ');
  });

  it('opens with its passphrase, and with no other', async () => {
    const age = await collect(await encryptTo(stream(), { passphrase: 'kelp quiet lamp', workFactor: 10 }));
    expect(await answer(age)).toBe('UNUSABLE needs-passphrase');
    expect(await answer(age, { passphrases: ['kelp quiet lamb'] })).toBe('UNUSABLE wrong-passphrase');
    expect(await answer(age, { passphrases: ['kelp quiet lamp'], identities: [source.identity] })).toBe('INTEGRITY ONLY ');
  });

  it('that was altered or cut short is named as damaged', async () => {
    const age = await collect(await encryptTo(stream(), { recipients: [source.recipient] }));
    const open = { identities: [source.identity] };
    expect(await answer(flipByte(age, age.length - 100), open)).toBe('UNUSABLE damaged-age');
    expect(await answer(age.slice(0, -5000), open)).toBe('UNUSABLE damaged-age');
    expect(await answer(flipByte(age, 190), open)).toMatch(/^UNUSABLE (damaged-age|wrong-key)$/);
  });
});

/** An archive of one file of zeros, packed a thousandfold, made by hand. */
function bomb(size: number): Bytes {
  const data = deflateRawSync(Buffer.alloc(size));
  const name = Buffer.from('top/bagit.txt');
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(Buffer.alloc(size)), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, name, data]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, central, end]));
}
