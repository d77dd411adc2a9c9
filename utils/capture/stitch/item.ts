import type { Bytes } from '@/utils/crypto/bytes';
import type { CaptureMethod } from '@/utils/domain/record';
import { fromSlice, type PixelRect, type SliceUse } from '@/utils/domain/slice';
import type { PageCapture } from '@/utils/messages/types';
import type { StitchWhat } from '@/utils/messages/stitch';
import type { NewItem } from '@/utils/vault';

import { bytesOf } from '../picture';
import { buildItem, type Circumstances, type Sliced } from '../record';
import type { Part } from './compose';

export interface Stitched {
  what: StitchWhat;
  scale: number;
  /** Each whole: what lies beside a share is the same people's, and goes with it. */
  slices: SliceUse[];
  /** Which part of which slice stands at which row of the long picture. */
  shares: { slice: string; from: PixelRect; row: number }[];
  parts: Part[];
}

export const partPath = (index: number): string => (index === 0 ? 'stitched.png' : `stitched-${index + 1}.png`);

const METHODS: Record<StitchWhat, CaptureMethod> = { page: 'stitched-page', thread: 'stitched-thread', element: 'stitched-element' };

/** One record: the slices by rectangle, the long picture (in parts where it is too high for one) and a small one as derivatives. */
export async function stitchedItem(page: PageCapture, stitched: Stitched, about: Omit<Circumstances, 'picture' | 'sliced' | 'wordsOnly'>): Promise<NewItem> {
  const sliced: Sliced = {
    scale: stitched.scale,
    slices: stitched.slices,
    made: [...partFiles(stitched), await small(stitched.parts[0] as Part)],
    method: ['visible-tab', METHODS[stitched.what]],
    ...(stitched.what !== 'element' && { kind: stitched.what }),
  };
  return buildItem(page, { ...about, picture: null, wordsOnly: false, sliced });
}

function partFiles({ what, scale, shares, parts }: Stitched): Sliced['made'] {
  let first = 0;
  return parts.map(({ png, height }, i) => {
    const end = first + height;
    const here = shares.flatMap(({ slice, from: { x, y, width, height }, row }) => {
      const top = Math.max(row, first);
      const rows = Math.min(row + height, end) - top;
      return rows <= 0 ? [] : [`${fromSlice(slice)} ${x},${y + top - row},${width},${rows} to 0,${top - first}`];
    });
    first = end;
    return {
      path: partPath(i), type: 'image/png', bytes: png, derivedFrom: 'slices',
      transform: `stitch ${what}; part ${i + 1} of ${parts.length}; scale ${scale}; ${here.join('; ')}`,
    };
  });
}

/** The top of it, longest side at most 320 pixels. */
async function small({ png, width, height }: Part): Promise<Sliced['made'][number]> {
  const top = Math.min(height, Math.round(width * 1.5));
  const scale = Math.min(1, 320 / Math.max(width, top));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(top * scale)));
  const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, top, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const bytes: Bytes = await bytesOf(canvas, 'image/jpeg');
  return { path: 'thumbnail.jpg', type: 'image/jpeg', bytes, derivedFrom: partPath(0), transform: `top ${width}x${top}; fit 320` };
}
