import type { FileEntry } from '@/utils/domain/record';
import { asTheyStand } from '@/utils/domain/record';
import { fromSlice, overlap, readCrop, type PixelRect, type SliceUse } from '@/utils/domain/slice';
import type { LoggedEntry } from '@/utils/domain/log';
import type { Fail, ReadFiles } from './check-bag';
import type { PackageFiles } from './check-types';
import { itemFolder, type PackedItem, type PackedSlice } from './pack-model';
import { hasProfile, pngSize, readPng, showsSame, type Pixels } from './png';
import { sliceStory } from './redactions';

const SLICE = /^data\/slices\/([0-9a-f]{32})\.png$/;

type Story = NonNullable<ReturnType<typeof sliceStory>>;

/** Slices that are in the package: each is the one that records point to, but for what the log says was blacked. */
export function checkSlices(read: ReadFiles, entries: readonly LoggedEntry[], items: readonly PackedItem[], fail: Fail): PackedSlice[] {
  const slices: PackedSlice[] = [];
  const wanted = new Map(items.flatMap((item) => (item.record.capture.slices ?? []).map((use) => [use.slice, use])));
  for (const path of [...read.sizes.keys()].filter((one) => one.startsWith('data/slices/')).sort()) {
    const id = SLICE.exec(path)?.[1];
    if (id === undefined || !wanted.has(id)) {
      fail('unlisted-file', path);
      continue;
    }
    const own = entries.filter(({ line }) => line.itemId === id);
    const story = sliceStory(own);
    const size = pngSize(read.heads.get(path) ?? new Uint8Array());
    slices.push({ id, entries: own });
    if (story === null || story.sha256 !== read.sha256.get(path) || size?.width !== story.width || size.height !== story.height) fail('altered-slice', path);
    else for (const item of items) for (const use of item.record.capture.slices ?? []) if (use.slice === id && !pointsInto(use, story)) fail('wrong-slice', `data/${itemFolder(item.position)}/record.json`);
  }
  return slices;
}

const pointsInto = ({ sha256, rect }: SliceUse, { original, width, height }: Story): boolean =>
  sha256 === original && rect.x + rect.width <= width && rect.y + rect.height <= height;

/** Each crop out of a slice has its rectangle's size and, where the slice is here, shows what the slice shows there. */
export async function checkCrops(files: PackageFiles, read: ReadFiles, items: readonly PackedItem[], slices: readonly PackedSlice[], fail: Fail, signal?: AbortSignal): Promise<void> {
  const crops = items.flatMap((item) => cropsOf(item));
  for (const { path, file, rect, slice, item } of crops) {
    const size = pngSize(read.heads.get(path) ?? new Uint8Array());
    const named = (item.record.capture.slices ?? []).some((use) => use.slice === slice);
    if (!named || (file.type === 'image/png' && (size?.width !== rect.width || size.height !== rect.height))) fail('wrong-crop', path);
  }
  for (const { id, entries } of slices) {
    signal?.throwIfAborted();
    const story = sliceStory(entries);
    const here = crops.filter((crop) => crop.slice === id && crop.file.type === 'image/png');
    const whole = story && here.length > 0 ? await pixels(files, `data/slices/${id}.png`) : null;
    if (!story || !whole || hasProfile(whole)) continue;
    for (const { path, rect, blacked } of here) {
      const part = await pixels(files, path);
      const except = [...story.masked, ...blacked.map((one) => ({ ...one, x: one.x + rect.x, y: one.y + rect.y }))].filter((one) => overlap(one, rect) !== null);
      if (part && !hasProfile(part) && !showsSame(whole, rect, part, except)) fail('wrong-crop', path);
    }
  }
}

/** Null where it cannot be compared: hashes hold it all the same. */
async function pixels(files: PackageFiles, path: string): Promise<Pixels | null> {
  const bytes = await files.read(path);
  return bytes && readPng(bytes);
}

interface Crop { item: PackedItem; path: string; file: FileEntry; rect: PixelRect; slice: string; blacked: PixelRect[] }

/** Pure cuts that are in the package. */
function cropsOf(item: PackedItem): Crop[] {
  return asTheyStand([...item.record.files, ...item.derived], item.redacted).flatMap((file) => {
    const slice = file.derivedFrom?.startsWith(fromSlice('')) ? file.derivedFrom.slice(fromSlice('').length) : null;
    const cut = readCrop(file.transform ?? '');
    if (slice === null || !cut?.only || !item.present.has(file.path)) return [];
    const blacked = item.redacted.filter(({ path }) => path === file.path).flatMap(({ rects }) => rects);
    return [{ item, path: `data/${itemFolder(item.position)}/${file.path}`, file, rect: cut.rect, slice, blacked }];
  });
}
