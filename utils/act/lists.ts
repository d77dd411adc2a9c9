import type { Sender } from '@/utils/domain/act';
import type { Account } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { Shelved, Vault, VaultProblem } from '@/utils/vault/types';

import { plainHandle, sparedNow, type SpareFor } from './spare';

/** A list that she took in: the shield covers whom it names. Nothing acts on them, and it is given to nobody. */
export interface TakenList {
  site: string;
  accounts: Account[];
  /** Her own words, or null. */
  reason: string | null;
  /** When it may go (`YYYY-MM-DD`), or null. */
  until: string | null;
  /** ISO UTC. */
  taken: string;
}

export const MOST_LISTS = 50;

/** Empty while locked. */
export async function takenLists(vault: Vault): Promise<Shelved<TakenList>[]> {
  const all = await vault.shelf<TakenList>('listed');
  return all.ok ? all.value : [];
}

/** `already-there`: there are as many as there may be. */
export async function takeList(vault: Vault, list: TakenList): Promise<Result<void, VaultProblem>> {
  const all = await vault.shelf<TakenList>('listed');
  if (!all.ok) return all;
  if (all.value.length >= MOST_LISTS) return fail('already-there');
  const put = await vault.shelve({ put: [{ id: randomId(), kind: 'listed', data: list }] });
  return put.ok ? ok(undefined) : put;
}

export const dropList = (vault: Vault, id: string): Promise<Result<void, VaultProblem>> => vault.shelve({ drop: [id] });

/** What a list's name is to her: with saved posts, left alone by every run, or nothing of theirs saved. */
export interface Met { account: Account; is: 'saved' | 'spared' | 'unknown'; sender: Sender | null }

/** By the id where both show one, else by the name. */
export function meet(accounts: readonly Account[], senders: readonly Sender[], spare: SpareFor): Met[] {
  const byId = new Map<string, Sender>();
  const byName = new Map<string, Sender>();
  for (const sender of senders) {
    if (sender.userId !== null && sender.site !== 'mastodon') byId.set(`${sender.site} ${sender.userId}`, sender);
    if (sender.handle === null) continue;
    const plain = plainHandle(sender.handle);
    const key = `${sender.site} ${sender.site === 'mastodon' && !plain.includes('@') ? `${plain}@${sender.host}` : plain}`;
    if (!byName.has(key)) byName.set(key, sender);
  }
  return accounts.map((account): Met => {
    const { site, userId, handle } = account;
    const named = handle === null ? undefined : byName.get(`${site} ${plainHandle(handle)}`);
    const same = named !== undefined && (userId === null || named.userId === null || named.userId === userId) ? named : undefined;
    const sender = (userId === null ? undefined : byId.get(`${site} ${userId}`)) ?? same ?? null;
    const asSender: Sender = sender ?? { site, host: handle?.split('@')[1] ?? '', userId, handle, displayName: null, evidence: [], post: null };
    return { account, sender, is: sparedNow(asSender, spare) !== null ? 'spared' : sender === null ? 'unknown' : 'saved' };
  });
}
