import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { ItemHead } from '@/utils/domain/item';
import { haystack, matcher } from '@/utils/ui/search';
import type { Vault, VaultProblem } from '@/utils/vault/types';

const PAGE = 100;

export interface Heads {
  /** Null: not known yet. */
  total: number | null;
  /** Newest first, as far as asked for. */
  heads: ItemHead[];
  problem: VaultProblem | null;
  /** Makes sure that rows up to `last` are there. */
  need: (last: number) => void;
}

/** Keyset pages of the vault, read as far as the view has come; read anew after a change without emptying the screen. */
export function usePages(vault: Vault, version: number): Heads {
  const [shown, setShown] = useState<{ total: number | null; heads: ItemHead[]; problem: VaultProblem | null }>({ total: null, heads: [], problem: null });
  const wanted = useRef(PAGE - 1);
  const run = useRef({ turn: 0, busy: false, heads: [] as ItemHead[], total: 0 });

  const fill = useCallback(async (turn: number) => {
    const now = run.current;
    if (now.busy) return;
    now.busy = true;
    try {
      while (turn === now.turn && now.heads.length < Math.min(now.total, wanted.current + 1)) {
        const before = now.heads.at(-1)?.number;
        const answer = await (before === undefined ? vault.page(PAGE) : vault.page(PAGE, before));
        if (turn !== now.turn) return;
        if (!answer.ok) return setShown({ total: now.total, heads: now.heads, problem: answer.error });
        if (answer.value.length === 0) now.total = now.heads.length;
        now.heads = [...now.heads, ...answer.value];
        setShown({ total: now.total, heads: now.heads, problem: null });
      }
      if (turn === now.turn) setShown({ total: now.total, heads: now.heads, problem: null });
    } finally {
      now.busy = false;
      if (turn !== now.turn) void fill(now.turn);
    }
  }, [vault]);

  useEffect(() => {
    const turn = (run.current.turn += 1);
    void vault.count().then((answer) => {
      if (turn !== run.current.turn) return;
      if (!answer.ok) return setShown((old) => ({ ...old, problem: answer.error }));
      run.current.heads = [];
      run.current.total = answer.value;
      void fill(turn);
    });
    return () => { run.current.turn += 1; };
  }, [vault, version, fill]);

  const need = useCallback((last: number) => {
    wanted.current = Math.max(PAGE - 1, last + PAGE / 2);
    void fill(run.current.turn);
  }, [fill]);
  return { ...shown, need };
}

export interface Found {
  /** Null while it is still looking; what it has so far stands in `heads`. */
  total: number | null;
  heads: ItemHead[];
}

type Known = { head: ItemHead; hay: string };

const hayOf = (head: ItemHead): string =>
  haystack([head.text, head.handle, head.displayName, head.note, head.permalink, head.address, String(head.number)]);

/** Looks through all heads in memory; nothing is written anywhere. Off (null) when there is nothing to look for. */
export function useSearch(vault: Vault, version: number, typed: string, only: ((head: ItemHead) => boolean) | null): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  const known = useRef<{ version: number; all: Known[] } | null>(null);
  const on = typed.trim() !== '' || only !== null;
  useEffect(() => {
    if (!on) {
      known.current = null;
      setFound(null);
      return;
    }
    let gone = false;
    const timer = setTimeout(() => {
      void (async () => {
        const fits = matcher(typed);
        const pick = (all: Known[]) => all.filter(({ head, hay }) => (only === null || only(head)) && fits(hay)).map(({ head }) => head);
        if (known.current?.version !== version) {
          const all: Known[] = [];
          for await (const batch of vault.heads()) {
            if (gone) return;
            for (const head of batch) all.push({ head, hay: hayOf(head) });
            setFound({ total: null, heads: pick(all) });
          }
          known.current = { version, all };
        }
        if (gone) return;
        const heads = pick(known.current.all);
        setFound({ total: heads.length, heads });
      })().catch(() => { if (!gone) setFound((old) => ({ total: old?.heads.length ?? 0, heads: old?.heads ?? [] })); });
    }, 120);
    return () => { gone = true; clearTimeout(timer); };
  }, [vault, version, typed, only, on]);
  return on ? (found ?? { total: null, heads: [] }) : null;
}
