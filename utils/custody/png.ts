import type { Bytes } from '@/utils/crypto/bytes';

const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Width and height as a PNG's header states them; null where it is none. */
export function pngSize(bytes: Bytes): { width: number; height: number } | null {
  if (bytes.length < 33 || MAGIC.some((byte, i) => bytes[i] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 ? { width, height } : null;
}
