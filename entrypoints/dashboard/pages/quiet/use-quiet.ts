import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { linesOf, undoable, type Line } from '@/utils/act/history';
import { runsIn, stampsIn, type ActJob, type Stamps } from '@/utils/act/job';
import { takenLists, type TakenList } from '@/utils/act/lists';
import { sparedAccounts } from '@/utils/act/own-list';
import { spareFor, type Kept, type SpareFor } from '@/utils/act/spare';
import type { Account } from '@/utils/domain/handoff';
import type { ItemHead } from '@/utils/domain/item';
import type { Shelved, Vault } from '@/utils/vault/types';

export interface Acts {
  jobs: ActJob[];
  stamps: Stamps;
  list: Kept[];
  /** That she took in. */
  taken: Shelved<TakenList>[];
  spare: SpareFor;
  lines: Line[];
  /** Job id → what of it may still be undone. */
  standing: ReadonlyMap<string, number[]>;
}

type Read = Pick<Acts, 'jobs' | 'stamps' | 'list' | 'taken'> & { spared: string };

async function readAll(vault: Vault): Promise<Read | null> {
  const [all, spared, taken] = await Promise.all([vault.jobs(), sparedAccounts(vault), takenLists(vault)]);
  if (!all.ok || !spared.ok) return null;
  return { jobs: runsIn(all.value), stamps: stampsIn(all.value)?.data ?? {}, list: spared.value.list, taken, spared: JSON.stringify(spared.value) };
}

/** Every run, her own list and the pace, read anew after each change, one reading at a time. Null: not read yet. */
export function useActs(vault: Vault, version: number): Acts | null {
  const [read, setRead] = useState<Read | null>(null);
  const now = useRef({ wanted: 0, busy: false, gone: false });
  useEffect(() => {
    const at = now.current;
    at.gone = false;
    return () => { at.gone = true; };
  }, []);
  useEffect(() => {
    const at = now.current;
    at.wanted = version;
    if (at.busy) return;
    at.busy = true;
    void (async () => {
      for (let done: number | null = null; done !== at.wanted && !at.gone;) {
        done = at.wanted;
        const next = await readAll(vault).catch(() => null);
        if (!at.gone && next !== null) setRead(next);
      }
    })().finally(() => { at.busy = false; });
  }, [vault, version]);
  const spared = read?.spared ?? null;
  const spare = useMemo(() => {
    const { list, allies } = JSON.parse(spared ?? '{"list":[],"allies":[]}') as { list: Kept[]; allies: Account[] };
    return spareFor(list, allies);
  }, [spared]);
  return useMemo(() => {
    if (read === null) return null;
    const lines = linesOf(read.jobs);
    return { ...read, spare, lines, standing: undoable(lines) };
  }, [read, spare]);
}

/** All saved posts. A run changes the vault every few seconds: they are opened anew only when some came or went. */
export function useAllHeads(vault: Vault, version: number): ItemHead[] | null {
  const [heads, setHeads] = useState<ItemHead[] | null>(null);
  const before = useRef<string | null>(null);
  useEffect(() => {
    let gone = false;
    void (async () => {
      const [count, newest] = await Promise.all([vault.count(), vault.page(1)]);
      const print = `${count.ok ? count.value : ''} ${newest.ok ? (newest.value[0]?.number ?? '') : ''}`;
      if (gone || print === before.current) return;
      const found: ItemHead[] = [];
      for await (const batch of vault.heads()) found.push(...batch);
      if (gone) return;
      before.current = print;
      setHeads(found);
    })();
    return () => { gone = true; };
  }, [vault, version]);
  return heads;
}

/** The time, each second while something runs by it. */
export function useNow(on: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [on]);
  return on ? now : Date.now();
}
