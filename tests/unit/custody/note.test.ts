import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, toHex } from '@/utils/domain/ids';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { keyIdOf, originOf, parseCheckpoint, parseNote, signatureLine, verifyNote, writeCheckpoint } from '@/utils/custody/note';
import { leafOf } from '@/utils/custody/tree';

/** The example of Go's golang.org/x/mod/sumdb/note, which C2SP's format was written down from. */
const PETER = fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW').slice(1);
const PETERS_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

let key: SigningKey;
let other: SigningKey;
const root = leafOf(Uint8Array.of(1));
beforeAll(async () => {
  key = await keyFromSeed(new Uint8Array(32).fill(1));
  other = await keyFromSeed(new Uint8Array(32).fill(2));
});

describe('signed notes', () => {
  it('reads a note that others wrote', async () => {
    expect(toHex(keyIdOf('PeterNeumann', PETER))).toBe('c74f20a3');
    expect(await verifyNote(PETERS_NOTE, 'PeterNeumann', PETER)).toBe(true);
    expect(await verifyNote(PETERS_NOTE.replace('answer', 'Answer'), 'PeterNeumann', PETER)).toBe(false);
  });

  it('names the log by the hash of its key', () => {
    expect(originOf(key.publicKey)).toBe(`holdfast/${createHash('sha256').update(key.publicKey).digest('hex').slice(0, 8)}`);
  });

  it('writes a checkpoint that reads back and holds under its key only', async () => {
    const note = await writeCheckpoint(key, 12, root);
    expect(parseCheckpoint(note)).toEqual({ origin: originOf(key.publicKey), size: 12, root });
    expect(note.split('\n')).toHaveLength(6);
    expect(await verifyNote(note, originOf(key.publicKey), key.publicKey)).toBe(true);
    expect(await verifyNote(note, originOf(other.publicKey), other.publicKey)).toBe(false);
    expect(await verifyNote(note.replace('\n12\n', '\n13\n'), originOf(key.publicKey), key.publicKey)).toBe(false);
  });

  it('passes over signatures of other keys, but not a bad one of the right key', async () => {
    const note = await writeCheckpoint(key, 3, root);
    const name = originOf(key.publicKey);
    const foreign = signatureLine('ally.example', new Uint8Array(4), new Uint8Array(64));
    expect(await verifyNote(note + foreign, name, key.publicKey)).toBe(true);
    const bad = signatureLine(name, keyIdOf(name, key.publicKey), new Uint8Array(64));
    expect(await verifyNote(note + bad, name, key.publicKey)).toBe(false);
  });

  it.each([
    ['no newline at the end', (n: string) => n.slice(0, -1)],
    ['no signature', (n: string) => `${n.split('\n\n')[0]}\n\n`],
    ['a carriage return', (n: string) => n.replace('\n', '\r\n')],
    ['a hyphen for the dash', (n: string) => n.replace('—', '-')],
    ['a word after the signature', (n: string) => n.replace(/\n$/, ' x\n')],
    ['a plus in the name', (n: string) => n.replace('— holdfast', '— hold+fast')],
    ['base64 with loose bits', (n: string) => n.replace(/.=\n$/, 'B=\n')],
    ['more signatures than are read', (n: string) => n + signatureLine('a', new Uint8Array(4), new Uint8Array(1)).repeat(16)],
    ['a lone surrogate', (n: string) => `\ud800${n}`],
  ])('refuses a note with %s', async (_, change) => {
    const note = await writeCheckpoint(key, 3, root);
    expect(parseNote(note)).not.toBeNull();
    expect(parseNote(change(note))).toBeNull();
  });

  it.each([
    ['a leading zero', (n: string) => n.replace('\n3\n', '\n03\n')], ['a sign', (n: string) => n.replace('\n3\n', '\n-3\n')],
    ['a size beyond counting', (n: string) => n.replace('\n3\n', '\n99999999999999999\n')],
    ['a short root', (n: string) => n.replace(/\n[^\n]{43}=\n/, '\nAAAA\n')], ['a fourth line', (n: string) => n.replace('\n\n', '\nmore\n\n')],
    ['no origin', (n: string) => n.replace(/^[^\n]+/, '')],
  ])('refuses a checkpoint with %s', async (_, change) => {
    expect(parseCheckpoint(change(await writeCheckpoint(key, 3, root)))).toBeNull();
  });
});
