import type { Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { open as openBox, sealJson } from '@/utils/crypto/seal';
import { blacken, readPng, writePng } from '@/utils/custody/png';
import { randomId } from '@/utils/domain/ids';
import type { ItemHead } from '@/utils/domain/item';
import { asTheyStand, type EvidenceRecord, type FileEntry, type Redaction } from '@/utils/domain/record';
import { fromSlice, overlap, readCrop, type PixelRect } from '@/utils/domain/slice';

import { newItemKey } from './itemkeys';
import { blobAt, bodyAt, headAt, sealBlob, sizeOf, type SealedBody } from './itemrows';
import { resealRow, type NewEntry } from './logbook';
import type { SlicePlan } from './masks';
import { readBlob, type OpenItem } from './readitems';
import type { BlobRow, BodyRow, ItemRow, KeyRow, LogRow, SliceRow } from './schema';
import { sealSlice, type SealedSlice } from './slices';
import type { Open } from './stores';

/*
 * What must be forgotten lies in old files under the old key: what stays is sealed under a new one, and the old key goes
 * (`finishDeletions`). Nothing here writes; `forgetting.ts` does.
 */

export interface Rewritten {
  id: string;
  keyRow: KeyRow | null;
  item: { row: ItemRow; body: BodyRow } | null;
  slice: SliceRow | null;
  blobs: BlobRow[];
  /** Its lines so far, their bodies under the new key. */
  log: LogRow[];
  entry: NewEntry | null;
}

export interface ItemChange {
  head: Partial<ItemHead>;
  /** What is not there any more as it was; `bytes` null: nothing stands in its place. */
  files: { path: string; from: string; bytes: Bytes | null; rects: PixelRect[] }[];
  why: Redaction['why'];
}

const now = (): string => new Date().toISOString();

/** New key for something of that id. */
async function freshKey(vault: Open): Promise<{ key: CryptoKey; row: KeyRow }> {
  return newItemKey(vault, randomId());
}

async function linesAnew(vault: Open, id: string, from: CryptoKey, to: CryptoKey): Promise<LogRow[]> {
  const rows = await vault.main.log.where('itemId').equals(id).toArray();
  return Promise.all(rows.map((row) => resealRow(row, vault.session, vault.session, { from, to })));
}

export async function itemAnew(vault: Open, item: OpenItem, { head, files, why }: ItemChange): Promise<Rewritten> {
  const { id } = item.row;
  const { key, row: keyRow } = await freshKey(vault);
  const changed = new Map(files.map((file) => [file.path, file]));
  const blobs: BlobRow[] = [];
  const paths: SealedBody['blobs'] = {};
  for (const path of Object.keys(item.body.blobs)) {
    const change = changed.get(path);
    const bytes = change ? change.bytes : await readBlob(vault, item, path);
    // One that does not open was damaged before, and is found missing from now on.
    const plain = bytes === null || bytes instanceof Uint8Array ? bytes : bytes.ok ? bytes.value : null;
    if (plain === null) continue;
    const blob = await sealBlob(key, id, plain);
    blobs.push(blob);
    paths[path] = blob.id;
  }
  const redactions = await Promise.all(files.map(async ({ path, from, bytes, rects }): Promise<Redaction> => ({
    path, from, to: bytes === null ? null : { sha256: await sha256(bytes), bytes: bytes.length }, why, rects,
  })));
  const body: SealedBody = { ...item.body, blobs: paths, redacted: [...(item.body.redacted ?? []), ...redactions] };
  return {
    id, keyRow, slice: null, blobs,
    item: {
      row: { ...item.row, key: keyRow.id, head: await sealJson(key, headAt(id), { ...item.head, ...head }), size: sizeOf(blobs) },
      body: { id, box: await sealJson(key, bodyAt(id), body) },
    },
    log: await linesAnew(vault, id, item.key, key),
    entry: { type: 'redact', time: now(), itemId: id, body: { why, files: redactions }, bodyKey: key },
  };
}

/** A slice without what goes; destroyed where nobody needs it, or where it cannot be read to black a part of it. */
export async function sliceAnew(vault: Open, { row, key, slice, rects, users }: SlicePlan): Promise<Rewritten> {
  const { id } = row;
  const old = await vault.main.blobs.get(slice.blob);
  const bytes = old && users.some(({ needs }) => needs) ? await openBox(key, blobAt(id, old.id), old.box).catch(() => null) : null;
  const next = bytes && (rects.length === 0 ? bytes : await blacked(bytes, rects));
  if (next === null || next === undefined) {
    const body = { slice: true, from: slice.sha256, why: users.some(({ needs }) => needs) ? 'unreadable' : 'not-needed' };
    return { id, keyRow: null, item: null, slice: null, blobs: [], log: [], entry: { type: 'delete', time: now(), itemId: id, body, bodyKey: vault.session.data } };
  }
  const { key: fresh, row: keyRow } = await freshKey(vault);
  const blob = await sealBlob(fresh, id, next);
  const hash = await sha256(next);
  const sealed: SealedSlice = { ...slice, sha256: hash, bytes: next.length, blob: blob.id, masked: [...slice.masked, ...rects], users };
  const body = { slice: true, from: slice.sha256, to: hash, rects };
  return {
    id, keyRow, item: null, blobs: [blob],
    slice: { id, key: keyRow.id, rev: row.rev + 1, size: blob.box.length, box: await sealSlice(fresh, id, sealed) },
    log: await linesAnew(vault, id, key, fresh),
    entry: rects.length === 0 ? null : { type: 'redact', time: now(), itemId: id, body, bodyKey: fresh },
  };
}

async function blacked(bytes: Bytes, rects: readonly PixelRect[]): Promise<Bytes | null> {
  const pixels = await readPng(bytes);
  if (pixels === null) return null;
  blacken(pixels, rects);
  return writePng(pixels);
}

/** Crops out of slices with these parts black; what was made from such a crop, and what cannot be blacked, goes. */
export async function cropsWithout(vault: Open, item: OpenItem, masks: { slice: string; rects: PixelRect[] }[]): Promise<ItemChange['files']> {
  const record = JSON.parse(item.body.record) as EvidenceRecord;
  const all = asTheyStand([...record.files, ...item.body.derived], item.body.redacted ?? []);
  const changes = new Map<string, ItemChange['files'][number]>();
  for (let before = -1; before < changes.size; ) {
    before = changes.size;
    for (const file of all.filter(({ path }) => !changes.has(path))) {
      const change = changes.has(file.derivedFrom ?? '') ? { path: file.path, from: file.sha256, bytes: null, rects: [] } : await cropWithout(vault, item, file, masks);
      if (change) changes.set(file.path, change);
    }
  }
  return [...changes.values()];
}

async function cropWithout(vault: Open, item: OpenItem, file: FileEntry, masks: { slice: string; rects: PixelRect[] }[]): Promise<ItemChange['files'][number] | null> {
  const from = masks.find(({ slice }) => file.derivedFrom === fromSlice(slice) || (file.transform?.includes(fromSlice(slice)) ?? false));
  if (!from) return null;
  const { path, sha256: hash, transform, type } = file;
  const cut = readCrop(transform ?? '');
  const rects = cut ? from.rects.flatMap((rect) => within(rect, cut.rect)) : [];
  if (cut && rects.length === 0) return null;
  const plain = cut?.only && type === 'image/png' ? await readBlob(vault, item, path) : null;
  return { path, from: hash, bytes: plain?.ok ? await blacked(plain.value, rects) : null, rects };
}

/** The part of `rect` that lies in `corner`, counted from its corner. */
function within(rect: PixelRect, corner: PixelRect): PixelRect[] {
  const shared = overlap(rect, corner);
  return shared ? [{ ...shared, x: shared.x - corner.x, y: shared.y - corner.y }] : [];
}
