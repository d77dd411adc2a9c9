import type { SigningKey } from '@/utils/crypto/sign';
import type { LabelOp } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { ok, type Result } from '@/utils/domain/result';
import type { Vault, VaultProblem } from '@/utils/vault/types';

import { writeOps, type NewOp } from './op';

/**
 * Shelf row `own-ops`: what this person said. One chain for her own saved posts (`about` null), and one for each person
 * whose posts she sorts (their identity key), so that no chain tells one of another.
 */
export interface OwnOps { about: string | null; ops: LabelOp[] }

/** Shelf row `ops`: what came from an ally about her own saved posts. */
export interface TheirOps { contact: string; ops: LabelOp[] }

type Shelves = Pick<Vault, 'shelf' | 'shelve'>;
const inOrder = (ops: LabelOp[]): LabelOp[] => ops.sort((a, b) => a.lamport - b.lamport);

/** One chain, from its first. */
export async function ownOps(vault: Shelves, about: string | null): Promise<Result<LabelOp[], VaultProblem>> {
  const rows = await vault.shelf<OwnOps>('own-ops');
  return rows.ok ? ok(inOrder(rows.value.filter(({ data }) => data.about === about).flatMap(({ data }) => data.ops))) : rows;
}

/** Of all allies, in no order. */
export async function theirOps(vault: Shelves): Promise<Result<LabelOp[], VaultProblem>> {
  const rows = await vault.shelf<TheirOps>('ops');
  return rows.ok ? ok(rows.value.flatMap(({ data }) => data.ops)) : rows;
}

/** Everything that was said of her own posts, by her and by others. */
export async function allOps(vault: Shelves): Promise<Result<LabelOp[], VaultProblem>> {
  const own = await ownOps(vault, null);
  const theirs = own.ok ? await theirOps(vault) : own;
  return own.ok && theirs.ok ? ok([...own.value, ...theirs.value]) : theirs;
}

/**
 * Signs and seals `news` at the end of a chain. One window after the other: a chain has one end. What is said of her own
 * posts goes into the log, a line a post; what is said of another person's posts does not.
 */
export function say(vault: Shelves, signing: SigningKey, about: string | null, news: readonly NewOp[], now: Date): Promise<Result<LabelOp[], VaultProblem>> {
  return navigator.locks.request('hf-labels', async (): Promise<Result<LabelOp[], VaultProblem>> => {
    if (news.length === 0) return ok([]);
    const own = await ownOps(vault, about);
    const seen = own.ok && about === null ? await theirOps(vault) : own;
    if (!own.ok || !seen.ok) return own.ok ? seen : own;
    const highest = seen.value.reduce((most, { lamport }) => Math.max(most, lamport), 0);
    const ops = await writeOps(signing, own.value.at(-1) ?? null, highest, news, now);
    const posts = about === null ? [...new Set(ops.map(({ item }) => item))] : [];
    const row: OwnOps = { about, ops };
    const done = await vault.shelve({
      put: [{ id: randomId(), kind: 'own-ops', data: row }],
      line: posts.map((itemId) => ({ type: 'label' as const, itemId, body: { ops: ops.filter(({ item }) => item === itemId).map(({ opId }) => opId) } })),
    });
    return done.ok ? ok(ops) : done;
  }) as Promise<Result<LabelOp[], VaultProblem>>;
}
