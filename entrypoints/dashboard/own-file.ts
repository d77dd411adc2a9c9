import type { OwnFile, OwnMoment } from '@/utils/capture/by-hand';

/** Null: it was moved, or may no longer be read. */
export async function readOwn(file: File): Promise<OwnFile | null> {
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), modified: file.lastModified };
  } catch {
    return null;
  }
}

export const momentNow = (): OwnMoment => ({ clientUtc: new Date().toISOString(), monotonicMs: Math.round(performance.now()) });
