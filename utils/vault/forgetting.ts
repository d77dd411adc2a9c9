import { fail, ok, type Result } from '@/utils/domain/result';

import { underLock } from './changeitem';
import { finishDeletions } from './itemkeys';
import { pendingIds } from './itemrows';
import { prepareAppend, writeAppend, type NewEntry } from './logbook';
import { planPixels, type PixelPlan } from './masks';
import { point } from './points';
import { NotReadBack } from './readback';
import { openItem } from './readitems';
import { cropsWithout, itemAnew, sliceAnew, type Rewritten } from './rewrite';
import type { ItemRow } from './schema';
import { openVaultStores, type Open } from './stores';
import type { VaultProblem } from './types';

/** Slices that are blacked in one transaction: their pictures lie in memory until it ends. */
const AT_ONCE = 12;

/**
 * Tombstones in the log, rows and bodies gone; their pixels black in every slice that somebody else needs, other slices
 * destroyed; then the keys destroyed. A number is never used again. Cut short after the rows went, it is ended at the
 * next unlock (`finishDeletions`).
 */
export function remove(ids: string[], reason: string): Promise<Result<{ removed: number }, VaultProblem>> {
  return underLock(async (vault) => {
    const rows = (await vault.main.items.bulkGet(ids)).filter((row) => row !== undefined);
    if (rows.length === 0) return fail('not-found');
    const plan = await planPixels(vault, new Set(rows.map((row) => row.id)), 'removed');
    await forget(vault, plan, { removed: rows, reason, items: await othersAnew(vault, plan) });
    return ok({ removed: rows.length });
  });
}

export async function discardPending(): Promise<Result<number, VaultProblem>> {
  const vault = await openVaultStores();
  if (!vault.ok) return vault;
  const waiting = await pendingIds(vault.value.main);
  if (waiting.length === 0) return ok(0);
  const gone = await remove(waiting, 'discarded');
  return gone.ok ? ok(gone.value.removed) : gone;
}

/** Other items whose own crops show what goes. */
export async function othersAnew(vault: Open, plan: PixelPlan): Promise<Rewritten[]> {
  const made: Rewritten[] = [];
  for (const [id, masks] of plan.crops) {
    const item = await openItem(vault, id);
    const files = item.ok ? await cropsWithout(vault, item.value, masks) : [];
    if (item.ok && files.length > 0) made.push(await itemAnew(vault, item.value, { head: {}, files, why: 'shared' }));
  }
  return made;
}

/** Writes it, in one transaction with its log lines unless there are many slices; then the old keys go for good. */
export async function forget(vault: Open, { slices }: PixelPlan, { removed, reason, items }: { removed: ItemRow[]; reason: string; items: Rewritten[] }): Promise<void> {
  for (let at = 0; ; at += AT_ONCE) {
    const some: Rewritten[] = [];
    for (const plan of slices.slice(at, at + AT_ONCE)) some.push(await sliceAnew(vault, plan));
    const isLast = at + AT_ONCE >= slices.length;
    await commit(vault, isLast ? [...some, ...items] : some, isLast ? removed : [], reason);
    if (isLast) break;
  }
  await point('removed');
  await finishDeletions(vault);
}

async function commit(vault: Open, rewritten: Rewritten[], removed: ItemRow[], reason: string): Promise<void> {
  const { main, session } = vault;
  const keyRows = rewritten.flatMap((one) => one.keyRow ?? []);
  await vault.keys.keys.bulkAdd(keyRows);
  // All that stays opens by these alone: they must be there before anything is sealed under them for good.
  if ((await vault.keys.keys.bulkGet(keyRows.map((row) => row.id))).some((row) => row === undefined)) throw new NotReadBack();
  const time = new Date().toISOString();
  const tombstones = removed.map((row): NewEntry => {
    const body = { number: row.n, reason: reason.toWellFormed() };
    return { type: 'delete', time, itemId: row.id, body, bodyKey: session.data };
  });
  const appended = await prepareAppend(main, session, [...rewritten.flatMap((one) => one.entry ?? []), ...tombstones]);
  const gone = [...removed.map((row) => row.id), ...rewritten.filter((one) => !one.item && !one.slice).map((one) => one.id)];
  const slicesGone = rewritten.filter((one) => !one.item && !one.slice).map((one) => one.id);
  await main.transaction('rw', [main.items, main.bodies, main.blobs, main.slices, main.log, main.meta], async () => {
    await main.log.where('itemId').anyOf(gone).modify({ body: null });
    await main.log.bulkPut(rewritten.flatMap((one) => one.log));
    await writeAppend(main, appended);
    await main.blobs.where('itemId').anyOf([...gone, ...rewritten.map((one) => one.id)]).delete();
    await main.blobs.bulkAdd(rewritten.flatMap((one) => one.blobs));
    await main.bodies.bulkPut(rewritten.flatMap((one) => one.item?.body ?? []));
    await main.items.bulkPut(rewritten.flatMap((one) => one.item?.row ?? []));
    await main.slices.bulkPut(rewritten.flatMap((one) => one.slice ?? []));
    await main.bodies.bulkDelete(gone);
    await main.items.bulkDelete(gone);
    await main.slices.bulkDelete(slicesGone);
    if (removed.length > 0) {
      const staying = (await pendingIds(main)).filter((id) => !gone.includes(id));
      await main.meta.put({ k: 'pending', ids: staying });
    }
  });
}
