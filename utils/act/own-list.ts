import { randomId } from '@/utils/domain/ids';
import type { Result } from '@/utils/domain/result';
import { fail } from '@/utils/domain/result';
import type { Job, Vault, VaultProblem } from '@/utils/vault/types';

import { spareFor, type Kept, type SpareFor } from './spare';

/** Her own list of people who are never quieted: one sealed row. In clear lies only that there is such a row. */
export const OWN_LIST = 'act-spared';
export const MOST_KEPT = 1_000;

type Row = Job<{ accounts: Kept[] }>;

async function row(vault: Vault): Promise<Row | null> {
  const all = await vault.jobs();
  return all.ok ? ((all.value.find(({ kind }) => kind === OWN_LIST) as Row | undefined) ?? null) : null;
}

export const ownList = async (vault: Vault): Promise<Kept[]> => (await row(vault))?.data.accounts ?? [];

/** In place of the list before. `already-there`: it is longer than a list may be. */
export async function keepOwnList(vault: Vault, accounts: Kept[]): Promise<Result<void, VaultProblem>> {
  if (accounts.length > MOST_KEPT) return fail('already-there');
  return vault.putJob({ id: (await row(vault))?.id ?? randomId(), kind: OWN_LIST, state: 'kept', lease: 0, data: { accounts } });
}

/** Whom every run spares, as it is now: for the preview, and again at each act. */
export const spareOf = async (vault: Vault): Promise<SpareFor> => spareFor(await ownList(vault), []);
