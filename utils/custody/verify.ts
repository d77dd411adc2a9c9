import { sha256 } from '@/utils/crypto/hash';
import { isOwn } from '@/utils/domain/record';
import type { Bytes } from '@/utils/crypto/bytes';
import { checkAgreement } from './check-agree';
import { checkBag, LATE, readFiles, textOf, type Fail, type ReadFiles } from './check-bag';
import { checkItems, remarkTimes, type Withhold } from './check-items';
import { checkLog, type Remark } from './check-log';
import { openPackage } from './check-open';
import { checkPin, checkSeal } from './check-seal';
import { checkCrops, checkSlices } from './check-slices';
import { LIMITS, Unusable, type CheckId, type Limits, type PackageFiles, type Verdict } from './check-types';
import { finding } from './check-words';
import { folderOf } from './bag';
import { crateTime } from './crate';
import { isUtcTime } from './line';
import type { PackedWhole } from './pack-model';

export interface VerifyOptions {
  /** Raw public key, 32 bytes, that the package must have been sealed with. */
  pinnedKey?: Bytes;
  /** Tried on encrypted packages: `AGE-SECRET-KEY-1…`, passphrases. */
  identities?: readonly string[];
  passphrases?: readonly string[];
  limits?: Partial<Limits>;
  /** Bytes read, of how many. */
  progress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/**
 * Checks a package from nothing but its bytes: every hash, tree, signature and agreement is worked out again, and no
 * statement in it is believed. Takes a ZIP or age file, or files that are unpacked already. Throws only when aborted.
 */
export async function verifyPackage(input: Blob | PackageFiles, options: VerifyOptions = {}): Promise<Verdict> {
  try {
    const limits = { ...LIMITS, ...options.limits };
    const openers = { identities: options.identities ?? [], passphrases: options.passphrases ?? [] };
    const files = input instanceof Blob ? await openPackage(input, openers, limits, options.signal) : input;
    if (!looksLikeOurs(files)) throw new Unusable('not-a-package');
    return await check(files, options);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const checks = [{ id: 'archive' as const, held: false }];
    return { answer: 'UNUSABLE', failures: [finding(error.code, error.path)], checks, withheld: [], destroyed: [], remarks: [], statement: null };
  }
}

/** Two landmarks are enough: a package from which some were removed has failed, it is not another kind of file. */
function looksLikeOurs({ sizes }: PackageFiles): boolean {
  const landmarks = ['bagit.txt', 'tagmanifest-sha256.txt', 'seal/public-key.pem', 'data/log/lines.jsonl', 'data/items/0001/record.json'];
  return landmarks.filter((path) => sizes.has(path)).length >= 2;
}

async function check(files: PackageFiles, options: VerifyOptions): Promise<Verdict> {
  const verdict: Verdict = { answer: 'FAILED', failures: [], checks: [{ id: 'archive', held: true }], withheld: [], destroyed: [], remarks: [], statement: null };
  const told = new Set<string>();
  const fail: Fail = (code, path) => {
    const key = JSON.stringify([code, path]);
    if (!told.has(key)) verdict.failures.push(finding(code, path));
    told.add(key);
  };
  const remark: Remark = (code, path) => void verdict.remarks.push(finding(code, path));
  const step = async <T>(id: CheckId, work: () => T | Promise<T>): Promise<T> => {
    const before = verdict.failures.length;
    const value = await work();
    verdict.checks.push({ id, held: verdict.failures.length === before });
    return value;
  };

  const total = [...files.sizes.values()].reduce((sum, size) => sum + size, 0);
  const read = await readFiles(files, (done) => options.progress?.(done, total), options.signal);
  for (const path of read.sizes.keys()) if (!read.sha256.has(path)) fail('altered-file', path);
  const info = await step('files', () => checkBag(read, fail));
  const key = await step('signature', () => checkSeal(read, fail));
  await step('key', () => checkPin(key, options.pinnedKey, fail));
  const log = await step('log', () => checkLog(read, key, fail, remark));
  const withhold: Withhold = (position, path, hash, why) => {
    if (why === null) verdict.withheld.push({ position, path, sha256: hash });
    else verdict.destroyed.push({ position, path, sha256: hash, why });
  };
  const { items, slices } = await step('items', async () => {
    const found = checkItems(read, log, fail, withhold);
    const shared = checkSlices(read, log.entries, found, fail);
    await checkCrops(files, read, found, shared, fail, options.signal);
    return { items: found, slices: shared };
  });

  const exportedAt = exportTime(read, info?.date, fail);
  const whole: PackedWhole = {
    id: info === null ? '' : folderOf(info.uuid).slice('evidence-'.length), uuid: info?.uuid ?? '', exportedAt: exportedAt ?? '', origin: log.origin ?? '',
    keyFingerprint: key === null ? '' : await sha256(key), logSize: log.size ?? 0, software: info?.software ?? '', items, slices,
  };
  await step('agreement', () => checkAgreement(read, whole, fail));
  remarkTimes(items, exportedAt, remark);
  for (const path of read.sizes.keys()) if (LATE.test(path)) remark('not-read', path);
  if (options.pinnedKey === undefined) remark('own-key-only');
  remark('no-outside-time');

  verdict.statement = {
    id: whole.id, exportedAt, software: info?.software ?? null, origin: log.origin, keyFingerprint: whole.keyFingerprint || null, logSize: log.size, lines: log.entries.length,
    items: items.map(({ position, record, post }) => ({
      position, recordId: record.id, savedAt: post?.time.clientUtc ?? null, address: post?.url.addressBar ?? null, handle: post?.author.handle ?? null,
      own: isOwn(record.capture.adapter),
    })),
  };
  if (verdict.failures.length === 0) verdict.answer = 'INTEGRITY ONLY';
  return verdict;
}

/** The crate states it to the millisecond, bag-info the day: they must agree. */
function exportTime(read: ReadFiles, day: string | undefined, fail: Fail): string | null {
  const crate = textOf(read, 'data/ro-crate-metadata.json');
  if (crate === null) return null;
  const time = crateTime(crate);
  if (isUtcTime(time) && (day === undefined || time.startsWith(day))) return time;
  fail('malformed-time', 'data/ro-crate-metadata.json');
  return null;
}
