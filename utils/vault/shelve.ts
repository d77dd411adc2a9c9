import { equalBytes, type Bytes } from '@/utils/crypto/bytes';
import { sealJson } from '@/utils/crypto/seal';
import type { ShelfKind } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import type { LogType } from '@/utils/domain/log';
import { fail, ok, type Result } from '@/utils/domain/result';

import { underLock } from './changeitem';
import { finishDeletions, itemKeys, newItemKey } from './itemkeys';
import { sealBlob } from './itemrows';
import { prepareAppend, writeAppend, type NewEntry } from './logbook';
import { point } from './points';
import type { BlobRow, KeyRow, ShelfRow } from './schema';
import { groupOf, openShelves, readShelfFile, shelfAt, type SealedShelf } from './shelf';
import type { Open } from './stores';
import type { VaultProblem } from './types';

export interface NewShelved {
  /** `randomId()`. One that is there already is replaced, in its place in the order. */
  id: string;
  kind: ShelfKind;
  /** JSON. */
  data: unknown;
  files?: { name: string; bytes: Bytes }[];
}

/**
 * A line of the log, written with the change or not at all. `itemId`: one of her saved posts; its body is sealed under that post's
 * key and goes into every package of it. So whatever names another person belongs under `null`.
 */
export interface ShelfLine {
  type: LogType;
  itemId: string | null;
  body: Record<string, unknown>;
  /** ISO UTC; now. */
  time?: string;
}

export interface ShelfChange {
  put?: readonly NewShelved[];
  /** Ids; one that is not there is no mistake. */
  drop?: readonly string[];
  line?: ShelfLine | readonly ShelfLine[];
}

/** Many, small, and kept as long as the vault: under the data key. Everything else has a key of its own, which can be destroyed. */
export const UNDER_DATA_KEY: readonly ShelfKind[] = ['ops', 'own-ops'];

interface Prepared { row: ShelfRow; blobs: BlobRow[]; keyRow: KeyRow | null }

/**
 * Everything in one strict transaction: rows, their files and the log's lines; then all of it read back and opened. What is
 * dropped can be opened by nobody once this answers: its keys are destroyed. `not-found`: a line names a post that is gone.
 */
export const shelve = ({ put = [], drop = [], line = [] }: ShelfChange): Promise<Result<void, VaultProblem>> =>
  underLock(async (vault) => {
    const { main, session } = vault;
    const ids = put.map(({ id }) => id);
    if (new Set(ids).size !== ids.length || ids.some((id) => drop.includes(id))) throw new Error('one id twice on the shelf');
    await assertFree(vault, ids);
    const lines = await entriesFor(vault, [line].flat());
    if (lines === null) return fail('not-found');
    const [old, last] = await Promise.all([main.shelf.bulkGet(ids), main.shelf.orderBy('n').last()]);
    let next = (last?.n ?? -1) + 1;
    const groups = new Map<ShelfKind, string>();
    for (const kind of new Set(put.map((one) => one.kind))) groups.set(kind, await groupOf(session, kind));
    const made = await Promise.all(put.map((one, i) => prepare(vault, one, groups.get(one.kind) as string, old[i] ?? { n: next++, rev: -1 })));
    const keyRows = made.flatMap(({ keyRow }) => keyRow ?? []);
    await vault.keys.keys.bulkPut(keyRows);
    await point('key-written');
    const appended = lines.length > 0 ? await prepareAppend(main, session, lines) : null;
    const dropped = (await main.shelf.bulkGet([...drop])).filter((row) => row !== undefined);
    const gone = dropped.map(({ id }) => id);
    await point('before-commit');
    await main.transaction('rw', [main.shelf, main.blobs, main.log, main.meta], async () => {
      if (appended) await writeAppend(main, appended);
      await main.blobs.where('itemId').anyOf([...ids, ...gone]).delete();
      await main.blobs.bulkAdd(made.flatMap(({ blobs }) => blobs));
      await main.shelf.bulkPut(made.map(({ row }) => row));
      await main.shelf.bulkDelete(gone);
    });
    await point('committed');
    if (!(await isThere(vault, made))) return fail('failed', 'read-back');
    await point('read-back');
    if (dropped.some((row) => row.key !== undefined)) await finishDeletions(vault);
    return ok(undefined);
  });

/** Files of the shelf and of posts lie in one table by their owner's id. */
async function assertFree({ main }: Open, ids: string[]): Promise<void> {
  const [items, slices] = await Promise.all([main.items.where('id').anyOf(ids).count(), main.slices.where('id').anyOf(ids).count()]);
  if (items + slices > 0 || ids.some((id) => !/^[0-9a-f]{32}$/.test(id))) throw new Error('an id of the shelf is random, and its own');
}

async function entriesFor(vault: Open, lines: ShelfLine[]): Promise<NewEntry[] | null> {
  const ids = [...new Set(lines.flatMap(({ itemId }) => itemId ?? []))];
  const there = await vault.main.items.where('id').anyOf(ids).count();
  const keys = new Map((await itemKeys(vault, ids)).map((key, i) => [ids[i] as string, key]));
  if (there !== ids.length || [...keys.values()].includes(null)) return null;
  const now = new Date().toISOString();
  return lines.map(({ time = now, ...line }) => ({ ...line, time, bodyKey: line.itemId === null ? vault.session.data : (keys.get(line.itemId) as CryptoKey) }));
}

async function prepare(vault: Open, { id, kind, data, files = [] }: NewShelved, g: string, { n, rev }: Pick<ShelfRow, 'n' | 'rev'>): Promise<Prepared> {
  // A fresh key at each change: what it was before goes with the old one.
  const own = UNDER_DATA_KEY.includes(kind) ? null : await newItemKey(vault, randomId());
  const sealed = await sealShelf(own?.key ?? vault.session.data, id, { kind, data, files });
  return { blobs: sealed.blobs, keyRow: own?.row ?? null, row: { id, g, n, rev: rev + 1, box: sealed.box, ...(own && { key: own.row.id }) } };
}

export async function sealShelf(key: CryptoKey, id: string, { kind, data, files }: { kind: ShelfKind; data: unknown; files: NonNullable<NewShelved['files']> }): Promise<{ box: Bytes; blobs: BlobRow[] }> {
  const blobs = await Promise.all(files.map(({ bytes }) => sealBlob(key, id, bytes)));
  const sealed: SealedShelf = { kind, data, files: files.map(({ name, bytes }, i) => ({ name, blob: (blobs[i] as BlobRow).id, bytes: bytes.length })) };
  return { blobs, box: await sealJson(key, shelfAt(id), sealed) };
}

/** By transactions of their own: what was written is what is there, and it opens by the key that is there. */
async function isThere(vault: Open, made: Prepared[]): Promise<boolean> {
  const rows = await vault.main.shelf.bulkGet(made.map(({ row }) => row.id));
  if (!made.every(({ row }, i) => equalBytes(row.box, rows[i]?.box ?? new Uint8Array()))) return false;
  for (const one of await openShelves(vault, rows.filter((row) => row !== undefined))) {
    if (one === null) return false;
    for (const { name } of one.sealed.files) if (!(await readShelfFile(vault, one, name)).ok) return false;
  }
  return true;
}
