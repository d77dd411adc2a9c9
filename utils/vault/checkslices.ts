import { sha256 } from '@/utils/crypto/hash';
import { open as openBox } from '@/utils/crypto/seal';
import type { EvidenceRecord } from '@/utils/domain/record';

import { keyOf } from './itemkeys';
import { blobAt } from './itemrows';
import { entriesOf, type OpenItem } from './readitems';
import type { SliceRow } from './schema';
import { openSlice, type SealedSlice } from './slices';
import type { Open } from './stores';

/** Reads every slice back: its picture against its hash, its hash against the log, those who are seen in it. Ids of items that a damaged one concerns. */
export async function damagedBySlices(vault: Open): Promise<Set<string>> {
  const damaged = new Set<string>();
  for (const id of await vault.main.slices.toCollection().primaryKeys()) {
    for (const item of await concerned(vault, id)) damaged.add(item);
  }
  return damaged;
}

async function concerned(vault: Open, id: string): Promise<string[]> {
  for (;;) {
    const row = await vault.main.slices.get(id);
    if (row === undefined) return [];
    const key = await keyOf(vault, row).catch(() => null);
    const slice = key ? await openSlice(key, row).catch(() => null) : null;
    if (key && slice && (await isWhole(vault, row, key, slice))) return [];
    // Changed or gone meanwhile is no damage.
    if ((await vault.main.slices.get(id))?.rev === row.rev) return slice ? slice.users.map(({ item }) => item) : [''];
  }
}

async function isWhole(vault: Open, row: SliceRow, key: CryptoKey, slice: SealedSlice): Promise<boolean> {
  const blob = await vault.main.blobs.get(slice.blob);
  const bytes = blob ? await openBox(key, blobAt(row.id, blob.id), blob.box).catch(() => null) : null;
  if (bytes === null || (await sha256(bytes)) !== slice.sha256) return false;
  const entries = await entriesOf(vault, row.id).catch(() => []);
  const [capture, ...others] = entries.filter(({ line }) => line.type === 'capture');
  if (others.length > 0 || capture?.body?.body['sha256'] !== slice.original) return false;
  let at: unknown = slice.original;
  for (const { body } of entries.filter(({ line }) => line.type === 'redact')) {
    if (body?.body['from'] !== at) return false;
    at = body?.body['to'];
  }
  const users = await vault.main.items.bulkGet(slice.users.filter(({ needs }) => needs).map(({ item }) => item));
  return at === slice.sha256 && users.every((user) => user !== undefined);
}

/** Every slice that its record points to is there and knows of it, or the log says that it was destroyed. */
export async function usesHold(vault: Open, { row, head, body }: OpenItem): Promise<boolean> {
  const uses = (JSON.parse(body.record) as EvidenceRecord).capture.slices ?? [];
  const marked = head.mark === 'child' || (body.redacted ?? []).some(({ why }) => why === 'intimate');
  for (const use of uses) {
    const slice = await vault.main.slices.get(use.slice);
    const key = slice ? await keyOf(vault, slice) : null;
    const opened = slice && key ? await openSlice(key, slice).catch(() => null) : null;
    const known = opened?.original === use.sha256 && opened.users.some(({ item }) => item === row.id);
    const entries = slice ? [] : await entriesOf(vault, use.slice);
    if (!known && !marked && !entries.some(({ line }) => line.type === 'delete')) return false;
  }
  return true;
}
