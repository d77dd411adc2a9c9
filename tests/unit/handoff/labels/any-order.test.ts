import { beforeAll, describe, expect, it } from 'vitest';

import type { LabelOp } from '@/utils/domain/handoff';
import { join, learn, nothing } from '@/utils/handoff/labels/merge';
import { checkOps } from '@/utils/handoff/labels/op';
import { stateOf } from '@/utils/handoff/labels/state';

import { chainOf, dice, itemId, keyName, labelKey, shuffled } from '../../../lib/labels';

const ITEMS = 400;
const SIZES = [3_334, 3_333, 3_333];
const posts = new Set(Array.from({ length: ITEMS }, (_, i) => itemId(i + 1)));
const limits = { given: posts, here: posts, mine: 'hers' };
const chains: LabelOp[][] = [];

const print = (ops: readonly LabelOp[]): string => JSON.stringify([...stateOf(ops)]);

beforeAll(async () => {
  const roll = dice(7);
  for (const [i, count] of SIZES.entries()) chains.push(await chainOf(await labelKey(i + 1), count, ITEMS, roll));
});

describe('10,000 operations of three contacts', () => {
  it('are well signed and chained', async () => {
    for (const [i, chain] of chains.entries()) {
      const checked = await checkOps(structuredClone(chain), new Set([keyName(await labelKey(i + 1))]));
      expect(checked).toEqual({ ok: true, value: chain });
    }
  });

  it('come to one identical state in 200 random orders with repeats', () => {
    const wanted = print(chains.flat());
    expect(wanted.length).toBeGreaterThan(100_000);
    const roll = dice(11);
    for (let order = 0; order < 200; order++) {
      // Files as they are sent: each holds the author's chain so far. They come in any order, some twice.
      const files = chains.flatMap((chain) => [chain.slice(0, Math.floor(roll() * chain.length)), chain.slice(0, Math.floor(roll() * chain.length)), chain]);
      const known = nothing();
      for (const file of shuffled([...files, ...files.filter(() => roll() < 0.3)], roll)) {
        const joined = join(known, file, limits);
        if (!joined.ok) throw new Error(`order ${order}: ${joined.error}`);
        learn(known, joined.value.fresh);
      }
      const all = [...known.byId.values()];
      expect(all.length).toBe(10_000);
      // And the operations themselves, one by one, some of them twice.
      const again = shuffled([...all, ...all.filter(() => roll() < 0.1)], roll);
      if (print(again) !== wanted) throw new Error(`order ${order} came to another state`);
    }
  }, 600_000);
});
