import { openJson, sealJson } from '@/utils/crypto/seal';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

import { openVaultStores, reading } from './stores';
import type { VaultProblem } from './types';

/**
 * Words that she types and has not saved: sealed under the data key into the browser's memory (`storage.session`), never on
 * disk. So they outlive the lock, a reload and leaving quickly, and a deletion of what was saved leaves none of them behind.
 */
const at = (slot: number): string => `draft:${slot}`;

/** `locked`: it was not kept; what was kept before stays. Null takes it away. */
export async function keepDraft(slot: number, draft: unknown): Promise<Result<void, VaultProblem>> {
  const vault = await openVaultStores();
  if (!vault.ok) return vault;
  if (draft === null) await browser.storage.session.remove(at(slot));
  else await browser.storage.session.set({ [at(slot)]: toBase64(await sealJson(vault.value.session.data, at(slot), draft)) });
  return ok(undefined);
}

/** Null where there is none, or where it was sealed under a key that is no more. */
export const readDraft = (slot: number): Promise<Result<unknown, VaultProblem>> =>
  reading<unknown>(async (vault) => {
    const box = (await browser.storage.session.get(at(slot)))[at(slot)];
    if (typeof box !== 'string') return ok(null);
    return ok(await openJson<unknown>(vault.session.data, at(slot), fromBase64(box)).catch(() => null));
  });
