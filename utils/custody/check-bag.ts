import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { toHex } from '@/utils/domain/ids';
import { Aside } from './ahead';
import { BAGIT, folderOf, parseBagInfo, parseManifest, type BagInfo } from './bag';
import type { FailureCode, PackageFiles } from './check-types';
import { sumOf } from './sum';

export type Fail = (code: FailureCode, path?: string) => void;

/** Every file of the package once read: its sums, and the bytes of those that are looked into. */
export interface ReadFiles {
  folder: string | null;
  sizes: ReadonlyMap<string, number>;
  /** Path → hex; files whose archive sum does not hold are missing here. */
  sha256: Map<string, string>;
  sha512: Map<string, string>;
  /** First bytes of pictures, where their size stands. */
  heads: Map<string, Bytes>;
  /** Small files by path. */
  kept: Map<string, Bytes>;
}

/** Files that later checks look into; pictures, media and page text are only hashed. */
const LOOKED_INTO = /^(?:[^/]+|seal\/.+|data\/[^/]+|data\/log\/.+|data\/items\/\d{4}\/[a-z0-9._-]+\.json)$/;

/** Bytes that may wait for their sums while the next files are read. */
const MOST_AHEAD = 16 << 20;

export async function readFiles(files: PackageFiles, at: (bytes: number) => void, signal?: AbortSignal): Promise<ReadFiles> {
  const read: ReadFiles = { folder: files.folder, sizes: files.sizes, sha256: new Map(), sha512: new Map(), heads: new Map(), kept: new Map() };
  let done = 0;
  const sums = new Aside(MOST_AHEAD);
  for (const [path, size] of files.sizes) {
    signal?.throwIfAborted();
    await sums.room(size);
    const bytes = await files.read(path);
    at((done += size));
    if (bytes === null) continue;
    if (LOOKED_INTO.test(path)) read.kept.set(path, bytes);
    if (path.endsWith('.png')) read.heads.set(path, bytes.slice(0, 64));
    sums.add(size, hashInto(read, path, bytes));
  }
  await sums.done();
  return read;
}

async function hashInto(read: ReadFiles, path: string, bytes: Bytes): Promise<void> {
  const payload = path.startsWith('data/');
  const [short, long] = await Promise.all([sumOf(bytes), payload ? crypto.subtle.digest('SHA-512', bytes) : null]);
  read.sha256.set(path, short);
  if (long !== null) read.sha512.set(path, toHex(new Uint8Array(long)));
}

/** Null when the file is not there or is not UTF-8. */
export function textOf(read: ReadFiles, path: string): string | null {
  const bytes = read.kept.get(path);
  if (bytes === undefined) return null;
  try {
    return fromUtf8(bytes);
  } catch {
    return null;
  }
}

/** Tag files that the tag manifest must list; it lists nothing else. */
const TAGS = ['HOW-TO-VERIFY.txt', 'bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt', 'seal/allowed_signers', 'seal/checkpoint.txt', 'seal/public-key.pem'];
/** Made from the tag manifest, so it cannot list them. */
export const MADE_FROM_TAGS = ['tagmanifest-sha256.txt', 'seal/tagmanifest-sha256.txt.ed25519', 'seal/tagmanifest-sha256.txt.sig'];
/** May join later. */
export const LATE = /^seal\/(?:checkpoint\.(?:tsq|tsr|ots)|tsa-chain\.pem|items\/\d{4}\.tlog-proof)$/;

/** Everything that BagIt states, both ways: what is listed is there and unaltered, what is there is listed. */
export function checkBag(read: ReadFiles, fail: Fail): BagInfo | null {
  const payload = [...read.sizes.keys()].filter((path) => path.startsWith('data/'));
  const short = checkManifest(read, 'manifest-sha256.txt', 64, read.sha256, fail);
  const long = checkManifest(read, 'manifest-sha512.txt', 128, read.sha512, fail);
  if (short && long) for (const path of symmetricDifference(short, long)) fail('manifests-differ', path);
  for (const path of payload) if (short && !short.has(path)) fail('extra-file', path);
  for (const list of [short, long]) for (const path of list?.keys() ?? []) if (!path.startsWith('data/')) fail('malformed-manifest', path);

  const tags = checkManifest(read, 'tagmanifest-sha256.txt', 64, read.sha256, fail);
  for (const tag of TAGS) if (tags && !tags.has(tag)) fail(read.sizes.has(tag) ? 'extra-file' : 'missing-file', tag);
  for (const path of tags?.keys() ?? []) if (!TAGS.includes(path)) fail('malformed-manifest', `tagmanifest-sha256.txt: ${path}`);
  for (const path of MADE_FROM_TAGS.slice(1)) if (!read.sizes.has(path)) fail('missing-file', path);
  for (const path of read.sizes.keys()) {
    if (!path.startsWith('data/') && !TAGS.includes(path) && !MADE_FROM_TAGS.includes(path) && !LATE.test(path)) fail('extra-file', path);
  }
  if (read.sizes.has('bagit.txt') && textOf(read, 'bagit.txt') !== BAGIT) fail('altered-bagit');
  return checkInfo(read, payload, fail);
}

function checkManifest(read: ReadFiles, name: string, digits: number, sums: Map<string, string>, fail: Fail): Map<string, string> | null {
  if (!read.sizes.has(name)) {
    fail('missing-file', name);
    return null;
  }
  const manifest = parseManifest(textOf(read, name) ?? '?', digits);
  if (manifest === null) {
    fail('malformed-manifest', name);
    return null;
  }
  for (const [path, hash] of manifest) {
    if (!read.sizes.has(path)) fail('missing-file', path);
    else if (sums.get(path) !== hash) fail('altered-file', path);
  }
  return manifest;
}

const symmetricDifference = (a: Map<string, string>, b: Map<string, string>): string[] =>
  [...a.keys()].filter((path) => !b.has(path)).concat([...b.keys()].filter((path) => !a.has(path)));

function checkInfo(read: ReadFiles, payload: readonly string[], fail: Fail): BagInfo | null {
  const info = parseBagInfo(textOf(read, 'bag-info.txt') ?? '');
  if (info === null) {
    if (read.sizes.has('bag-info.txt')) fail('malformed-info');
    return null;
  }
  const bytes = payload.reduce((sum, path) => sum + (read.sizes.get(path) ?? 0), 0);
  if (info.bytes !== bytes || info.count !== payload.length) fail('wrong-size');
  if (read.folder !== null && read.folder !== folderOf(info.uuid)) fail('wrong-id', read.folder);
  return info;
}
