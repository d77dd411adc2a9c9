import { recipientOf } from '@/utils/crypto/age';
import { importKey, open as openBox, openJson, seal, sealJson } from '@/utils/crypto/seal';
import { keyFromSeed } from '@/utils/crypto/sign';
import { keyringFromJson, keyringToJson, newKeyring, sealKeyring, type KeyringJson, type SealedKeyring } from '@/utils/crypto/keyring';
import { randomId, toBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

import { blobAt, bodyAt, headAt, type SealedBody } from './itemrows';
import { underLock } from './changeitem';
import { itemKey, newItemKey } from './itemkeys';
import { takeInInbox } from './inbox';
import { finishReseal } from './resealend';
import { copyShelf } from './keepshelf';
import { copySlices } from './resealslices';
import { point } from './points';
import { KeysDb, MainDb, type BlobRow, type ItemRow } from './schema';
import { keepOnlyInSession } from './session';
import { newNames, openVaultStores, sealedKeyring, writePointer, type Open } from './stores';
import type { VaultProblem } from './types';

/**
 * A new passphrase re-seals everything under new keys into new databases, then the old ones are deleted: what remains
 * of them in old files opens with neither passphrase's new key. A job: cut short, it goes on at the next unlock.
 */
export interface ResealPlan {
  ring: KeyringJson;
  sealed: Omit<SealedKeyring, 'box'> & { box: string };
  /** Size of the log when it began: later lines tell which items changed meanwhile. */
  logSize: number;
  /** The old seed lay in clear (there was no passphrase): the log goes on under a new key, and says so. */
  newSeed: boolean;
}

const PLAN = 'meta:reseal';
const BATCH = 10;

export async function startReseal(next: string | null): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    const { main, session, pointer } = vault;
    if (pointer.next !== null) return fail('busy');
    const old = await sealedKeyring(main);
    const newSeed = old?.protected === false && next !== null;
    const ring = await newKeyring(newSeed ? undefined : session.ring.seed);
    const log = await main.meta.get('log');
    const sealed = await sealKeyring(ring, next);
    const plan: ResealPlan = {
      ring: keyringToJson(ring),
      sealed: { ...sealed, box: toBase64(sealed.box) },
      logSize: log?.k === 'log' ? log.size : 0,
      newSeed,
    };
    await main.meta.put({ k: 'reseal', box: await sealJson(session.data, PLAN, plan) });
    await writePointer({ ...pointer, next: newNames() });
    return ok(undefined);
  });
}

export async function readPlan(vault: Open): Promise<ResealPlan | null> {
  const row = await vault.main.meta.get('reseal');
  return row?.k === 'reseal' ? openJson<ResealPlan>(vault.session.data, PLAN, row.box) : null;
}

/**
 * Goes on from what is already in the new database. Captures may come in between batches. One at a time over all
 * contexts: each unlock and each start asks for it, and a second end would write over the first one's log.
 */
export function continueReseal(progress?: (share: number) => void): Promise<Result<void, VaultProblem>> {
  return navigator.locks.request('hf-reseal', () => goOn(progress)) as Promise<Result<void, VaultProblem>>;
}

async function goOn(progress?: (share: number) => void): Promise<Result<void, VaultProblem>> {
  const emptied = await takeInInbox();
  if (!emptied.ok) return emptied;
  const first = await openVaultStores();
  if (!first.ok) return first;
  if (first.value.pointer.next === null) return ok(undefined);
  const plan = await readPlan(first.value);
  if (plan === null) return fail('damaged', 'reseal');
  const target = await openTarget(first.value, plan);
  try {
    for (;;) {
      const step = await underLock(async (vault) => (isTarget(vault, target) ? ok(await copyBatch(vault, target)) : fail('busy')));
      if (!step.ok) return step;
      progress?.(step.value.share);
      await point('resealed-batch');
      if (step.value.done) break;
    }
    const ended = await underLock(async (vault) => (isTarget(vault, target) ? finishReseal(vault, target, plan) : fail('busy')));
    if (!ended.ok) return ended;
    await keepOnlyInSession(target.pointer.main);
    await browser.storage.local.set({ recipient: await recipientOf(plan.ring.identity) });
    progress?.(1);
    return ok(undefined);
  } finally {
    target.main.close();
    target.keys.close();
  }
}

/** Still what the pointer names as its next: never the database that is in use. */
const isTarget = (vault: Open, target: Open): boolean => vault.pointer.next?.main === target.pointer.main && vault.pointer.main !== target.pointer.main;

async function openTarget(vault: Open, plan: ResealPlan): Promise<Open> {
  const next = vault.pointer.next as { main: string; keys: string };
  const target = { main: new MainDb(next.main), keys: new KeysDb(next.keys) };
  await Promise.all([target.main.open(), target.keys.open()]);
  const ring = keyringFromJson(plan.ring);
  const session = { ring, data: await importKey(ring.dataKey), signing: await keyFromSeed(ring.seed) };
  return { ...target, pointer: { ...vault.pointer, ...next, next: null }, session };
}

async function copyBatch(vault: Open, target: Open): Promise<{ done: boolean; share: number }> {
  const last = await target.main.items.orderBy('n').last();
  const rows = await vault.main.items.where('n').above(last?.n ?? 0).limit(BATCH).toArray();
  for (const row of rows) await copyItem(vault, target, row);
  const [done, all] = await Promise.all([target.main.items.count(), vault.main.items.count()]);
  const noneLeft = rows.length < BATCH && (await copySlices(vault, target)) && (await copyShelf(vault, target));
  return { done: noneLeft, share: all === 0 ? 1 : Math.min(1, done / all) };
}

/** Everything of one item under a fresh key. Replaces what an earlier try left. */
export async function copyItem(vault: Open, target: Open, row: ItemRow): Promise<void> {
  const { id } = row;
  const { key: _, ...bare } = row;
  const from = await itemKey(vault, id);
  const body = await vault.main.bodies.get(id);
  if (from === null || body === undefined) throw new Error(`item ${row.n} has no key`);
  // A key that was copied before may be destroyed since: what it opens must not open by the new one.
  const again = (await target.main.items.get(id)) !== undefined;
  const { key: to, row: keyRow } = await newItemKey(target, again ? randomId() : id);
  const opened = await openJson<SealedBody>(from, bodyAt(id), body.box);
  const head = await sealJson(to, headAt(id), await openJson(from, headAt(id), row.head));
  const blobs: BlobRow[] = [];
  for (const blob of await vault.main.blobs.where('itemId').equals(id).toArray()) {
    const plain = await openBox(from, blobAt(id, blob.id), blob.box);
    blobs.push({ ...blob, box: await seal(to, blobAt(id, blob.id), plain) });
  }
  const box = await sealJson(to, bodyAt(id), opened);
  await target.keys.keys.put(keyRow);
  const { main } = target;
  await main.transaction('rw', [main.items, main.bodies, main.blobs], async () => {
    await main.blobs.where('itemId').equals(id).delete();
    await main.blobs.bulkAdd(blobs);
    await main.bodies.put({ id, box });
    await main.items.put({ ...bare, head, ...(again && { key: keyRow.id }) });
  });
}
