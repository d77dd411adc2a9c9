import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { has, inFolder, run } from '@/tests/lib/tools';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { cosign, cosignedAt, type Consistency } from '@/utils/custody/cosign';
import { jcs } from '@/utils/custody/jcs';
import { writePem } from '@/utils/custody/keyfiles';
import { newLine } from '@/utils/custody/line';
import { writeCheckpoint } from '@/utils/custody/note';
import { ProofTree } from '@/utils/custody/proof';
import { parseTlogProof, writeTlogProof } from '@/utils/custody/tlog-proof';
import { rootOf } from '@/utils/custody/tree';
import { toBase64 } from '@/utils/domain/ids';

const TIME = new Date('2026-03-05T10:00:00.700Z');
const lines = Array.from({ length: 21 }, (_, seq) => newLine({ seq, type: 'capture', time: '2026-03-01T10:20:30.123Z', itemId: null, body: { n: seq } }));
const leaves = lines.map(({ leaf }) => leaf);
let log: SigningKey;
let ally: SigningKey;
beforeAll(async () => { [log, ally] = await Promise.all([7, 9].map((n) => keyFromSeed(new Uint8Array(32).fill(n)))) as [SigningKey, SigningKey]; });

const note = (of = leaves, key = log): Promise<string> => writeCheckpoint(key, of.length, rootOf(of));
const proof = (from: number, of = leaves): Consistency => ({ size: from, hashes: new ProofTree(of).consistency(from) });
const ask = async (seen: string | null, proofs: Consistency[], now?: string) => cosign(ally, now ?? (await note()), log.publicKey, seen, proofs, TIME);

describe('a cosignature', () => {
  it('is given for the first checkpoint, and for every one that goes on from the one seen', async () => {
    const first = await ask(null, []);
    expect(first.ok && (await cosignedAt(first.value, ally.publicKey))).toBe(Math.floor(TIME.getTime() / 1000));
    for (let from = 1; from <= leaves.length; from += 1) {
      const later = await ask(await note(leaves.slice(0, from)), [proof(3), proof(from)]);
      expect(later.ok, String(from)).toBe(true);
    }
  });

  it('is refused, with the reason', async () => {
    const seen = await note(leaves.slice(0, 8));
    const other = lines.map(({ leaf }, i) => (i === 5 ? newLine({ seq: 5, type: 'delete', time: '2026-03-01T10:20:30.123Z', itemId: null, body: {} }).leaf : leaf));
    const shorter = leaves.filter((_, i) => i !== 2);
    expect(await ask(seen, [proof(8, other)], await note(other))).toMatchObject({ ok: false, error: 'rewritten' });
    expect(await ask(seen, [proof(8, shorter)], await note(shorter))).toMatchObject({ ok: false, error: 'rewritten' });
    expect(await ask(await note(), [], await note(other))).toMatchObject({ ok: false, error: 'rewritten' });
    expect(await ask(await note(), [], seen)).toMatchObject({ ok: false, error: 'shrunk' });
    expect(await ask(seen, [proof(7), proof(9)])).toMatchObject({ ok: false, error: 'unproven' });
    expect(await ask(seen, [{ ...proof(8), hashes: proof(8).hashes.slice(1) }])).toMatchObject({ ok: false, error: 'rewritten' });
    expect(await ask(await note(leaves.slice(0, 8), ally), [proof(8)])).toMatchObject({ ok: false, error: 'other-log' });
    expect(await ask(seen, [proof(8)], await note(leaves, ally))).toMatchObject({ ok: false, error: 'bad-note' });
    expect(await ask(seen, [proof(8)], (await note()).replace('\n21\n', '\n20\n'))).toMatchObject({ ok: false, error: 'bad-note' });
  });

  it('is not read from another key, another text or another time', async () => {
    const given = await ask(null, []);
    if (!given.ok) throw new Error(given.error);
    expect(await cosignedAt(given.value, log.publicKey)).toBeNull();
    expect(await cosignedAt(await note(), ally.publicKey)).toBeNull();
    expect(await cosignedAt(given.value.replace('\n21\n', '\n22\n'), ally.publicKey)).toBeNull();
    const blob = given.value.trimEnd().split(' ').at(-1) ?? '';
    const late = Uint8Array.from(atob(blob), (c, i) => c.charCodeAt(0) ^ (i === 11 ? 1 : 0));
    expect(await cosignedAt(given.value.replace(blob, toBase64(late)), ally.publicKey)).toBeNull();
  });
});

describe('a tlog-proof', () => {
  it('comes back as it was written, and nothing else is one', async () => {
    const text = writeTlogProof(new ProofTree(leaves), 6, await note());
    expect(parseTlogProof(text)).toMatchObject({ index: 6, checkpoint: await note() });
    for (const bad of [text.replace('@v1', '@v2'), text.replace('index 6', 'index 06'), text.replace('\n\n', '\n'), text.slice(0, -1), text.replace('index', 'extra AA\nindex')]) expect(parseTlogProof(bad)).toBeNull();
  });
});

const missing = ['openssl', 'python3'].filter((tool) => !has(tool));
describe.skipIf(missing.length > 0)('openssl and a python script of another making', () => {
  it('agree on cosignature, consistency and inclusion, and disagree where one thing is altered', () =>
    inFolder(async (at) => {
      const python = (...args: string[]) => run('python3', [resolve('tests/custody/check_log.py'), ...args], { cwd: at });
      const put = (name: string, text: string): void => writeFileSync(join(at, name), text);
      put('log.pem', writePem(log.publicKey));
      put('ally.pem', writePem(ally.publicKey));
      const seen = await note(leaves.slice(0, 11));
      const given = await ask(seen, [proof(11)]);
      if (!given.ok) throw new Error(given.error);
      put('seen', seen);
      put('now', given.value);
      put('proof', proof(11).hashes.map((hash) => `${toBase64(hash)}\n`).join(''));
      expect(python('signature', 'now', 'log.pem').code).toBe(0);
      expect(python('cosignature', 'now', 'ally.pem')).toEqual({ code: 0, out: `${Math.floor(TIME.getTime() / 1000)}\n` });
      expect(python('consistency', 'seen', 'now', 'proof')).toEqual({ code: 0, out: '' });
      put('item.tlog-proof', writeTlogProof(new ProofTree(leaves), 13, given.value));
      put('line', jcs(lines[13]?.line));
      expect(python('inclusion', 'item.tlog-proof', 'line')).toEqual({ code: 0, out: '' });

      put('line', jcs(lines[14]?.line));
      expect(python('inclusion', 'item.tlog-proof', 'line').code).toBe(1);
      put('seen', await note(leaves.map((leaf, i) => (i === 0 ? rootOf([leaf, leaf]) : leaf)).slice(0, 11)));
      expect(python('consistency', 'seen', 'now', 'proof').code).toBe(1);
      put('now', given.value.replace('\n21\n', '\n22\n'));
      expect(python('cosignature', 'now', 'ally.pem').code).toBe(1);
      expect(python('signature', 'now', 'log.pem').code).toBe(1);
    }));
});
