import type { Account, Contact } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { Job, Vault, VaultProblem } from '@/utils/vault/types';

import { spareFor, type Kept, type SpareFor } from './spare';

/** Her own list of people who are never quieted: one sealed row. In clear lies only that there is such a row. */
export const OWN_LIST = 'act-spared';
export const MOST_KEPT = 1_000;

type Row = Job<{ accounts: Kept[] }>;

async function row(vault: Vault): Promise<Result<Row | null, VaultProblem>> {
  const all = await vault.jobs();
  return all.ok ? ok((all.value.find(({ kind }) => kind === OWN_LIST) as Row | undefined) ?? null) : all;
}

/** For the page that shows it; empty while locked. */
export async function ownList(vault: Vault): Promise<Kept[]> {
  const found = await row(vault);
  return found.ok ? (found.value?.data.accounts ?? []) : [];
}

/** In place of the list before. `already-there`: it is longer than a list may be. */
export async function keepOwnList(vault: Vault, accounts: Kept[]): Promise<Result<void, VaultProblem>> {
  if (accounts.length > MOST_KEPT) return fail('already-there');
  const before = await row(vault);
  if (!before.ok) return before;
  return vault.putJob({ id: before.value?.id ?? randomId(), kind: OWN_LIST, state: 'kept', lease: 0, data: { accounts } });
}

/** Whom every run spares, as it is now: her list and the accounts of her contacts. What cannot be read is no empty list. */
export async function sparedAccounts(vault: Vault): Promise<Result<{ list: Kept[]; allies: Account[] }, VaultProblem>> {
  const [list, contacts] = await Promise.all([row(vault), vault.shelf<Contact>('contact')]);
  if (!list.ok) return list;
  if (!contacts.ok) return contacts;
  return ok({ list: list.value?.data.accounts ?? [], allies: contacts.value.flatMap(({ data }) => data.accounts) });
}

/** Asked again at each act; where it fails, nothing is done to anybody. */
export async function spareOf(vault: Vault): Promise<Result<SpareFor, VaultProblem>> {
  const now = await sparedAccounts(vault);
  return now.ok ? ok(spareFor(now.value.list, now.value.allies)) : now;
}
