import { ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';

import { WindowReader } from '@/utils/custody/check-zip';

export type ArchiveProblem = 'not-an-archive' | 'truncated' | 'damaged' | 'unsafe-name' | 'too-many-files' | 'bomb' | 'encrypted';

/** Why an archive is left alone: nothing of it was taken. */
export class ArchiveError extends Error {
  readonly code: ArchiveProblem;
  constructor(code: ArchiveProblem, detail = '') {
    super(`${code} ${detail}`);
    this.name = 'ArchiveError';
    this.code = code;
  }
}

export interface InnerFile {
  path: string;
  /** As the archive states it; no more than that is ever read. */
  bytes: number;
  modified: Date;
  /** Its bytes as they unpack, held against their CRC-32 at the end. Errors end the stream. */
  stream(signal?: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>>;
}

export const ARCHIVE_LIMITS = { entries: 500_000, ratio: 300, name: 1000, inner: 8e9 };
export type ArchiveLimits = typeof ARCHIVE_LIMITS;

/** A megabyte of the same letter packs a thousandfold: small files may. */
const SMALL = 4 << 20;

/** The table of what is inside; nothing is unpacked yet. Read at random places, so its size does not matter. Throws `ArchiveError`. */
export async function openArchive(file: Blob, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<InnerFile[]> {
  if ((await file.slice(0, 2).text()) !== 'PK') throw new ArchiveError('not-an-archive');
  const reader = new ZipReader(new WindowReader(file), { useWebWorkers: false });
  const files = new Map<string, InnerFile>();
  try {
    let count = 0;
    for await (const entry of reader.getEntriesGenerator({ strictness: 'balanced', filenameValidation: 'tolerant' })) {
      if (++count > limits.entries) throw new ArchiveError('too-many-files');
      checkEntry(entry, limits);
      if (entry.directory) continue;
      if (files.has(entry.filename)) throw new ArchiveError('damaged', 'the same name twice');
      files.set(entry.filename, innerFile(entry));
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(/end of central directory/i.test(String(error)) ? 'truncated' : 'damaged', String(error));
  }
  return [...files.values()];
}

/** Names only ever tell; yet an archive made to write elsewhere is none that a platform made. */
function checkEntry({ filename, encrypted, uncompressedSize, compressedSize, directory }: Entry, limits: ArchiveLimits): void {
  const steps = filename.split('/');
  // oxlint-disable-next-line no-control-regex
  if (filename.length > limits.name || steps.includes('..') || filename.startsWith('/') || /[\\\u0000-\u001f]|^[A-Za-z]:/.test(filename)) throw new ArchiveError('unsafe-name');
  if (directory) return;
  if (encrypted) throw new ArchiveError('encrypted');
  if (uncompressedSize > limits.inner || (uncompressedSize > SMALL && uncompressedSize / Math.max(1, compressedSize) > limits.ratio)) throw new ArchiveError('bomb', filename);
}

function innerFile(entry: FileEntry): InnerFile {
  const { filename: path, uncompressedSize: bytes } = entry;
  return {
    path, bytes, modified: entry.lastModDate,
    stream: (signal) => {
      let seen = 0;
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform: (chunk, out) => {
          seen += chunk.length;
          if (seen > bytes) out.error(new ArchiveError('bomb', 'longer than it says'));
          else out.enqueue(chunk);
        },
      });
      // Its own errors end `readable` as well; where they do not, the abort does.
      void entry.getData(writable, { useWebWorkers: false, checkCrc32: true, strictness: 'strict', ...(signal ? { signal } : {}) })
        .catch((error: unknown) => writable.abort(error).catch(() => undefined));
      return named(readable, signal);
    },
  };
}

/** Whatever ends the stream early is an `ArchiveError`, but her own stop. */
function named(stream: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal | undefined): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  return new ReadableStream({
    pull: async (out) => {
      try {
        const next = await reader.read();
        if (next.done) out.close();
        else out.enqueue(next.value);
      } catch (error) {
        out.error(error instanceof ArchiveError || signal?.aborted ? error : new ArchiveError('damaged', String(error)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}
