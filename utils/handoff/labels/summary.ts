import type { Advice, LabelOp } from '@/utils/domain/handoff';

import { agreement, type Agreement } from './kappa';
import { meaning, shownOf, type ItemLabels, type LabelState, type Said, type Shown } from './state';
import { CHOSEN, type Chosen, type LabelValues } from './values';

/** What a file brings, in numbers: nothing of it has to be read to know them. Each counts posts. */
export interface Summary {
  labels: number;
  posts: number;
  forms: [id: string, count: number][];
  /** By level 0…4; `unsure` too. */
  levels: [level: string, count: number][];
  advice: [advice: Advice, count: number][];
  passed: number;
  lines: number;
  notes: number;
  tags: number;
  witnessed: number;
  signs: number;
}

/** Of one author, over the posts that `fresh` speaks of, as `state` comes out with it. */
export function summaryOf(fresh: readonly LabelOp[], state: LabelState, author: string): Summary {
  const posts = [...new Set(fresh.map(({ item }) => item))];
  const own = posts.flatMap((item) => state.get(item)?.authors[author] ?? []);
  const tally = <T extends string>(values: T[]): [T, number][] => {
    const counts = new Map<T, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  };
  const count = (holds: (labels: ItemLabels['authors'][string]) => boolean): number => own.filter(holds).length;
  return {
    labels: fresh.length, posts: posts.length,
    forms: tally(own.flatMap(({ said }) => said.form?.value.primary ?? [])),
    levels: tally(own.flatMap(({ said }) => (said.severity ? [String(said.severity.value.level ?? 'unsure')] : []))).sort(([a], [b]) => (a > b ? -1 : 1)),
    advice: tally(own.flatMap(({ said }) => said.advice?.value ?? [])),
    passed: count(({ passed }) => passed), lines: count(({ said }) => said.line !== undefined), notes: count(({ said }) => said.note !== undefined),
    tags: count(({ tags }) => tags.length > 0), witnessed: count(({ witnessed }) => witnessed.length > 0), signs: count(({ said }) => (said.signs?.value.ids.length ?? 0) > 0),
  };
}

export interface Difference<F extends Chosen = Chosen> { item: string; field: F; all: { author: string; said: Said<LabelValues[F]> }[]; shown: Shown<F> | null }

/** Where two people say different things of one post, whether she has chosen or not; in the order of the posts' ids. */
export function differences(state: LabelState, mine: string): Difference[] {
  const found: Difference[] = [];
  for (const [item, labels] of [...state].sort(([a], [b]) => (a < b ? -1 : 1))) for (const field of CHOSEN) {
    const all = Object.entries(labels.authors).flatMap(([author, { said }]) => (said[field] ? [{ author, said: said[field] }] : [])).sort((a, b) => (a.author < b.author ? -1 : 1));
    if (new Set(all.map(({ said }) => meaning(said.value))).size > 1) found.push({ item, field, all, shown: shownOf(labels, field, mine) });
  }
  return found;
}

/** How two people agree on the form and on the level, over the posts that both labelled. */
export function agreementOf(state: LabelState, a: string, b: string): { form: Agreement; severity: Agreement } {
  const pairs = (of: (labels: ItemLabels['authors'][string] | undefined) => string | undefined): [string, string][] =>
    [...state.values()].flatMap(({ authors }): [string, string][] => {
      const [one, two] = [of(authors[a]), of(authors[b])];
      return one === undefined || two === undefined ? [] : [[one, two]];
    });
  return {
    form: agreement(pairs((labels) => labels?.said.form?.value.primary)),
    severity: agreement(pairs((labels) => labels?.said.severity && String(labels.said.severity.value.level))),
  };
}

/** Posts for which an advice stands: her choice, her own word, or what all say. */
export const advised = (state: LabelState, advice: Advice, mine: string): string[] =>
  [...state].flatMap(([item, labels]) => {
    const shown = shownOf(labels, 'advice', mine);
    return shown?.kind === 'one' && shown.said.value.includes(advice) ? [item] : [];
  });
