import { beforeAll, describe, expect, it } from 'vitest';
import { copy, edit, repack, reseal, unpack, type Unpacked } from '@/tests/lib/unpacked';
import { makeSource, type BuiltSource } from '@/tests/lib/source';
import { collect } from '@/tests/lib/collect';
import { keyFromSeed } from '@/utils/crypto/sign';
import { EXITS } from '@/utils/custody/check-types';
import { writePackage } from '@/utils/custody/package';
import { verifyPackage } from '@/utils/custody/verify';

let source: BuiltSource;
let whole: Unpacked;
beforeAll(async () => {
  source = await makeSource([{ text: 'I know the colour of your door.' }], [{}]);
  whole = await unpack(await collect(writePackage(source, { pictures: 'post' }).stream));
});

const forged = async (): Promise<Unpacked> => {
  const at = copy(whole);
  for (const path of ['data/items/0001/post.json', 'data/items/0001/post.html', 'data/report.html', 'data/log.csv']) edit(at, path, (text) => text.replaceAll('your door', 'her door'));
  await reseal(at, await keyFromSeed(new Uint8Array(32).fill(9)));
  return at;
};

describe('a word altered, with every sum, tree and signature made anew under another key', () => {
  it('is INTEGRITY ONLY without a pinned key', async () => {
    const verdict = await verifyPackage(new Blob([await repack(await forged())]));
    expect([verdict.answer, verdict.failures]).toEqual(['INTEGRITY ONLY', []]);
  });

  it('is FAILED, "another key", with the key pinned', async () => {
    const verdict = await verifyPackage(new Blob([await repack(await forged())]), { pinnedKey: source.publicKey });
    expect([verdict.answer, verdict.failures.map((f) => f.code)]).toEqual(['FAILED', ['another-key']]);
  });

  it('is FAILED when the forger leaves the old key in its place', async () => {
    const at = await forged();
    for (const path of ['seal/public-key.pem', 'seal/allowed_signers', 'seal/checkpoint.txt']) at.files.set(path, whole.files.get(path) as never);
    const codes = (await verifyPackage(new Blob([await repack(at)]))).failures.map((f) => f.code);
    expect(codes).toEqual(expect.arrayContaining(['bad-signature', 'bad-ssh-signature', 'wrong-root', 'altered-file']));
  });

  it('never reaches exit 0', () => {
    expect(EXITS).toEqual({ VERIFIED: 0, 'INTEGRITY ONLY': 3, FAILED: 1, UNUSABLE: 2 });
  });
});
