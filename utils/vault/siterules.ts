import { fromUtf8, utf8 } from '@/utils/crypto/bytes';
import { open as openBox, seal } from '@/utils/crypto/seal';
import type { PageRule } from '@/utils/domain/taught';
import { fail, ok, type Result } from '@/utils/domain/result';

import { underLock } from './changeitem';
import { reading, type Open } from './stores';
import type { VaultProblem } from './types';

/**
 * How to find posts on the sites where she taught it. A site's name in clear would say where she is harassed: all of them lie in
 * one sealed row. While the vault is locked none can be read, and none is used.
 */
const PLACE = 'meta:rules';
const MOST = 200;
/** One row of this size for one site as for twenty. */
const FLOOR = 8_192;

async function read({ main, session }: Open): Promise<PageRule[]> {
  const row = await main.meta.get('rules');
  return row?.k === 'rules' ? (JSON.parse(fromUtf8(await openBox(session.data, PLACE, row.box))) as PageRule[]) : [];
}

async function write({ main, session }: Open, rules: PageRule[]): Promise<void> {
  await main.meta.put({ k: 'rules', box: await seal(session.data, PLACE, utf8(JSON.stringify(rules).padEnd(FLOOR))) });
}

/** Newest first. */
export const siteRules = (): Promise<Result<PageRule[], VaultProblem>> => reading(async (vault) => ok(await read(vault)));

/** In place of what was taught for its origin before. `failed`: there are 200 already. */
export function setSiteRule(rule: PageRule): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    const others = (await read(vault)).filter(({ origin }) => origin !== rule.origin);
    if (others.length >= MOST) return fail('failed', 'rules');
    await write(vault, [rule, ...others]);
    return ok(undefined);
  });
}

/** Again is no mistake. */
export function dropSiteRule(origin: string): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    await write(vault, (await read(vault)).filter((rule) => rule.origin !== origin));
    return ok(undefined);
  });
}

/** Under the next passphrase's keys. */
export async function copyRules(vault: Open, target: Open): Promise<void> {
  if (await vault.main.meta.get('rules')) await write(target, await read(vault));
}
