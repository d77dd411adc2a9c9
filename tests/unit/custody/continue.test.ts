import { beforeAll, expect, it } from 'vitest';

import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { branchOf, checkContinues, signContinues, type Continuation, type ShownBranch } from '@/utils/custody/continue';
import { newLine } from '@/utils/custody/line';
import { parseCheckpoint, writeCheckpoint, type Checkpoint } from '@/utils/custody/note';
import { ProofTree } from '@/utils/custody/proof';
import { leafOf, rootOf, type Hash } from '@/utils/custody/tree';
import { utf8 } from '@/utils/crypto/bytes';

let old: SigningKey;
let next: SigningKey;
let stranger: SigningKey;
beforeAll(async () => {
  [old, next, stranger] = (await Promise.all([1, 2, 3].map((fill) => keyFromSeed(new Uint8Array(32).fill(fill))))) as [SigningKey, SigningKey, SigningKey];
});

const leavesOf = (count: number, word = 'line'): Hash[] => Array.from({ length: count }, (_, i) => leafOf(utf8(`${word} ${i}`)));

/** A log restored at `common` of the old one's leaves, with `more` lines after it, as it is shown to somebody who saw `seen` lines. */
async function restored(common: number, more: number, seen: number, { trunk = leavesOf(common), by = old }: { trunk?: Hash[]; by?: SigningKey } = {}): Promise<ShownBranch> {
  const statement = await signContinues(by, next, common, rootOf(leavesOf(common)));
  const made = newLine({ seq: common, type: 'continue', time: '2026-05-01T10:00:00.000Z', itemId: null, body: { ...statement } });
  const leaves = [...trunk, made.leaf, ...leavesOf(more, 'new')];
  const tree = new ProofTree(leaves);
  return {
    checkpoint: await writeCheckpoint(next, leaves.length, rootOf(leaves)),
    continuations: [{ line: made.line, statement, inclusion: tree.inclusion(common), consistency: common === 0 ? [] : tree.consistency(common) }],
    ...(seen > 0 && seen <= common && { sinceSeen: tree.consistency(seen) }),
  };
}
const seenAt = (size: number, word = 'line') => writeCheckpoint(old, size, rootOf(leavesOf(size, word)));
const changed = (shown: ShownBranch, change: Partial<Continuation>): ShownBranch => ({ ...shown, continuations: shown.continuations.map((one) => ({ ...one, ...change })) });

it.each([[5, 3, 5], [5, 0, 2], [8, 4, 8], [7, 9, 0], [0, 2, 0]])('a log restored at %i (%i lines since) goes on for whoever saw %i', async (common, more, seen) => {
  expect(await branchOf(await seenAt(seen), await restored(common, more, seen))).toEqual({ kind: 'goes-on', common, key: next.publicKey });
});

it('a log that was restored twice is followed through both keys', async () => {
  const third = await keyFromSeed(new Uint8Array(32).fill(4));
  const one = await signContinues(old, next, 4, rootOf(leavesOf(4)));
  const first = newLine({ seq: 4, type: 'continue', time: '2026-05-01T10:00:00.000Z', itemId: null, body: { ...one } });
  const trunk = [...leavesOf(4), first.leaf, ...leavesOf(2, 'new')];
  const again = await signContinues(next, third, trunk.length, rootOf(trunk));
  const second = newLine({ seq: trunk.length, type: 'continue', time: '2026-06-01T10:00:00.000Z', itemId: null, body: { ...again } });
  const leaves = [...trunk, second.leaf];
  const tree = new ProofTree(leaves);
  const continuations = [{ line: first.line, statement: one }, { line: second.line, statement: again }].map(({ line, statement }) => ({ line, statement, inclusion: tree.inclusion(line.seq), consistency: tree.consistency(line.seq) }));
  const shown = { checkpoint: await writeCheckpoint(third, leaves.length, rootOf(leaves)), continuations, sinceSeen: tree.consistency(3) };
  expect(await branchOf(await seenAt(3), shown)).toEqual({ kind: 'goes-on', common: 4, key: third.publicKey });
  expect(await branchOf(await seenAt(6), shown)).toEqual({ kind: 'restored', common: 4, key: third.publicKey });
  // Seen only after the first restore: that one is of no matter.
  expect(await branchOf(await writeCheckpoint(next, 5, rootOf(trunk.slice(0, 5))), { ...shown, sinceSeen: tree.consistency(5) })).toMatchObject({ kind: 'goes-on', common: 7 });
  expect(await branchOf(await seenAt(3), { ...shown, continuations: continuations.slice(0, 1) })).toEqual({ kind: 'rewritten', why: 'other-log' });
});

it('whoever saw lines after the backup is told so: restored, with the common point', async () => {
  expect(await branchOf(await seenAt(9), await restored(5, 3, 9))).toEqual({ kind: 'restored', common: 5, key: next.publicKey });
});

it('a log whose old lines are other ones is rewritten, whoever signs', async () => {
  const other = leavesOf(5, 'forged');
  expect(await branchOf(await seenAt(5), await restored(5, 3, 5, { trunk: other }))).toEqual({ kind: 'rewritten', why: 'other-lines' });
  expect(await branchOf(await seenAt(9), await restored(5, 3, 9, { trunk: other }))).toEqual({ kind: 'rewritten', why: 'other-lines' });
  const shown = await restored(5, 3, 3);
  expect(await branchOf(await seenAt(3, 'else'), shown)).toEqual({ kind: 'rewritten', why: 'other-lines' });
  const { sinceSeen: _, ...bare } = shown;
  expect(await branchOf(await seenAt(3), bare)).toEqual({ kind: 'rewritten', why: 'other-lines' });
});

it('a statement that the old key did not sign, or that stands nowhere in the log, is none', async () => {
  expect(await branchOf(await seenAt(5), await restored(5, 3, 5, { by: stranger }))).toEqual({ kind: 'rewritten', why: 'other-log' });
  const shown = await restored(5, 3, 5);
  const first = shown.continuations[0] as Continuation;
  const now = parseCheckpoint(shown.checkpoint) as Checkpoint;
  const elsewhere = await restored(5, 4, 5);
  expect(await branchOf(await seenAt(5), changed(shown, { line: { ...first.line, time: '2026-05-02T10:00:00.000Z' } }))).toEqual({ kind: 'rewritten', why: 'not-in-log' });
  expect(await branchOf(await seenAt(5), { ...shown, checkpoint: elsewhere.checkpoint })).toEqual({ kind: 'rewritten', why: 'not-in-log' });
  expect(await branchOf(await seenAt(5), { ...shown, checkpoint: await writeCheckpoint(stranger, now.size, now.root) })).toEqual({ kind: 'rewritten', why: 'other-log' });
  expect(await branchOf(await seenAt(5), { ...shown, continuations: [] })).toEqual({ kind: 'rewritten', why: 'other-log' });
  const { continues, oldSig, newSig } = first.statement as Awaited<ReturnType<typeof signContinues>>;
  expect(await checkContinues({ continues, oldSig, newSig })).not.toBeNull();
  for (const bad of [null, {}, { continues, oldSig: newSig, newSig }, { continues, oldSig, newSig: oldSig }, { continues: { ...continues, size: 4 }, oldSig, newSig }, { continues: { ...continues, more: 1 }, oldSig, newSig }]) {
    expect(await checkContinues(bad)).toBeNull();
    expect(await branchOf(await seenAt(5), changed(shown, { statement: bad }))).toEqual({ kind: 'rewritten', why: 'no-statement' });
  }
});
