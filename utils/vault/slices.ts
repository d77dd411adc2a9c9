import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { openJson, sealJson } from '@/utils/crypto/seal';
import { pngSize } from '@/utils/custody/png';
import type { EvidenceRecord, Sha256 } from '@/utils/domain/record';
import type { PixelRect, SliceFacts, SliceUse } from '@/utils/domain/slice';

import { itemKeys, newItemKey } from './itemkeys';
import { sealBlob, type NewItem } from './itemrows';
import type { NewEntry } from './logbook';
import type { BlobRow, KeyRow, SliceRow } from './schema';
import type { Open } from './stores';

/** One picture of a page that several records point into. */
export interface NewSlice extends SliceFacts {
  png: Bytes;
  /**
   * Posts of this batch or saved before that are seen in this picture too, though their record points elsewhere: when
   * one of them is removed or marked, these pixels go as well. They do not keep the slice.
   */
  seen?: { item: string; rect: PixelRect }[];
}

/** Who is seen in a slice. `needs`: the item's record points to it, so that the slice stays as long as the item. */
export interface SliceUser {
  item: string;
  rect: PixelRect;
  needs: boolean;
}

/** What lies in `slices`, sealed under the slice's key. */
export interface SealedSlice {
  facts: SliceFacts;
  width: number;
  height: number;
  /** Of the picture as it was taken. */
  original: Sha256;
  /** Of the picture as it is now. */
  sha256: Sha256;
  bytes: number;
  /** Id of the picture's blob. */
  blob: string;
  /** Blacked since it was taken. */
  masked: PixelRect[];
  users: SliceUser[];
}

export interface PreparedSlice {
  key: CryptoKey;
  row: SliceRow;
  /** Null where the slice was there and gets users only. */
  keyRow: KeyRow | null;
  blob: BlobRow | null;
  entry: NewEntry | null;
}

/** A record points to a slice that is not there, that is another one, or out of its picture. */
export class NotWhole extends Error {}

const sliceAt = (id: string): string => `slice:${id}`;

export const openSlice = (key: CryptoKey, row: SliceRow): Promise<SealedSlice> => openJson<SealedSlice>(key, sliceAt(row.id), row.box);
export const sealSlice = (key: CryptoKey, id: string, slice: SealedSlice): Promise<Bytes> => sealJson(key, sliceAt(id), slice);

export const usesOf = (record: Bytes): SliceUse[] => (JSON.parse(fromUtf8(record)) as EvidenceRecord).capture.slices ?? [];

/** New slices, and those stored before that the new items point to, with everybody who is seen in them. */
export async function prepareSlices(vault: Open, slices: NewSlice[], items: NewItem[]): Promise<PreparedSlice[]> {
  const wanted = new Map<string, { use: SliceUse; user: SliceUser }[]>();
  for (const { head, record } of items) {
    for (const use of usesOf(record)) {
      const user = { item: head.id, rect: use.rect, needs: true };
      wanted.set(use.slice, [...(wanted.get(use.slice) ?? []), { use, user }]);
    }
  }
  const ids = [...new Set([...slices.map((slice) => slice.id), ...wanted.keys()])];
  if (ids.length === 0) return [];
  const there = new Map((await vault.main.slices.bulkGet(ids)).flatMap((row) => (row === undefined ? [] : [[row.id, row]])));
  const made = slices.filter((slice) => !there.has(slice.id)).map((slice) => newSlice(vault, slice, wanted.get(slice.id) ?? []));
  const more = [...wanted].filter(([id]) => there.has(id)).map(([id, uses]) => withUsers(vault, there.get(id) as SliceRow, uses));
  const prepared = await Promise.all([...made, ...more]);
  const have = new Set(prepared.map(({ row }) => row.id));
  if ([...wanted.keys()].some((id) => !have.has(id))) throw new NotWhole();
  return prepared;
}

type Uses = { use: SliceUse; user: SliceUser }[];

async function newSlice(vault: Open, { png, seen = [], ...facts }: NewSlice, uses: Uses): Promise<PreparedSlice> {
  const { id } = facts;
  const size = pngSize(png);
  if (size === null) throw new NotWhole();
  const { key, row: keyRow } = await newItemKey(vault, id);
  const [blob, hash] = await Promise.all([sealBlob(key, id, png), sha256(png)]);
  const slice: SealedSlice = {
    facts, ...size, original: hash, sha256: hash, bytes: png.length, blob: blob.id, masked: [],
    users: [...uses.map(({ user }) => user), ...seen.map((one) => ({ ...one, needs: false }))],
  };
  assertUses(slice, uses);
  const { savedAt, id: _, ...about } = facts;
  const body = { slice: true, sha256: hash, bytes: png.length, ...size, ...about };
  return {
    key, keyRow, blob,
    row: { id, rev: 0, box: await sealSlice(key, id, slice), size: blob.box.length },
    entry: { type: 'capture', time: savedAt, itemId: id, body, bodyKey: key },
  };
}

async function withUsers(vault: Open, row: SliceRow, uses: Uses): Promise<PreparedSlice> {
  const [key] = await itemKeys(vault, [row.id]);
  if (!key) throw new NotWhole();
  const slice = await openSlice(key, row);
  assertUses(slice, uses);
  const box = await sealSlice(key, row.id, { ...slice, users: [...slice.users, ...uses.map(({ user }) => user)] });
  return { key, keyRow: null, blob: null, entry: null, row: { ...row, rev: row.rev + 1, box } };
}

function assertUses(slice: SealedSlice, uses: Uses): void {
  for (const { use: { sha256: hash, rect } } of uses) {
    const whole = [rect.x, rect.y, rect.width, rect.height].every((n) => Number.isInteger(n) && n >= 0) && rect.width > 0 && rect.height > 0;
    if (!whole || hash !== slice.original || rect.x + rect.width > slice.width || rect.y + rect.height > slice.height) throw new NotWhole();
  }
}
