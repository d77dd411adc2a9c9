import type { Bytes } from '@/utils/crypto/bytes';
import type { PixelRect } from '@/utils/domain/slice';

import { bytesOf } from '../picture';
import { partHeight, type Piece } from './geometry';

export interface Part { png: Bytes; width: number; height: number }

/** Draws pieces below each other, without scaling; a part that is full is written and its memory given back. */
export class Composer {
  readonly #parts: Part[] = [];
  #canvas: OffscreenCanvas | null = null;
  /** Rows of the open part. */
  #filled = 0;

  async add(slice: ImageBitmap, { from }: Piece): Promise<void> {
    let done = 0;
    while (done < from.height) {
      const most = partHeight(from.width);
      this.#canvas ??= new OffscreenCanvas(from.width, most);
      const rows = Math.min(from.height - done, most - this.#filled);
      pen(this.#canvas).drawImage(slice, from.x, from.y + done, from.width, rows, 0, this.#filled, from.width, rows);
      this.#filled += rows;
      done += rows;
      if (this.#filled === most) await this.#close();
    }
  }

  async finish(): Promise<Part[]> {
    await this.#close();
    return this.#parts;
  }

  async #close(): Promise<void> {
    const whole = this.#canvas;
    const height = this.#filled;
    this.#canvas = null;
    this.#filled = 0;
    if (!whole || height === 0) return;
    const { width } = whole;
    let part = whole;
    if (height < whole.height) {
      part = new OffscreenCanvas(width, height);
      pen(part).drawImage(whole, 0, 0);
      whole.width = whole.height = 0;
    }
    this.#parts.push({ png: await bytesOf(part, 'image/png'), width, height });
    part.width = part.height = 0;
  }
}

function pen(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  // A browser that gives no canvas of this size must not give an empty picture either.
  if (context === null) throw new Error('no canvas');
  context.imageSmoothingEnabled = false;
  return context;
}

/** The same picture with these parts black: what lay there is in no byte of it. */
export async function blacken(picture: ImageBitmap, rects: readonly PixelRect[]): Promise<Bytes> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = pen(canvas);
  context.drawImage(picture, 0, 0);
  context.fillStyle = '#000';
  for (const { x, y, width, height } of rects) context.fillRect(x, y, width, height);
  return bytesOf(canvas, 'image/png');
}
