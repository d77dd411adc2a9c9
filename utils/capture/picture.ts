import type { Bytes } from '@/utils/crypto/bytes';
import type { PixelRect } from '@/utils/domain/slice';

export async function decode(png: Bytes): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([png], { type: 'image/png' }));
}

/** A picture in which every sample has the same colour shows nothing: a tab not yet painted, a protected player. */
export function isBlank(picture: ImageBitmap): boolean {
  const canvas = new OffscreenCanvas(96, 96);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return false;
  pen.imageSmoothingEnabled = true;
  pen.drawImage(picture, 0, 0, 96, 96);
  const { data } = pen.getImageData(0, 0, 96, 96);
  for (let i = 4; i < data.length; i++) if (Math.abs((data[i] as number) - (data[i % 4] as number)) > 2) return false;
  return true;
}

/** CSS pixels of the viewport → pixels of the picture, cut to the picture. Scale = bitmap width / innerWidth, never devicePixelRatio. */
export function toPixels(rect: PixelRect, viewportWidth: number, picture: { width: number; height: number }): PixelRect | null {
  const scale = picture.width / viewportWidth;
  const left = Math.max(0, Math.floor(rect.x * scale));
  const top = Math.max(0, Math.floor(rect.y * scale));
  const right = Math.min(picture.width, Math.ceil((rect.x + rect.width) * scale));
  const bottom = Math.min(picture.height, Math.ceil((rect.y + rect.height) * scale));
  return right - left >= 2 && bottom - top >= 2 ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

export const pngOf = (canvas: OffscreenCanvas): Promise<Bytes> => bytesOf(canvas, 'image/png');

/** Lossless. */
export async function crop(picture: ImageBitmap, { x, y, width, height }: PixelRect): Promise<Bytes> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(picture, x, y, width, height, 0, 0, width, height);
  return bytesOf(canvas, 'image/png');
}

/** Longest side at most 320 pixels. */
export async function thumbnail(picture: ImageBitmap, rect: PixelRect): Promise<Bytes> {
  const scale = Math.min(1, 320 / Math.max(rect.width, rect.height));
  const [width, height] = [Math.max(1, Math.round(rect.width * scale)), Math.max(1, Math.round(rect.height * scale))];
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(picture, rect.x, rect.y, rect.width, rect.height, 0, 0, width, height);
  return bytesOf(canvas, 'image/jpeg');
}

export async function bytesOf(canvas: OffscreenCanvas, type: string): Promise<Bytes> {
  const blob = await canvas.convertToBlob({ type, quality: 0.7 });
  // A browser that cannot write a type gives PNG without a word.
  if (blob.type !== type) throw new Error(`asked for ${type}, got ${blob.type}`);
  return new Uint8Array(await blob.arrayBuffer());
}
