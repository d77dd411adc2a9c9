import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { Held, HeldItem, LabelOp } from '@/utils/domain/handoff';
import { ownOps, say } from '@/utils/handoff/labels/desk';
import { draftOf, isDone, newsOf, type Draft } from '@/utils/handoff/labels/draft';
import { stateOf } from '@/utils/handoff/labels/state';
import { me, type Me } from '@/utils/handoff/person';
import { problemWords } from '@/utils/ui/problem';
import type { NewOp } from '@/utils/handoff/labels/op';
import type { Vault } from '@/utils/vault/types';

export interface Row extends HeldItem { row: string }

export interface Work {
  held: Held;
  me: Me;
  rows: Row[];
  /** What this person said so far of one post. */
  draftFor: (item: string) => Draft;
  opsFor: (item: string) => LabelOp[];
  done: (item: string) => boolean;
  /** Kept in the order of the calls; the screen need not wait. */
  keep: (row: Row, draft: Draft) => void;
  sign: (row: Row, news: NewOp[]) => void;
  /** Posts that were not kept, by number. */
  problems: { number: number; words: string }[];
  /** Until everything is kept. */
  settled: () => Promise<void>;
}

/** One hand-over with what was said of it. Null: not there yet; a string: it cannot be opened. */
export function useWork(vault: Vault, id: string): Work | string | null {
  const [base, setBase] = useState<{ held: Held; me: Me; rows: Row[] } | string | null>(null);
  const [, draw] = useState(0);
  const ops = useRef(new Map<string, LabelOp[]>());
  const queue = useRef<Promise<void>>(Promise.resolve());
  const problems = useRef<Work['problems']>([]);

  useEffect(() => {
    let gone = false;
    void load(vault, id).then((answer) => {
      if (gone) return;
      if (typeof answer !== 'string') ops.current = Map.groupBy(answer.ops, ({ item }) => item);
      setBase(answer);
    });
    return () => { gone = true; };
  }, [vault, id]);

  const write = useCallback((row: Row, newsFor: () => NewOp[]) => {
    if (base === null || typeof base === 'string') return;
    queue.current = queue.current.then(async () => {
      const answer = await say(vault, base.me.label, base.held.from, newsFor(), new Date());
      problems.current = problems.current.filter(({ number }) => number !== row.number);
      if (answer.ok) ops.current.set(row.item, [...(ops.current.get(row.item) ?? []), ...answer.value]);
      else problems.current = [...problems.current, { number: row.number, words: problemWords(answer) }];
      draw((n) => n + 1);
    });
  }, [vault, base]);

  if (base === null || typeof base === 'string') return base;
  const of = (item: string): LabelOp[] => ops.current.get(item) ?? [];
  const draftFor = (item: string): Draft => draftOf(stateOf(of(item)).get(item)?.authors[base.me.signed.card.label]);
  return {
    ...base, draftFor, opsFor: of, done: (item) => isDone(draftFor(item)), problems: problems.current,
    keep: (row, draft) => write(row, () => newsOf(row.item, of(row.item), draft)),
    sign: (row, news) => write(row, () => news),
    settled: async () => queue.current,
  };
}

async function load(vault: Vault, id: string): Promise<{ held: Held; me: Me; rows: Row[]; ops: LabelOp[] } | string> {
  const [held, items, own] = await Promise.all([vault.shelfOne<Held>(id), vault.shelf<HeldItem>('held-item'), me(vault)]);
  if (!held.ok) return problemWords(held);
  if (!items.ok) return problemWords(items);
  if (!own.ok) return problemWords(own);
  if (own.value === null || held.value.kind !== 'held') return problemWords({ error: 'not-found' });
  const ops = await ownOps(vault, held.value.data.from);
  if (!ops.ok) return problemWords(ops);
  const rows = items.value.filter(({ data }) => data.held === id).map(({ id: row, data }) => ({ ...data, row }));
  return { held: held.value.data, me: own.value, rows, ops: ops.value };
}
