import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '@/utils/crypto/bytes';
import type { SigningKey } from '@/utils/crypto/sign';
import { jcs } from '@/utils/custody/jcs';
import type { LabelOp } from '@/utils/domain/handoff';
import { randomId, toBase64, toHex } from '@/utils/domain/ids';
import type { Dice } from './random.ts';
import type { World } from './world.ts';

/** The operation with some of it changed, by a key that signs for it whatever it says. */
async function resign(op: LabelOp, change: Partial<Record<keyof LabelOp, unknown>>, key: SigningKey): Promise<LabelOp> {
  const { opId: _opId, sig: _sig, ...rest } = { ...op, ...change } as LabelOp;
  const bytes = utf8(`holdfast/label/v1\n${jcs(rest)}`);
  return { ...rest, opId: toHex(sha256(bytes)), sig: toBase64(await key.sign(bytes)) };
}

type Change = (op: LabelOp, world: World, dice: Dice) => Partial<Record<keyof LabelOp, unknown>>;

/** What no ally may say, however well it is signed. */
const FORBIDDEN: readonly Change[] = [
  () => ({ lamport: 2 ** 53 }), () => ({ lamport: 2 ** 53 - 1 }), () => ({ lamport: 1_000 }), () => ({ lamport: 0 }), () => ({ lamport: -1 }), () => ({ lamport: 1.5 }), () => ({ lamport: 1 }),
  () => ({ item: randomId() }), () => ({ item: '../up' }), () => ({ prev: '0'.repeat(64) }), () => ({ prev: null }),
  (_, { known }) => ({ field: 'revoke', value: known[0]?.opId }), (_, { known }) => ({ field: 'revoke', value: known[1]?.opId }), (_, { known }) => ({ field: 'tag-', value: { tag: 'work', adds: [known[1]?.opId] } }),
  (_, { ally }) => ({ field: 'choice', value: { field: 'line', author: ally.card.card.label } }),
  (_, { other }) => ({ author: other.card.card.label }), (_, { her }) => ({ author: her.card.card.label }), (_, { stranger }) => ({ author: stranger.card.card.label }),
  () => ({ field: 'line', value: 'x'.repeat(100_000) }), () => ({ field: 'line', value: 'two\nlines' }), () => ({ field: 'action', value: 'block' }), () => ({ field: 'advice', value: ['delete'] }), () => ({ field: '__proto__', value: {} }),
  () => ({ at: 'yesterday' }), () => ({ v: 2 }),
];

/** The last operation of the chain becomes one that is forbidden, and is signed for; or the chain is put out of order. */
export async function mutateLabels(ops: readonly LabelOp[], dice: Dice, world: World): Promise<LabelOp[]> {
  const last = ops.at(-1) as LabelOp;
  const before = ops.slice(0, -1);
  const way = dice.next();
  if (way < 0.1) return [...ops].reverse();
  if (way < 0.2) return ops.filter((_, i) => i !== dice.below(ops.length - 1));
  if (way < 0.3) return [...ops, await resign(last, { value: true, at: '2026-11-22T11:00:00.000Z', lamport: last.lamport + 1 }, world.ally.label)];
  const key = dice.next() < 0.85 ? world.ally.label : dice.one([world.other.label, world.stranger.label]);
  return [...before, await resign(last, dice.one(FORBIDDEN)(last, world, dice), key)];
}
