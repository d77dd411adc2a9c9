import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import type { LabelOp } from '@/utils/domain/handoff';
import { toBase64 } from '@/utils/domain/ids';
import { writeOps, type NewOp } from '@/utils/handoff/labels/op';
import { ADVICE } from '@/utils/handoff/labels/values';

const FORMS = ['threat_violence', 'insult_degrading', 'pile_on', 'doxxing', 'unsure'];
const TAGS = ['kettle', 'spoon', 'lamp', 'ladder'];
const taxonomy = '2026-11-22';

export const itemId = (n: number): string => n.toString(16).padStart(32, '0');
export const labelKey = (n: number): Promise<SigningKey> => keyFromSeed(new Uint8Array(32).fill(n));
export const keyName = ({ publicKey }: SigningKey): string => toBase64(publicKey);

/** A fixed sequence of numbers 0…1: mulberry32. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** In another order; `roll` decides. */
export function shuffled<T>(all: readonly T[], roll: () => number): T[] {
  const out = [...all];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(roll() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** One author's chain of `count` operations over posts 1 to `items`: every field, tags put on and taken off, own words taken back. */
export async function chainOf(signing: SigningKey, count: number, items: number, roll: () => number): Promise<LabelOp[]> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
  const ops: LabelOp[] = [];
  while (ops.length < count) {
    const item = itemId(1 + Math.floor(roll() * items));
    const own = ops.filter((op) => op.item === item);
    const added = own.filter(({ field }) => field === 'tag+');
    const kinds: (() => NewOp | null)[] = [
      () => ({ item, field: 'form', value: { primary: pick(FORMS), others: [], taxonomy } }),
      () => ({ item, field: 'severity', value: { level: pick([0, 1, 2, 3, 4, null]), taxonomy } }),
      () => ({ item, field: 'grounds', value: { ids: ['gender'], taxonomy } }),
      () => ({ item, field: 'signs', value: { ids: [pick(['weapon', 'time_given'])], taxonomy } }),
      () => ({ item, field: 'line', value: `Line ${ops.length} about it` }),
      () => ({ item, field: 'note', value: `Note ${ops.length}\nin two lines` }),
      () => ({ item, field: 'advice', value: [pick(ADVICE)] }),
      () => ({ item, field: 'pass', value: true }),
      () => ({ item, field: 'tag+', value: pick(TAGS) }),
      () => (added.length === 0 ? null : { item, field: 'tag-', value: { tag: added[0]?.value as string, adds: added.filter(({ value }) => value === added[0]?.value).map(({ opId }) => opId) } }),
      () => {
        const back = own.filter(({ field }) => field !== 'revoke');
        return back.length === 0 ? null : { item, field: 'revoke', value: pick(back).opId };
      },
    ];
    const next = pick(kinds)();
    if (next) ops.push(...(await writeOps(signing, ops.at(-1) ?? null, 0, [next], new Date(1_800_000_000_000 + ops.length * 1000))));
  }
  return ops;
}
