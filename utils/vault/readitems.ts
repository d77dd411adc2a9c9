import { openJson, open as openBox } from '@/utils/crypto/seal';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import type { ItemHead, ItemView } from '@/utils/domain/item';
import type { LoggedEntry } from '@/utils/domain/log';
import { fail, ok, type Result } from '@/utils/domain/result';

import { blobAt, bodyAt, headAt, type SealedBody } from './itemrows';
import { keyOf, openKey } from './itemkeys';
import { openEntry } from './logbook';
import type { ItemRow } from './schema';
import { reading, type Open } from './stores';
import type { VaultProblem } from './types';

const BATCH = 500;

/** One that does not open stands in the list as damaged, and hides none of the others. */
export async function openHeads(vault: Open, rows: ItemRow[]): Promise<ItemHead[]> {
  const keys = await vault.keys.keys.bulkGet(rows.map((row) => row.key ?? row.id));
  const heads = await Promise.all(
    rows.map(async (row, i) => {
      const wrapped = keys[i];
      if (wrapped === undefined) return null;
      try {
        return await openJson<ItemHead>(await openKey(vault, wrapped), headAt(row.id), row.head);
      } catch {
        return damagedHead(row);
      }
    }),
  );
  return heads.filter((head) => head !== null);
}

/** What is known without opening anything. */
const damagedHead = ({ id, n }: ItemRow): ItemHead => ({
  id, number: n, damaged: true, site: '', handle: null, displayName: null, userId: null, postId: null, permalink: null, address: '', savedAt: '',
  postedAt: null, text: null, note: null, parsed: false, hasPicture: false, wordsOnly: false, savedWhileLocked: false, pending: false,
});

/** Newest first by keyset: as fast at item 100,000 as at item 1. */
export const page = (limit: number, before = Infinity): Promise<Result<ItemHead[], VaultProblem>> =>
  reading(async (vault) => ok(await openHeads(vault, await rowsBefore(vault, limit, before))));

const rowsBefore = (vault: Open, limit: number, before: number): Promise<ItemRow[]> =>
  vault.main.items.where('n').below(before).reverse().limit(limit).toArray();

/** Stops early, and says nothing, when the vault locks in between: the reader asks `state()`. */
export async function* heads(): AsyncGenerator<ItemHead[]> {
  for (let before = Infinity; ; ) {
    const from = before;
    const batch = await reading(async (vault) => {
      const rows = await rowsBefore(vault, BATCH, from);
      return ok({ heads: await openHeads(vault, rows), last: rows.at(-1)?.n });
    });
    if (!batch.ok || batch.value.last === undefined) return;
    yield batch.value.heads;
    before = batch.value.last;
  }
}

export const count = (): Promise<Result<number, VaultProblem>> => reading(async (vault) => ok(await vault.main.items.count()));

export interface OpenItem {
  row: ItemRow;
  key: CryptoKey;
  body: SealedBody;
  head: ItemHead;
}

/** `not-found` where it was deleted; `damaged` where it is there and does not open. */
export async function openItem(vault: Open, id: string): Promise<Result<OpenItem, VaultProblem>> {
  const { main } = vault;
  // Both of one moment: a mark seals them anew.
  const [row, box] = await main.transaction('r', main.items, main.bodies, () => Promise.all([main.items.get(id), main.bodies.get(id)]));
  if (row === undefined) return fail('not-found');
  try {
    const key = await keyOf(vault, row);
    if (key === null || box === undefined) return fail('damaged', id);
    const [body, head] = await Promise.all([openJson<SealedBody>(key, bodyAt(id), box.box), openJson<ItemHead>(key, headAt(id), row.head)]);
    return ok({ row, key, body, head });
  } catch {
    return fail('damaged', id);
  }
}

export const item = (id: string): Promise<Result<ItemView, VaultProblem>> =>
  reading(async (vault) => {
    const opened = await openItem(vault, id);
    return opened.ok ? ok(viewOf(opened.value)) : opened;
  });

export const viewOf = ({ head, body }: OpenItem): ItemView => ({ head, recordBytes: utf8(body.record), derived: body.derived, redacted: body.redacted ?? [] });

export const file = (id: string, path: string): Promise<Result<Bytes, VaultProblem>> =>
  reading(async (vault) => {
    for (;;) {
      const opened = await openItem(vault, id);
      if (!opened.ok) return opened;
      const bytes = await readBlob(vault, opened.value, path);
      // Sealed anew between the two: once more.
      if (bytes.ok || (await vault.main.items.get(id))?.key === opened.value.row.key) return bytes;
    }
  });

export async function readBlob(vault: Open, { row, key, body }: OpenItem, path: string): Promise<Result<Bytes, VaultProblem>> {
  const blobId = body.blobs[path];
  const blob = blobId === undefined ? undefined : await vault.main.blobs.get(blobId);
  if (blob === undefined) return fail('not-found', path);
  try {
    return ok(await openBox(key, blobAt(row.id, blob.id), blob.box));
  } catch {
    return fail('damaged', path);
  }
}

/** Lines of one item or slice; bodies that do not open are null. */
export const history = (id: string): Promise<Result<LoggedEntry[], VaultProblem>> => reading(async (vault) => ok(await entriesOf(vault, id)));

export async function entriesOf(vault: Open, id: string): Promise<LoggedEntry[]> {
  const { main } = vault;
  const [rows, owner] = await main.transaction('r', main.log, main.items, main.slices, async () => [
    await main.log.where('itemId').equals(id).sortBy('seq'), (await main.items.get(id)) ?? (await main.slices.get(id)),
  ] as const);
  const key = owner === undefined ? null : await keyOf(vault, owner);
  return Promise.all(rows.map((row) => openEntry(vault.session, row, key)));
}
