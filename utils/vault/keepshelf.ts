import { randomId } from '@/utils/domain/ids';

import { newItemKey } from './itemkeys';
import type { ShelfRow } from './schema';
import { groupOf, openShelves, readShelfFile, type OpenShelf } from './shelf';
import { sealShelf } from './shelve';
import type { Open } from './stores';

const BATCH = 100;

/** How many rows do not open, or have a file that does not. One put anew or dropped meanwhile is no damage. */
export async function damagedOnShelf(vault: Open): Promise<number> {
  let damaged = 0;
  for (const id of await vault.main.shelf.toCollection().primaryKeys()) {
    for (;;) {
      const row = await vault.main.shelf.get(id);
      if (row === undefined || (await isWhole(vault, row))) break;
      if ((await vault.main.shelf.get(id))?.rev !== row.rev) continue;
      damaged += 1;
      break;
    }
  }
  return damaged;
}

async function isWhole(vault: Open, row: ShelfRow): Promise<boolean> {
  const [opened] = await openShelves(vault, [row]);
  if (!opened || (await groupOf(vault.session, opened.sealed.kind)) !== row.g) return false;
  for (const { name, bytes } of opened.sealed.files) {
    const file = await readShelfFile(vault, opened, name);
    if (!file.ok || file.value.length !== bytes) return false;
  }
  return true;
}

/** Some more rows into the re-seal's new database. True when none is left; `copyChangedShelf` finds what came meanwhile. */
export async function copyShelf(vault: Open, target: Open): Promise<boolean> {
  const last = await target.main.shelf.orderBy('id').last();
  const rows = await vault.main.shelf.where('id').above(last?.id ?? '').limit(BATCH).toArray();
  const copied = await copyRows(vault, target, rows);
  return rows.length < BATCH || copied === 0;
}

/** New ones, changed ones, and none that is gone. */
export async function copyChangedShelf(vault: Open, target: Open): Promise<void> {
  const copied = new Map<string, number>();
  await target.main.shelf.each(({ id, rev }) => void copied.set(id, rev));
  const changed: string[] = [];
  const alive = new Set<string>();
  await vault.main.shelf.each(({ id, rev }) => {
    alive.add(id);
    if (copied.get(id) !== rev) changed.push(id);
  });
  for (let from = 0; from < changed.length; from += BATCH) {
    const rows = await vault.main.shelf.bulkGet(changed.slice(from, from + BATCH));
    await copyRows(vault, target, rows.filter((row) => row !== undefined));
  }
  const gone = [...copied.keys()].filter((id) => !alive.has(id));
  await target.main.shelf.bulkDelete(gone);
  await target.main.blobs.where('itemId').anyOf(gone).delete();
}

/** One that does not open is of no use to anybody, and is left behind. */
async function copyRows(vault: Open, target: Open, rows: ShelfRow[]): Promise<number> {
  const opened = (await openShelves(vault, rows)).filter((one) => one !== null);
  const copies = (await Promise.all(opened.map((one) => copyOf(vault, target, one)))).filter((copy) => copy !== null);
  const { main } = target;
  await target.keys.keys.bulkPut(copies.flatMap(({ keyRow }) => keyRow ?? []));
  await main.transaction('rw', [main.shelf, main.blobs], async () => {
    await main.blobs.where('itemId').anyOf(copies.map(({ row }) => row.id)).delete();
    await main.blobs.bulkAdd(copies.flatMap(({ blobs }) => blobs));
    await main.shelf.bulkPut(copies.map(({ row }) => row));
  });
  return copies.length;
}

async function copyOf(vault: Open, target: Open, one: OpenShelf) {
  const { row: { key: before, ...bare }, sealed: { kind, data, files: names } } = one;
  const files = [];
  for (const { name } of names) {
    const bytes = await readShelfFile(vault, one, name);
    if (!bytes.ok) return null;
    files.push({ name, bytes: bytes.value });
  }
  const own = before === undefined ? null : await newItemKey(target, randomId());
  const { box, blobs } = await sealShelf(own?.key ?? target.session.data, bare.id, { kind, data, files });
  const row: ShelfRow = { ...bare, g: await groupOf(target.session, kind), box, ...(own && { key: own.row.id }) };
  return { row, blobs, keyRow: own?.row ?? null };
}
