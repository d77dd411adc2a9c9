import { open as openBox, openJson, sealJson } from '@/utils/crypto/seal';
import { randomId } from '@/utils/domain/ids';

import { itemKeys, newItemKey } from './itemkeys';
import { blobAt, sealBlob } from './itemrows';
import { jobAt } from './jobs';
import type { SliceRow } from './schema';
import { openSlice, sealSlice } from './slices';
import type { Open } from './stores';

const BATCH = 20;

/** Some more slices into the new database. True when none is left: what came in meanwhile is found by `copyChangedSlices`. */
export async function copySlices(vault: Open, target: Open): Promise<boolean> {
  const last = await target.main.slices.orderBy('id').last();
  const rows = await vault.main.slices.where('id').above(last?.id ?? '').limit(BATCH).toArray();
  for (const row of rows) await copySlice(vault, target, row);
  return rows.length < BATCH;
}

/** New ones, changed ones, and none that is gone. Keys that nothing names any more stay for `finishDeletions`. */
export async function copyChangedSlices(vault: Open, target: Open): Promise<void> {
  const copied = new Map((await target.main.slices.toArray()).map((row) => [row.id, row.rev]));
  const alive = new Set<string>();
  for (const row of await vault.main.slices.toArray()) {
    alive.add(row.id);
    if (copied.get(row.id) !== row.rev) await copySlice(vault, target, row);
  }
  const gone = [...copied.keys()].filter((id) => !alive.has(id));
  await target.main.slices.bulkDelete(gone);
  await target.main.blobs.where('itemId').anyOf(gone).delete();
}

async function copySlice(vault: Open, target: Open, row: SliceRow): Promise<void> {
  const [from] = await itemKeys(vault, [row.id]);
  if (!from) throw new Error('a slice has no key');
  const slice = await openSlice(from, row);
  const old = await vault.main.blobs.get(slice.blob);
  if (old === undefined) throw new Error('a slice has no picture');
  const again = (await target.main.slices.get(row.id)) !== undefined;
  const { key: to, row: keyRow } = await newItemKey(target, again ? randomId() : row.id);
  const blob = await sealBlob(to, row.id, await openBox(from, blobAt(row.id, old.id), old.box));
  const { key: _, ...bare } = row;
  const copy: SliceRow = { ...bare, ...(again && { key: keyRow.id }), size: blob.box.length, box: await sealSlice(to, row.id, { ...slice, blob: blob.id }) };
  await target.keys.keys.put(keyRow);
  const { main } = target;
  await main.transaction('rw', [main.slices, main.blobs], async () => {
    await main.blobs.where('itemId').equals(row.id).delete();
    await main.blobs.add(blob);
    await main.slices.put(copy);
  });
}

/** One that does not open is of no use to anybody, and is left behind. */
export async function copyJobs(vault: Open, target: Open): Promise<void> {
  await target.main.jobs.clear();
  const jobs = await vault.main.jobs.toArray();
  const keys = await itemKeys(vault, jobs.map((job) => job.id));
  for (const [i, job] of jobs.entries()) {
    const from = keys[i];
    const data = from ? await openJson(from, jobAt(job.id), job.box).catch(() => undefined) : undefined;
    if (data === undefined) continue;
    const { key: to, row } = await newItemKey(target, job.id);
    await target.keys.keys.put(row);
    await target.main.jobs.put({ ...job, box: await sealJson(to, jobAt(job.id), data) });
  }
}
