import type { LabelOp } from '@/utils/domain/handoff';
import { fail, ok, type Result } from '@/utils/domain/result';

import type { Refusal } from './op';
import type { TagGone } from './values';

export interface MergeLimits {
  /** Every post that was ever handed to these authors. */
  given: ReadonlySet<string>;
  /** Those that are still here. Labels of the others are left out, and counted. */
  here: ReadonlySet<string>;
  /** Her own label key: only she chooses what shows. */
  mine: string;
}

export interface Joined {
  /** Those that were not known yet, in the file's order. */
  fresh: LabelOp[];
  /** About posts that were deleted since. */
  left: number;
  /** How often the author's clock went back: shown, never refused. */
  clockBack: number;
}

/** What is known, for quick looking up. */
export interface Known {
  byId: Map<string, LabelOp>;
  /** What comes after an operation, or first of an author: see `link`. */
  after: Map<string, string>;
  /** Highest Lamport number. */
  highest: number;
}

export const nothing = (): Known => ({ byId: new Map(), after: new Map(), highest: 0 });

export function learn(known: Known, ops: Iterable<LabelOp>): Known {
  for (const op of ops) {
    known.byId.set(op.opId, op);
    known.after.set(link(op), op.opId);
    known.highest = Math.max(known.highest, op.lamport);
  }
  return known;
}

/**
 * Union by `opId` of what is `known` and what a file brings (already checked by `checkOps`). A file holds an author's
 * whole chain, or goes on where a known one ends, each operation after the one before it. All or nothing.
 */
export function join(known: Known, file: readonly LabelOp[], limits: MergeLimits): Result<Joined, Refusal> {
  const news = nothing();
  const find = (id: string): LabelOp | undefined => known.byId.get(id) ?? news.byId.get(id);
  const ceiling = known.highest + file.length;
  const fresh: LabelOp[] = [];
  let left = 0;
  let clockBack = 0;
  for (const op of file) {
    if (find(op.opId)) continue;
    if (!limits.given.has(op.item)) return fail('unknown-item');
    const before = op.prev === null ? null : find(op.prev);
    if (before === undefined || (before !== null && before.author !== op.author)) return fail('broken-chain');
    if (known.after.has(link(op)) || news.after.has(link(op))) return fail('broken-chain');
    if (op.lamport > ceiling || op.lamport <= (before?.lamport ?? 0)) return fail('clock');
    if (!isOwn(op, find, limits.mine)) return fail('not-theirs');
    if (before !== null && Date.parse(op.at) < Date.parse(before.at)) clockBack += 1;
    learn(news, [op]);
    if (limits.here.has(op.item)) fresh.push(op);
    else left += 1;
  }
  return ok({ fresh, left, clockBack });
}

/** One operation only may come after another, and one be an author's first: two would be two histories. */
const link = ({ author, prev }: LabelOp): string => prev ?? author;

function isOwn(op: LabelOp, find: (id: string) => LabelOp | undefined, mine: string): boolean {
  if (op.field === 'choice') return op.author === mine;
  const meant = op.field === 'revoke' ? [op.value as string] : op.field === 'tag-' ? (op.value as TagGone).adds : [];
  return meant.every((id) => {
    const other = find(id);
    if (other === undefined || other.author !== op.author || other.item !== op.item) return false;
    return op.field === 'revoke' ? other.field !== 'revoke' : other.field === 'tag+' && other.value === (op.value as TagGone).tag;
  });
}
