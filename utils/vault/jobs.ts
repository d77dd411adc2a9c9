import { openJson, sealJson } from '@/utils/crypto/seal';
import { ok, type Result } from '@/utils/domain/result';

import { underLock } from './changeitem';
import { itemKeys, newItemKey } from './itemkeys';
import type { JobRow } from './schema';
import { reading, type Open } from './stores';
import type { VaultProblem } from './types';

/** Work that outlives the worker. `kind`, `state` and `lease` lie in clear: never a name, an address or a time of hers. */
export interface Job<T = unknown> {
  /** `randomId()`. */
  id: string;
  kind: string;
  state: string;
  /** Whoever runs it holds it until then, ms since the epoch; 0: nobody does. */
  lease: number;
  /** Targets, cursor, answers: sealed. */
  data: T;
}

export const jobAt = (id: string): string => `job:${id}`;

/** Each job has a key of its own, so that a dropped one's targets can be opened by nobody once the keys are rewritten. */
export function putJob(job: Job): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    await vault.main.jobs.put(await sealJob(vault, job));
    return ok(undefined);
  });
}

export async function sealJob(vault: Open, { id, kind, state, lease, data }: Job): Promise<JobRow> {
  let [key] = await itemKeys(vault, [id]);
  if (!key) {
    const made = await newItemKey(vault, id);
    await vault.keys.keys.put(made.row);
    key = made.key;
  }
  return { id, kind, state, lease, box: await sealJson(key, jobAt(id), data) };
}

/** All of them, in no order. One that does not open is left out: the page and the vault tell what it did. */
export const jobs = (): Promise<Result<Job[], VaultProblem>> =>
  reading(async (vault) => {
    const rows = await vault.main.jobs.toArray();
    const keys = await itemKeys(vault, rows.map((row) => row.id));
    const all = await Promise.all(rows.map(async ({ box, ...row }, i) => openJob(keys[i] ?? null, row, box)));
    return ok(all.filter((job) => job !== null));
  });

async function openJob(key: CryptoKey | null, row: Omit<Job, 'data'>, box: JobRow['box']): Promise<Job | null> {
  try {
    return key && { ...row, data: await openJson(key, jobAt(row.id), box) };
  } catch {
    return null;
  }
}

/** Its key goes with the next rewriting of the keys, at the latest at the next unlock. */
export const dropJob = (id: string): Promise<Result<void, VaultProblem>> =>
  underLock(async (vault) => {
    await vault.main.jobs.delete(id);
    return ok(undefined);
  });
