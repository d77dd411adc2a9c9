import encodeQR from 'qr';

/** Cells of paper around a code, without which readers do not find it (ISO/IEC 18004). */
const EDGE = 4;

/** The picture of a text: rows of cells, true where it is dark, with the paper around it. */
export const qrRows = (text: string): boolean[][] => encodeQR(text, 'raw', { ecc: 'medium', border: EDGE });

/** Longer sides are drawn smaller first: a phone's photo has ten times the pixels that the cells need. */
const LONGEST = [2_400, 1_200] as const;
const MOST_BYTES = 60_000_000;
const MOST_PIXELS = 120_000_000;
const MOST_MS = 3_000;

export interface Pixels { data: Uint8ClampedArray; width: number; height: number }

/** The text of the first code in a picture, or null. RGBA. */
export async function readPixels(pixels: Pixels): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js');
  try {
    return decodeQR(pixels, { format: 'RGBA', timeLimit: MOST_MS });
  } catch {
    return null;
  }
}

/** Null: no picture, or no code in it that can be read. Nothing of the picture is kept. */
export async function readPicture(file: Blob): Promise<string | null> {
  if (file.size > MOST_BYTES) return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  try {
    if (bitmap.width * bitmap.height > MOST_PIXELS) return null;
    const longest = Math.max(bitmap.width, bitmap.height);
    for (const most of LONGEST.filter((one, i) => i === 0 || one < longest)) {
      const found = await readPixels(drawn(bitmap, Math.min(1, most / longest)));
      if (found !== null) return found;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

function drawn(bitmap: ImageBitmap, scale: number): Pixels {
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  // What is see-through is paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(bitmap, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}
