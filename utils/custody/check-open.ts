import { ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { Bytes } from '@/utils/crypto/bytes';
import { gather } from './ahead';
import { Unusable, type Limits, type PackageFiles } from './check-types';
import { readEntry, WindowReader } from './check-zip';
import { decryptWith, type Openers } from './encrypt';

const AGE = 'age-encryption.org/v1\n';
const ZIP = 'PK\u0003\u0004';
/** Room for the header of an age file with many recipients. */
const HEADER_BYTES = 16_384;
const PIECE = 1 << 20;
const NEVER_ABOVE = /^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[A-Za-z0-9._/-]{1,200}$/;

/** Opens what was dropped or picked: a ZIP, or an age file with one in it. Throws `Unusable`, and the signal's reason. */
export async function openPackage(file: Blob, openers: Openers, limits: Limits, signal?: AbortSignal): Promise<PackageFiles> {
  const start = await file.slice(0, HEADER_BYTES).text();
  if (start.startsWith(AGE)) return openZip(await openAge(file, openers, signal), limits);
  if (!start.startsWith(ZIP)) throw new Unusable('not-a-package');
  return openZip(file, limits);
}

/** What an age file holds, all of it authenticated. Throws `Unusable`, and the signal's reason. */
export async function openAge(file: Blob, openers: Openers, signal?: AbortSignal): Promise<Blob> {
  const header = await file.slice(0, HEADER_BYTES).text();
  if (!header.startsWith(AGE)) throw new Unusable('not-a-package');
  const byPassphrase = header.slice(AGE.length).startsWith('-> scrypt ');
  const given = byPassphrase ? openers.passphrases : openers.identities;
  if (given.length === 0) throw new Unusable(byPassphrase ? 'needs-passphrase' : 'needs-key');
  let stream: ReadableStream<Bytes>;
  try {
    stream = await decryptWith(file, byPassphrase ? { ...openers, identities: [] } : { ...openers, passphrases: [] });
  } catch (error) {
    const nobody = error instanceof Error && /no identity matched/i.test(error.message);
    throw new Unusable(!nobody ? 'damaged-age' : byPassphrase ? 'wrong-passphrase' : 'wrong-key');
  }
  try {
    return await toBlob(stream.pipeThrough(new TransformStream(), signal ? { signal } : {}));
  } catch {
    signal?.throwIfAborted();
    throw new Unusable('damaged-age');
  }
}

/** Pieces become Blobs as they come, which browsers keep on disk: memory stays flat. */
async function toBlob(stream: ReadableStream<Bytes>): Promise<Blob> {
  const blobs: Blob[] = [];
  const reader = gather(stream, PIECE).getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) blobs.push(new Blob([step.value]));
  return new Blob(blobs);
}

export async function openZip(file: Blob, limits: Limits): Promise<PackageFiles> {
  const start = await file.slice(0, 4).text();
  if (start !== ZIP) throw new Unusable('not-a-package');
  const reader = new WindowReader(file);
  const entries = await listEntries(reader, limits);
  const files = new Map<string, FileEntry>();
  const folder = checkNames(entries, limits, files);
  const sizes = new Map([...files].map(([path, entry]) => [path, entry.uncompressedSize]));
  return {
    folder,
    sizes,
    read: async (path) => {
      const entry = files.get(path);
      if (entry === undefined) return null;
      try {
        return await readEntry(reader, entry);
      } catch {
        return null;
      }
    },
  };
}

async function listEntries(file: WindowReader, limits: Limits): Promise<Entry[]> {
  const reader = new ZipReader(file, { useWebWorkers: false });
  const entries: Entry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator({ strictness: 'balanced', maxAppendedDataSize: 0, filenameValidation: 'tolerant' })) {
      entries.push(entry);
      if (entries.length > limits.entries) throw new Unusable('too-many-files');
    }
    return entries;
  } catch (error) {
    if (error instanceof Unusable) throw error;
    const message = error instanceof Error ? error.message : '';
    if (/end of central directory/i.test(message)) throw new Unusable('truncated');
    throw new Unusable(/ambiguous/i.test(message) ? 'ambiguous-archive' : 'unreadable-archive');
  }
}

/** Fills `files` by path below the one top folder, whose name is answered. */
function checkNames(entries: readonly Entry[], limits: Limits, files: Map<string, FileEntry>): string {
  const seen = new Set<string>();
  const folders = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const name = entry.filename.replace(/\/$/, '');
    if (!NEVER_ABOVE.test(name) || isLink(entry)) throw new Unusable('unsafe-name', shown(entry.filename));
    if (seen.has(name.toLowerCase())) throw new Unusable('duplicate-name', name);
    seen.add(name.toLowerCase());
    folders.add(name.split('/')[0] ?? '');
    if (entry.directory) continue;
    if (!name.includes('/')) throw new Unusable('not-one-folder', name);
    if (entry.encrypted) throw new Unusable('unreadable-archive');
    if (limits.storedOnly === true && (entry.compressionMethod !== 0 || entry.compressedSize !== entry.uncompressedSize)) throw new Unusable('bomb', name);
    if (entry.uncompressedSize > 1 << 20 && entry.uncompressedSize / Math.max(1, entry.compressedSize) > limits.ratio) throw new Unusable('bomb', name);
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.fileBytes || total > limits.totalBytes) throw new Unusable('too-big', name);
    files.set(name.slice(name.indexOf('/') + 1), entry);
  }
  const [folder, second] = [...folders];
  if (folder === undefined) throw new Unusable('not-a-package');
  if (second !== undefined) throw new Unusable('not-one-folder', second);
  return folder;
}

/** A symbolic link, by the Unix mode in the upper half of the attributes. */
const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

/** A hostile name is shown, never used. */
const shown = (name: string): string => JSON.stringify(name.slice(0, 200).toWellFormed());
