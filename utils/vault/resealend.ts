import { openWith, recipientOf, sealTo } from '@/utils/crypto/age';
import { newLine } from '@/utils/custody/line';
import { originOf, writeCheckpoint } from '@/utils/custody/note';
import { append, root } from '@/utils/custody/tree';
import { fromBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

import { pendingIds } from './itemrows';
import { forgetDatabases } from './forget';
import { finishDeletions, itemKeys, namedKeys } from './itemkeys';
import { copyChangedShelf } from './keepshelf';
import { openLine, readHead, resealRow, sealHead, sealLine, type LogHead } from './logbook';
import { point } from './points';
import { copyItem, type ResealPlan } from './reseal';
import { copyChangedSlices, copyJobs } from './resealslices';
import type { InboxRow, LogRow } from './schema';
import { addToSession } from './session';
import { copyRules } from './siterules';
import { openStores, writePointer, type Open } from './stores';
import type { VaultProblem } from './types';

/** The last step, in one hold of the lock: what changed meanwhile, the log, the switch, the end of the old databases. */
export async function finishReseal(vault: Open, target: Open, plan: ResealPlan): Promise<Result<void, VaultProblem>> {
  await copyChanged(vault, target, plan.logSize);
  await copyChangedSlices(vault, target);
  await copyChangedShelf(vault, target);
  const head = await copyLog(vault, target, plan.newSeed);
  await copyInbox(vault, target);
  await copyJobs(vault, target);
  await copyRules(vault, target);
  await target.main.meta.bulkPut([
    await sealHead(target.session, head),
    { k: 'keyring', ring: { ...plan.sealed, box: fromBase64(plan.sealed.box) } },
    { k: 'pending', ids: await pendingIds(vault.main) },
  ]);
  const keys = new Set(await target.keys.keys.toCollection().primaryKeys());
  const keyless = [...(await namedKeys(target))].filter((id) => !keys.has(id)).length;
  const [items, slices, log] = await Promise.all([missing(vault, target, 'items'), missing(vault, target, 'slices'), target.main.log.count()]);
  if (items + slices + keyless > 0 || log !== head.size) return fail('failed', `re-seal ${items} ${slices} ${keyless} ${log - head.size}`);

  const { main: oldMain, keys: oldKeys } = vault.pointer;
  await addToSession(target.pointer.main, target.session.ring);
  await writePointer({ k: 'vault', main: target.pointer.main, keys: target.pointer.keys, next: null });
  await point('reseal-switched');
  const stores = await openStores();
  await forgetDatabases([oldMain, oldKeys]);
  // What was removed or marked between two batches was copied before: its copied key must go from the new files too.
  if (stores) await finishDeletions({ ...stores, session: target.session });
  return ok(undefined);
}

const missing = async (vault: Open, target: Open, table: 'items' | 'slices'): Promise<number> =>
  Math.abs((await vault.main[table].count()) - (await target.main[table].count()));

async function copyChanged(vault: Open, target: Open, since: number): Promise<void> {
  const touched = new Set<string>();
  await vault.main.log.where('seq').aboveOrEqual(since).each((row) => void (row.itemId && touched.add(row.itemId)));
  const [here, there] = await Promise.all([vault.main.items.toCollection().primaryKeys(), target.main.items.toCollection().primaryKeys()]);
  const alive = new Set(here);
  const copied = new Set(there);
  for (const id of alive) {
    const row = touched.has(id) || !copied.has(id) ? await vault.main.items.get(id) : undefined;
    if (row) await copyItem(vault, target, row);
  }
  const gone = there.filter((id) => !alive.has(id));
  await target.main.items.bulkDelete(gone);
  await target.main.bodies.bulkDelete(gone);
  await target.main.blobs.where('itemId').anyOf(gone).delete();
}

async function copyLog(vault: Open, target: Open, newSeed: boolean): Promise<LogHead> {
  const head = await readHead(vault.main, vault.session);
  await target.main.log.clear();
  for (let from = 0; from < head.size; from += 500) {
    const rows = await vault.main.log.where('seq').between(from, from + 500).sortBy('seq');
    const ids = [...new Set(rows.map((row) => row.itemId).filter((id) => id !== null))];
    const [old, fresh] = await Promise.all([itemKeys(vault, ids), itemKeys(target, ids)]);
    const keys = new Map(ids.map((id, i) => [id, old[i] && fresh[i] ? { from: old[i], to: fresh[i] } : null]));
    const pairOf = (row: LogRow) => (row.itemId === null ? null : (keys.get(row.itemId) ?? null));
    await target.main.log.bulkAdd(await Promise.all(rows.map((row) => resealRow(row, vault.session, target.session, pairOf(row)))));
  }
  return newSeed ? continueLog(vault, target, head) : { ...head, checkpoint: await writeCheckpoint(target.session.signing, head.size, root(head.frontier)) };
}

/** The same tree under a new key: a `continue` line names the old origin with its last checkpoint, signed by the old key. */
async function continueLog(vault: Open, target: Open, head: LogHead): Promise<LogHead> {
  const body = { oldCheckpoint: head.checkpoint, oldOrigin: originOf(vault.session.signing.publicKey), newOrigin: originOf(target.session.signing.publicKey) };
  const made = newLine({ seq: head.size, type: 'continue', time: new Date().toISOString(), itemId: null, body });
  const row = await sealLine(target.session, made, null);
  await target.main.log.add(row);
  await openLine(target.session, row);
  const frontier = append(head.frontier, made.leaf);
  return { ...head, size: frontier.size, frontier, checkpoint: await writeCheckpoint(target.session.signing, frontier.size, root(frontier)) };
}

/** What of the inbox did not open goes along too: nothing is dropped because it is not understood. */
async function copyInbox(vault: Open, target: Open): Promise<void> {
  const recipient = await recipientOf(target.session.ring.identity);
  await target.keys.inbox.clear();
  for (const row of await vault.keys.inbox.toArray()) {
    const plain = await openWith(vault.session.ring.identity, row.box).catch(() => null);
    const moved: InboxRow = { ...row, box: plain ? await sealTo(recipient, plain) : row.box };
    await target.keys.inbox.put(moved);
  }
}
