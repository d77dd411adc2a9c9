import type { PixelRect } from '@/utils/domain/slice';

import type { Piece } from './geometry';

/** How far pictures are looked for beside their reckoned place, in rows. */
const REACH = 3;
/** Rows that are compared. */
const MOST_ROWS = 48;
/** Of 255, per colour: what a browser draws differently at another place (text smoothing) is less. */
const SAME = 12;

/** The last rows before `end` of a slice, to be found again in the next one. */
export interface Edge { pixels: ImageData; rows: number; x: number; width: number }

export function edgeOf(slice: ImageBitmap, { from }: Piece): Edge {
  const rows = Math.min(MOST_ROWS, from.height);
  return { pixels: cut(slice, { x: from.x, y: from.y + from.height - rows, width: from.width, height: rows }), rows, x: from.x, width: from.width };
}

export interface Seam {
  /** Rows by which the next picture lies below its reckoned place: −3 … 3. */
  shift: number;
  /** False: the rows that both show differ; the page moved or changed in between. */
  agrees: boolean;
}

/** `at`: the row of the next slice at which the edge's last row is reckoned to end. Null when too few rows are shown by both. */
export function seam(edge: Edge, next: ImageBitmap, at: number, firstShown: number): Seam | null {
  const rows = Math.min(edge.rows, at - firstShown - REACH, next.height - REACH);
  if (rows < 8) return null;
  const top = at - rows - REACH;
  const height = Math.min(next.height - top, rows + 2 * REACH);
  const other = cut(next, { x: edge.x, y: top, width: edge.width, height });
  const score = (shift: number): number => {
    const first = REACH + shift;
    if (first + rows > height) return -1;
    let same = 0;
    for (let row = 0; row < rows; row++) if (sameRow(edge.pixels, edge.rows - rows + row, other, first + row)) same++;
    return same;
  };
  const here = score(0);
  let best = { shift: 0, same: here };
  for (let shift = -REACH; shift <= REACH; shift++) {
    const same = score(shift);
    // Plain ground agrees everywhere: only a place that is clearly better counts.
    if (same > best.same && same > here + rows / 4) best = { shift, same };
  }
  return { shift: best.shift, agrees: best.same >= rows / 2 };
}

function sameRow(a: ImageData, rowA: number, b: ImageData, rowB: number): boolean {
  const width = a.width;
  const [fromA, fromB] = [rowA * width * 4, rowB * width * 4];
  const step = Math.max(1, Math.floor(width / 256)) * 4;
  let off = 0;
  let seen = 0;
  for (let i = 0; i < width * 4; i += step) {
    seen++;
    for (let c = 0; c < 3; c++) {
      if (Math.abs((a.data[fromA + i + c] as number) - (b.data[fromB + i + c] as number)) > SAME) {
        off++;
        break;
      }
    }
  }
  return off <= seen / 20;
}

function cut(picture: ImageBitmap, { x, y, width, height }: PixelRect): ImageData {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.drawImage(picture, x, y, width, height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
