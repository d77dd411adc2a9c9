import { describe, expect, it } from 'vitest';
import { sha256 } from '@/utils/crypto/hash';
import { keyFromSeed, verify } from '@/utils/crypto/sign';
import { fromHex, toHex } from '@/utils/domain/ids';

/** RFC 8032 section 7.1, tests 1 and 3. */
const VECTORS = [
  ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
  ['c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
] as const;

describe('Ed25519', () => {
  it.each(VECTORS)('gives the key and signature of RFC 8032 (seed %s)', async (seed, pub, message, signature) => {
    const key = await keyFromSeed(fromHex(seed));
    expect(toHex(key.publicKey)).toBe(pub);
    expect(toHex(await key.sign(fromHex(message)))).toBe(signature);
    expect(await verify(key.publicKey, fromHex(message), fromHex(signature))).toBe(true);
    expect(await verify(key.publicKey, fromHex(`${message}00`), fromHex(signature))).toBe(false);
  });

  it('answers false for what is no key or no signature', async () => {
    expect(await verify(new Uint8Array(31), new Uint8Array(1), new Uint8Array(64))).toBe(false);
    expect(await verify(new Uint8Array(32), new Uint8Array(1), new Uint8Array(63))).toBe(false);
    await expect(keyFromSeed(new Uint8Array(31))).rejects.toThrow();
  });
});

it('sha256 gives the well-known hash of "abc"', async () => {
  expect(await sha256(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
