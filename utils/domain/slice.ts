import type { Sha256 } from './record';

/** In pixels of a picture, whole numbers, inside the picture. */
export interface PixelRect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a record shows its post: a rectangle in the picture of a slice that other records may point to as well. */
export interface SliceUse {
  /** The slice's random id, 32 hex digits. */
  slice: string;
  /** Of the slice's picture as it was taken. What was masked since stands in the log. */
  sha256: Sha256;
  rect: PixelRect;
  /** CSS pixels of the rectangle's corner in the document. */
  page: { x: number; y: number };
}

/** What is known of a slice beside its picture. Sealed with it, never changed. */
export interface SliceFacts {
  id: string;
  /** ISO UTC with milliseconds. */
  savedAt: string;
  /** Address bar when it was taken. */
  address: string;
  viewport: { width: number; height: number };
  /** Picture pixels for one CSS pixel. */
  scale: number;
  scroll: { x: number; y: number };
  run: string | null;
  /** Blacked before it was sealed: those pixels were never in the vault. */
  masks: { rect: PixelRect; why: 'sensitive' }[];
}

/** `slice`: a derivative cut out of a slice's picture names it so in `derivedFrom`. */
export const fromSlice = (id: string): string => `slice:${id}`;

/** The transform of such a derivative. */
export const cropWords = ({ x, y, width, height }: PixelRect): string => `crop ${x},${y},${width},${height}`;

/** Reads `cropWords` again. `only`: nothing else was done to it. Null where it is no cut. */
export function readCrop(transform: string): { rect: PixelRect; only: boolean } | null {
  const [, x, y, width, height, rest] = /^crop (\d+),(\d+),(\d+),(\d+)(.*)$/.exec(transform) ?? [];
  if (rest === undefined) return null;
  return { rect: { x: Number(x), y: Number(y), width: Number(width), height: Number(height) }, only: rest === '' };
}

/** The part that both cover; null where they only touch. */
export function overlap(a: PixelRect, b: PixelRect): PixelRect | null {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Rectangles are rounded outwards to whole pixels: two neighbours may share that much. */
const ROUNDING = 2;

/** `inner` lies in `outer`, but for rounding. */
export function liesIn(inner: PixelRect, outer: PixelRect): boolean {
  return (
    inner.x >= outer.x - ROUNDING && inner.y >= outer.y - ROUNDING &&
    inner.x + inner.width <= outer.x + outer.width + ROUNDING && inner.y + inner.height <= outer.y + outer.height + ROUNDING
  );
}

/** More than neighbours share by rounding. */
export function sharesPixels(a: PixelRect, b: PixelRect): boolean {
  const shared = overlap(a, b);
  return shared !== null && shared.width > ROUNDING && shared.height > ROUNDING;
}
