import type { PixelRect } from '@/utils/domain/slice';
import type { StitchLook } from '@/utils/messages/stitch';

/** Whole numbers come back from scales as 899.9999…: nearer than this they are whole. */
const NEAR = 0.02;
export const up = (x: number): number => Math.ceil(x - NEAR);
export const down = (x: number): number => Math.floor(x + NEAR);

/** Highest picture of one part, in pixels: what every browser's canvas takes … */
const MOST_HEIGHT = 16_384;
/** … and the most pixels of one part (134 MB in memory). */
const MOST_AREA = 2 ** 25;

export const partHeight = (width: number): number => Math.max(1, Math.min(MOST_HEIGHT, Math.floor(MOST_AREA / width)));

/** One slice's share of the long picture. */
export interface Piece {
  /** In the slice's picture. */
  from: PixelRect;
  /** First row of it in the long picture, counted through all parts. */
  row: number;
  /** Rows that no picture holds, between the last piece and this one. */
  gap: number;
}

export interface View extends StitchLook { covered: number }

/** Rows of what scrolls, in picture pixels, that a slice shows: `origin` is where row 0 would lie in the slice. */
export interface Rows { top: number; bottom: number; origin: number }

/**
 * Puts slices below each other. A place in the page is `round(scroll × scale)`, scale = picture's width / window's width:
 * the same for every slice, whatever the device pixel ratio is said to be. Each row is taken from the first slice that
 * shows it uncovered.
 */
export class Strip {
  #next: number | null = null;
  #row = 0;
  #across: { x: number; width: number } | null = null;
  /** Rows by which pictures were seen to lie off the reckoned place, so far. */
  shift = 0;

  /** Rows of the long picture so far. */
  get rows(): number {
    return this.#row;
  }

  /** First row (of what scrolls) that is still wanted; null before the first piece. */
  get next(): number | null {
    return this.#next;
  }

  shown(view: View, picture: { width: number; height: number }, last: boolean): Rows {
    const scale = picture.width / view.width;
    const { clip, at } = view;
    const origin = Math.round(clip.y * scale) - Math.round(at.y * scale) + this.shift;
    const top = Math.max(0, Math.round(clip.y * scale));
    const bottom = Math.min(picture.height, Math.round((clip.y + clip.height) * scale));
    // Browsers draw edges at whole pixels; where one does not, the row at the edge is left to the next slice.
    const open = Math.min(bottom - 1, down(view.covered * scale));
    return { top: top - origin, bottom: (last ? bottom : open) - origin, origin };
  }

  /** Null: this slice shows nothing that is not there yet. `last`: nothing more will come, so what is covered stays covered. */
  add(view: View, picture: { width: number; height: number }, last: boolean): Piece | null {
    const scale = picture.width / view.width;
    const { top, bottom, origin } = this.shown(view, picture, last);
    const wanted = this.#next ?? down(view.range.top * scale);
    const from = Math.max(wanted, top);
    const to = Math.min(bottom, up(view.range.bottom * scale));
    this.#across ??= across(view, scale, picture.width);
    const { x, width } = this.#across;
    if (to <= from || width <= 0) return null;
    const gap = this.#next === null ? 0 : from - wanted;
    const piece: Piece = {
      from: { x, y: from + origin, width, height: to - from },
      row: this.#row,
      gap,
    };
    this.#next = to;
    this.#row += to - from;
    return piece;
  }
}

function across({ clip, at, range }: View, scale: number, pictureWidth: number): { x: number; width: number } {
  const left = Math.max(0, Math.round(clip.x * scale), down((range.left - at.x + clip.x) * scale));
  const right = Math.min(pictureWidth, Math.round((clip.x + clip.width) * scale), up((range.right - at.x + clip.x) * scale));
  return { x: left, width: Math.max(0, right - left) };
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.75;
const sameRect = (a: PixelRect, b: PixelRect): boolean => near(a.x, b.x) && near(a.y, b.y) && near(a.width, b.width) && near(a.height, b.height);

/** The page stood the same before and after the picture. */
export function sameLook(a: StitchLook, b: StitchLook): boolean {
  return (
    a.href === b.href && b.visible && a.viewport.width === b.viewport.width && a.viewport.height === b.viewport.height && near(a.width, b.width) &&
    sameRect(a.clip, b.clip) && near(a.at.x, b.at.x) && near(a.at.y, b.at.y) && near(a.moved, b.moved) &&
    a.sensitive.length === b.sensitive.length && a.sensitive.every((rect, i) => sameRect(rect, b.sensitive[i] as PixelRect))
  );
}
