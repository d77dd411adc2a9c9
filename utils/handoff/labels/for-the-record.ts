import { ok, type Result } from '@/utils/domain/result';
import type { Vault, VaultProblem } from '@/utils/vault/types';

import { ownOps, theirOps } from './desk';
import { shownOf, stateOf } from './state';

/** Level of the classification: kept for the record, no abuse by itself. */
const FOR_THE_RECORD = 0;

/** Ids of her saved posts of which it stands that they are no abuse: by her choice, her own word, or what all who sorted it say. */
export async function forTheRecord(vault: Pick<Vault, 'shelf' | 'shelve'>): Promise<Result<ReadonlySet<string>, VaultProblem>> {
  const own = await ownOps(vault, null);
  if (!own.ok) return own;
  const theirs = await theirOps(vault);
  if (!theirs.ok) return theirs;
  const mine = own.value[0]?.author ?? '';
  const found = new Set<string>();
  for (const [id, labels] of stateOf([...own.value, ...theirs.value])) {
    const shown = shownOf(labels, 'severity', mine);
    if (shown?.kind === 'one' && shown.said.value.level === FOR_THE_RECORD) found.add(id);
  }
  return ok(found);
}
