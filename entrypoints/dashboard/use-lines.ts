import { useEffect, useState } from 'preact/hooks';

import { ownOps, theirOps } from '@/utils/handoff/labels/desk';
import { shownOf, stateOf } from '@/utils/handoff/labels/state';
import { makeVisible } from '@/utils/ui/visible';
import type { Vault } from '@/utils/vault/types';

/** The neutral line that stands for a post where she wrote none as its note: her own or an ally's, as far as one stands. By id. */
export function useLines(vault: Vault, version: number): ReadonlyMap<string, string> {
  const [lines, setLines] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let gone = false;
    void Promise.all([ownOps(vault, null), theirOps(vault)]).then(([own, theirs]) => {
      if (gone || !own.ok || !theirs.ok) return;
      const mine = own.value[0]?.author ?? '';
      const found = new Map<string, string>();
      for (const [item, labels] of stateOf([...own.value, ...theirs.value].filter(({ field }) => field === 'line' || field === 'revoke' || field === 'choice'))) {
        const shown = shownOf(labels, 'line', mine);
        if (shown?.kind === 'one') found.set(item, makeVisible(shown.said.value).map(({ text }) => text).join(''));
      }
      setLines((old) => (old.size === 0 && found.size === 0 ? old : found));
    });
    return () => { gone = true; };
  }, [vault, version]);
  return lines;
}
