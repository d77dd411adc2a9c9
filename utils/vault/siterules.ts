import { fromUtf8, utf8 } from '@/utils/crypto/bytes';
import { open as openBox, seal } from '@/utils/crypto/seal';
import type { KeptSelectors, PageRule } from '@/utils/domain/taught';
import { fail, ok, type Result } from '@/utils/domain/result';

import { underLock } from './changeitem';
import { reading, type Open } from './stores';
import type { VaultProblem } from './types';

/**
 * How to find posts on the sites where she taught it, and the data files that correct adapters. A site's name in clear would say
 * where she is harassed: all of them lie in one sealed row. While the vault is locked none can be read, and none is used.
 */
interface Row { rules: PageRule[]; files: KeptSelectors[] }

const PLACE = 'meta:rules';
const MOST = 200;
/** One row of this size for one site as for twenty. */
const FLOOR = 8_192;

export async function readRules({ main, session }: Open): Promise<Row> {
  const row = await main.meta.get('rules');
  return row?.k === 'rules' ? (JSON.parse(fromUtf8(await openBox(session.data, PLACE, row.box))) as Row) : { rules: [], files: [] };
}

export async function writeRules({ main, session }: Open, row: Row): Promise<void> {
  await main.meta.put({ k: 'rules', box: await seal(session.data, PLACE, utf8(JSON.stringify(row).padEnd(FLOOR))) });
}

/** `change` gives the row anew, or null when there is no room. */
const changed = (change: (row: Row) => Row | null): Promise<Result<void, VaultProblem>> =>
  underLock(async (vault) => {
    const next = change(await readRules(vault));
    if (next === null) return fail('failed', 'rules');
    await writeRules(vault, next);
    return ok(undefined);
  });

/** Newest first. */
export const siteRules = (): Promise<Result<PageRule[], VaultProblem>> => reading(async (vault) => ok((await readRules(vault)).rules));

/** In place of what was taught for its origin before. `failed`: there are 200 already. */
export const setSiteRule = (rule: PageRule): Promise<Result<void, VaultProblem>> =>
  changed((row) => {
    const others = row.rules.filter(({ origin }) => origin !== rule.origin);
    return others.length >= MOST ? null : { ...row, rules: [rule, ...others] };
  });

/** Again is no mistake. */
export const dropSiteRule = (origin: string): Promise<Result<void, VaultProblem>> =>
  changed((row) => ({ ...row, rules: row.rules.filter((rule) => rule.origin !== origin) }));

/** By the adapter's name. */
export const selectorFiles = (): Promise<Result<KeptSelectors[], VaultProblem>> => reading(async (vault) => ok((await readRules(vault)).files));

/** In place of the file for that adapter before. */
export const keepSelectors = (file: KeptSelectors): Promise<Result<void, VaultProblem>> =>
  changed((row) => ({ ...row, files: [...row.files.filter(({ site }) => site !== file.site), file].sort((a, b) => (a.site < b.site ? -1 : 1)) }));

/** Again is no mistake. */
export const dropSelectors = (site: string): Promise<Result<void, VaultProblem>> =>
  changed((row) => ({ ...row, files: row.files.filter((file) => file.site !== site) }));

/** Under the next passphrase's keys. */
export async function copyRules(vault: Open, target: Open): Promise<void> {
  if (await vault.main.meta.get('rules')) await writeRules(target, await readRules(vault));
}
