import type { ItemHead } from '@/utils/domain/item';
import { liesIn, overlap, type PixelRect } from '@/utils/domain/slice';

import { itemKeys } from './itemkeys';
import { openHeads } from './readitems';
import type { SliceRow } from './schema';
import { openSlice, type SealedSlice, type SliceUser } from './slices';
import type { Open } from './stores';

/** `removed`: what shows that post and nothing else of hers. `marked`: every pixel of it, wherever it is seen. */
export type Cause = 'removed' | 'marked';

/** What becomes of a slice. Nobody left who needs it: it is destroyed. */
export interface SlicePlan {
  row: SliceRow;
  key: CryptoKey;
  slice: SealedSlice;
  rects: PixelRect[];
  users: SliceUser[];
}

export interface PixelPlan {
  slices: SlicePlan[];
  /** Other items, in whose own crops out of a slice something must be blacked: rectangles in the slice's picture. */
  crops: Map<string, { slice: string; rects: PixelRect[] }[]>;
}

/** All slices, opened: who is seen where is sealed with each. One that does not open shows nobody anything, and stays as it is. */
export async function openSlices(vault: Open): Promise<{ row: SliceRow; key: CryptoKey; slice: SealedSlice }[]> {
  const rows = await vault.main.slices.toArray();
  const keys = await itemKeys(vault, rows.map((row) => row.id));
  const opened = await Promise.all(rows.map(async (row, i) => {
    const key = keys[i];
    const slice = key ? await openSlice(key, row).catch(() => null) : null;
    return key && slice ? { row, key, slice } : null;
  }));
  return opened.filter((one) => one !== null);
}

/** Which pixels go with these items. Nothing is written. */
export async function planPixels(vault: Open, gone: ReadonlySet<string>, cause: Cause): Promise<PixelPlan> {
  const plan: PixelPlan = { slices: [], crops: new Map() };
  const concerned = (await openSlices(vault)).filter(({ slice }) => slice.users.some(({ item }) => gone.has(item)));
  const same = cause === 'removed' ? await versions(vault, concerned.flatMap(({ slice }) => slice.users.map(({ item }) => item))) : () => false;
  for (const { row, key, slice } of concerned) {
    const users = slice.users.filter(({ item }) => !gone.has(item));
    const kept = (user: SliceUser): boolean => users.some((other) => same(user.item, other.item) && overlap(user.rect, other.rect) !== null);
    const rects = slice.users.filter((user) => gone.has(user.item) && !kept(user)).map(({ rect }) => rect);
    plan.slices.push({ row, key, slice, rects, users });
    for (const { item, rect } of users) {
      const here = rects.filter((one) => (cause === 'marked' ? overlap(one, rect) !== null : liesIn(one, rect)));
      if (here.length > 0) plan.crops.set(item, [...(plan.crops.get(item) ?? []), { slice: row.id, rects: here }]);
    }
  }
  return plan;
}

/** Two looks at the same post: what one of them keeps is not taken from it by removing the other. */
async function versions(vault: Open, ids: string[]): Promise<(a: string, b: string) => boolean> {
  const rows = (await vault.main.items.bulkGet([...new Set(ids)])).filter((row) => row !== undefined);
  const heads = new Map((await openHeads(vault, rows)).map((head) => [head.id, head]));
  return (a, b) => isSamePost(heads.get(a), heads.get(b));
}

export function isSamePost(a: ItemHead | undefined, b: ItemHead | undefined): boolean {
  if (!a || !b || a.damaged || b.damaged) return false;
  const root = (head: ItemHead): string => head.versionOf ?? head.id;
  return root(a) === root(b) || (a.postId !== null && a.site === b.site && a.postId === b.postId);
}
