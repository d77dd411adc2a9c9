import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { linesOf, undoable, type Line } from '@/utils/act/history';
import { actJobs, stampsOf, type ActJob, type Stamps } from '@/utils/act/job';
import { ownList, spareOf } from '@/utils/act/own-list';
import type { Kept, SpareFor } from '@/utils/act/spare';
import type { ItemHead } from '@/utils/domain/item';
import type { Vault } from '@/utils/vault/types';

export interface Acts {
  jobs: ActJob[];
  stamps: Stamps;
  list: Kept[];
  spare: SpareFor;
  lines: Line[];
  /** Job id → what of it may still be undone. */
  standing: ReadonlyMap<string, number[]>;
}

/** Every run, her own list and the pace, read anew after each change. Null: not read yet. */
export function useActs(vault: Vault, version: number): Acts | null {
  const [read, setRead] = useState<Pick<Acts, 'jobs' | 'stamps' | 'list' | 'spare'> | null>(null);
  useEffect(() => {
    let gone = false;
    void Promise.all([actJobs(vault), stampsOf(vault), ownList(vault), spareOf(vault)]).then(([jobs, stamps, list, spare]) => {
      if (!gone && spare.ok) setRead({ jobs, stamps: stamps?.data ?? {}, list, spare: spare.value });
    });
    return () => { gone = true; };
  }, [vault, version]);
  return useMemo(() => {
    if (read === null) return null;
    const lines = linesOf(read.jobs);
    return { ...read, lines, standing: undoable(lines) };
  }, [read]);
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
