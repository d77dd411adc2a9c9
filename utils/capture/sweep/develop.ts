import type { Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import type { ItemHead } from '@/utils/domain/item';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { PixelRect, SliceUse } from '@/utils/domain/slice';
import type { NewSlice } from '@/utils/vault';

import { crop, decode, isBlank, pngOf, thumbnail, toPixels } from '../picture';
import type { Look } from './look';

/** One post on a slice: where, and its own small pictures, so that it stands by itself when the slice goes. */
export interface Piece { use: SliceUse; scale: number; crop: Bytes; thumbnail: Bytes }

export interface Developed {
  slice: NewSlice;
  /** By key; none for a post that is sensitive or outside. */
  pieces: Map<string, Piece>;
  /** Posts on the picture that are in neither: their records point here too once they are saved. */
  others: Map<string, SliceUse>;
}

/**
 * The picture with what is sensitive blacked out, before anything of it is cut or kept. `cut`: the posts to be cut out.
 * `sensitiveAsWords` false: nothing is blacked. `saved`: items of this run by key, which the slice names as seen on it.
 * `never`: keys blacked in any case.
 */
export async function develop({ png, lifted }: Look, about: {
  run: string; cut: readonly string[]; sensitiveAsWords: boolean; saved: ReadonlyMap<string, ItemHead['id']>; never: ReadonlySet<string>;
}): Promise<Result<Developed, 'blank'>> {
  const bitmap = await decode(png);
  let shown = bitmap;
  try {
    if (isBlank(bitmap)) return fail('blank');
    const { standing, rects, sensitive } = lifted;
    const width = standing.viewport.width || bitmap.width;
    const scale = bitmap.width / width;
    const place = (key: string): PixelRect | null => {
      const rect = rects[key];
      return rect ? toPixels(rect, width, bitmap) : null;
    };
    const hidden = new Set([...(about.sensitiveAsWords ? sensitive : []), ...Object.keys(rects).filter((key) => about.never.has(key))]);
    const dark = [...hidden].flatMap((key) => place(key) ?? []);
    let bytes = png;
    if (dark.length > 0) {
      const canvas = blacked(bitmap, dark);
      [bytes, shown] = [await pngOf(canvas), await createImageBitmap(canvas)];
    }
    const id = randomId();
    const hash = await sha256(bytes);
    const useOf = (rect: PixelRect): SliceUse => ({ slice: id, sha256: hash, rect, page: { x: standing.scrollX + rect.x / scale, y: standing.scrollY + rect.y / scale } });
    const pieces = new Map<string, Piece>();
    const others = new Map<string, SliceUse>();
    const seen: { item: string; rect: PixelRect }[] = [];
    for (const key of Object.keys(rects)) {
      const rect = hidden.has(key) ? null : place(key);
      if (rect === null) continue;
      const item = about.saved.get(key);
      if (about.cut.includes(key)) pieces.set(key, { use: useOf(rect), scale, crop: await crop(shown, rect), thumbnail: await thumbnail(shown, rect) });
      else if (item === undefined) others.set(key, useOf(rect));
      else seen.push({ item, rect });
    }
    const slice: NewSlice = {
      id, png: bytes, savedAt: new Date().toISOString(), address: standing.href, viewport: standing.viewport, scale,
      scroll: { x: standing.scrollX, y: standing.scrollY }, run: about.run, masks: dark.map((rect) => ({ rect, why: 'sensitive' as const })), seen,
    };
    return ok({ slice, pieces, others });
  } finally {
    bitmap.close();
    if (shown !== bitmap) shown.close();
  }
}

function blacked(bitmap: ImageBitmap, rects: readonly PixelRect[]): OffscreenCanvas {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  // Without a pen nothing could be blacked: then there is no picture.
  if (pen === null) throw new Error('no canvas');
  pen.drawImage(bitmap, 0, 0);
  pen.fillStyle = '#000';
  for (const { x, y, width, height } of rects) pen.fillRect(x, y, width, height);
  return canvas;
}
