import { concat, type Bytes } from '@/utils/crypto/bytes';
import type { Dice } from './random.ts';

/** Where two cuts stand, in order. */
const cuts = (dice: Dice, length: number): [number, number] => {
  const [a, b] = [dice.below(length), dice.below(length)];
  return a < b ? [a, b] : [b, a];
};

type Change = (bytes: Bytes, dice: Dice, other: Bytes) => Bytes;

const CHANGES: readonly Change[] = [
  (bytes, dice) => { const at = dice.below(bytes.length); return bytes.map((byte, i) => (i === at ? byte ^ (1 << dice.below(8)) : byte)); },
  (bytes, dice) => { const [a, b] = cuts(dice, bytes.length); return bytes.map((byte, i) => (i >= a && i < b ? 0 : byte)); },
  (bytes, dice) => bytes.slice(0, dice.below(bytes.length)),
  (bytes, dice) => bytes.slice(dice.below(bytes.length)),
  (bytes, dice) => concat(bytes, crypto.getRandomValues(new Uint8Array(1 + dice.below(600)))),
  (bytes, dice) => { const [a, b] = cuts(dice, bytes.length); return concat(bytes.slice(0, a), bytes.slice(b)); },
  (bytes, dice) => { const [a, b] = cuts(dice, bytes.length); return concat(bytes.slice(0, b), bytes.slice(a)); },
  (bytes, dice) => { const [a, b] = cuts(dice, bytes.length); return concat(bytes.slice(b), bytes.slice(a, b), bytes.slice(0, a)); },
  // Most of a file's structure stands at its beginning and its end.
  (bytes, dice) => { const at = dice.below(Math.min(300, bytes.length)); return bytes.map((byte, i) => (i === at ? dice.below(256) : byte)); },
  (bytes, dice) => { const at = bytes.length - 1 - dice.below(Math.min(600, bytes.length)); return bytes.map((byte, i) => (i === at ? dice.below(256) : byte)); },
  (bytes, dice, other) => concat(bytes.slice(0, dice.below(bytes.length)), other.slice(dice.below(other.length))),
];

/** The file altered as anybody on its way could alter it. `other`: a file to take pieces from. */
export const mutateOutside = (bytes: Bytes, other: Bytes, dice: Dice): Bytes => dice.one(CHANGES)(bytes, dice, other);
