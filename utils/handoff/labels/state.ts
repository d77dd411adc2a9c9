import type { LabelOp } from '@/utils/domain/handoff';

import { CHOSEN, type ChoiceValue, type Chosen, type LabelValues, type TagGone, type WitnessValue } from './values';

export interface Said<T> { value: T; opId: string; at: string }

/** What one author says of one post now. Older values stay among the operations. */
export interface AuthorLabels {
  said: { [F in Chosen]?: Said<LabelValues[F]> };
  tags: string[];
  /** They passed on it, and said nothing since. */
  passed: boolean;
  witnessed: Said<WitnessValue>[];
}

export interface ItemLabels {
  /** By label key. */
  authors: Record<string, AuthorLabels>;
  /** Whose value she lets stand, by field. */
  choices: { [F in Chosen]?: string };
}

/** By the post's id. */
export type LabelState = Map<string, ItemLabels>;

/**
 * What any set of operations comes to: the same for every order and any repeats. Each author's fields are their own;
 * of two values the one with the later Lamport number stands. A tag stands while one adding of it was not taken back.
 */
export function stateOf(ops: Iterable<LabelOp>): LabelState {
  const byId = new Map<string, LabelOp>();
  for (const op of ops) byId.set(op.opId, op);
  const own = (op: LabelOp, ids: string[]): string[] => ids.filter((id) => byId.get(id)?.author === op.author);
  const gone = new Set<string>();
  for (const op of byId.values()) if (op.field === 'revoke') for (const id of own(op, [op.value as string])) gone.add(id);
  const untagged = new Set<string>();
  for (const op of byId.values()) if (op.field === 'tag-' && !gone.has(op.opId)) for (const id of own(op, (op.value as TagGone).adds)) untagged.add(id);
  const state: LabelState = new Map();
  const standing = [...byId.values()].filter(({ opId, field }) => field !== 'revoke' && field !== 'tag-' && !gone.has(opId) && !untagged.has(opId));
  for (const op of standing.sort((a, b) => a.lamport - b.lamport || (a.opId < b.opId ? -1 : 1))) put(state, op);
  return state;
}

function put(state: LabelState, op: LabelOp): void {
  const item = state.get(op.item) ?? { authors: {}, choices: {} };
  state.set(op.item, item);
  if (op.field === 'choice') {
    const { field, author } = op.value as ChoiceValue;
    item.choices[field] = author;
    return;
  }
  const labels = (item.authors[op.author] ??= { said: {}, tags: [], passed: false, witnessed: [] });
  const said = { value: op.value, opId: op.opId, at: op.at };
  if (op.field === 'pass') labels.passed = true;
  else if (op.field === 'witness') labels.witnessed.push(said as Said<WitnessValue>);
  else if (op.field === 'tag+') labels.tags = [...new Set([...labels.tags, op.value as string])].sort();
  else if (isChosen(op.field)) {
    Object.assign(labels.said, { [op.field]: said });
    labels.passed = false;
  }
}

const isChosen = (field: string): field is Chosen => (CHOSEN as readonly string[]).includes(field);

export type Shown<F extends Chosen> =
  | { kind: 'one'; author: string; said: Said<LabelValues[F]> }
  /** Several say different things, and she has not chosen. */
  | { kind: 'open'; all: { author: string; said: Said<LabelValues[F]> }[] };

/** What stands for one field: her choice, else her own word, else what all who said something say alike. Null: nobody said anything. */
export function shownOf<F extends Chosen>(labels: ItemLabels | undefined, field: F, mine: string): Shown<F> | null {
  const all = Object.entries(labels?.authors ?? {}).flatMap(([author, { said }]) => {
    const one = said[field] as Said<LabelValues[F]> | undefined;
    return one === undefined ? [] : [{ author, said: one }];
  });
  const [first] = all.sort((a, b) => (a.author < b.author ? -1 : 1));
  if (first === undefined) return null;
  const wanted = all.find(({ author }) => author === labels?.choices[field]) ?? all.find(({ author }) => author === mine);
  if (wanted) return { kind: 'one', ...wanted };
  const print = meaning(first.said.value);
  return all.every(({ said }) => meaning(said.value) === print) ? { kind: 'one', ...first } : { kind: 'open', all };
}

/** Equal for values that say the same: sets in any order, whatever version of the classification. */
export function meaning(value: LabelValues[Chosen]): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return [...value].sort().join(' ');
  if ('level' in value) return String(value.level);
  if ('ids' in value) return [...value.ids].sort().join(' ');
  return [value.primary, ...[...value.others].sort()].join(' ');
}
