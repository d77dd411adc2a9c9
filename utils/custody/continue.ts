import { concat, utf8, type Bytes } from '@/utils/crypto/bytes';
import { verify, type SigningKey } from '@/utils/crypto/sign';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import type { LogLine } from '@/utils/domain/log';
import { jcsBytes } from './jcs';
import { isBase64Of } from './line';
import { originOf, parseCheckpoint, verifyNote } from './note';
import { verifyConsistency, verifyInclusion } from './proof';
import { leafHash, type Hash } from './tree';

/**
 * A restored vault's log: the backup's lines as they were, then, as the first line under the new installation's key, this. Signed by
 * the key that ends there and by the one that begins. Whoever saw the old log knows by it that this one was restored, not rewritten.
 */
export interface Continues {
  v: 1;
  oldOrigin: string;
  /** Base64 of the raw public keys. */
  oldKey: string;
  /** Of the old log, where it ends in the backup: the common point of both. `root` in base64. */
  size: number;
  root: string;
  newOrigin: string;
  newKey: string;
}
export interface SignedContinues { continues: Continues; oldSig: string; newSig: string }

/** What both keys sign. */
export const continuesBytes = (continues: Continues): Bytes => concat(utf8('holdfast/continue/v1\n'), jcsBytes(continues));

export async function signContinues(old: SigningKey, next: SigningKey, size: number, root: Hash): Promise<SignedContinues> {
  const continues: Continues = {
    v: 1, oldOrigin: originOf(old.publicKey), oldKey: toBase64(old.publicKey), size, root: toBase64(root),
    newOrigin: originOf(next.publicKey), newKey: toBase64(next.publicKey),
  };
  const bytes = continuesBytes(continues);
  return { continues, oldSig: toBase64(await old.sign(bytes)), newSig: toBase64(await next.sign(bytes)) };
}

/** The same when it is whole and both signatures hold, else null. */
export async function checkContinues(value: unknown): Promise<SignedContinues | null> {
  const { continues, oldSig, newSig } = (value ?? {}) as Partial<SignedContinues>;
  if (typeof continues !== 'object' || continues === null || !isBase64Of(oldSig, 64) || !isBase64Of(newSig, 64)) return null;
  const { v, oldOrigin, oldKey, size, root, newOrigin, newKey } = continues;
  if (Object.keys(continues).length !== 7 || v !== 1 || !Number.isSafeInteger(size) || size < 0 || !isBase64Of(root, 32)) return null;
  if (!isBase64Of(oldKey, 32) || !isBase64Of(newKey, 32) || oldKey === newKey) return null;
  const [old, next] = [fromBase64(oldKey), fromBase64(newKey)];
  if (originOf(old) !== oldOrigin || originOf(next) !== newOrigin) return null;
  const bytes = continuesBytes(continues);
  const held = await Promise.all([verify(old, bytes, fromBase64(oldSig)), verify(next, bytes, fromBase64(newSig))]);
  return held.every(Boolean) ? { continues, oldSig, newSig } : null;
}

/** One restore, as it stands in the log that goes on: the `continue` line with its body's statement, and proofs of the tree as it is now. */
export interface Continuation {
  line: LogLine;
  /** The line's body. */
  statement: unknown;
  /** The line's audit path. */
  inclusion: readonly Hash[];
  /** From the common point to now (RFC 6962): the first lines are the old ones. Empty where the common point is 0. */
  consistency: readonly Hash[];
}

/** What somebody who saw a log is shown of the one that goes on. */
export interface ShownBranch {
  /** Its checkpoint now: a signed note. */
  checkpoint: string;
  /** Every restore that it went through, in order. */
  continuations: readonly Continuation[];
  /** From what was seen to now, where that is not later than the first common point. */
  sinceSeen?: readonly Hash[];
}

/**
 * `goes-on`: everything that was seen is in the new log. `restored`: lines that were seen came after the backup and stayed on the other
 * device; up to `common` both are one. `rewritten`: anything else, and nothing is taken from it.
 */
export type Branch = { kind: 'goes-on' | 'restored'; common: number; key: Bytes } | { kind: 'rewritten'; why: 'no-statement' | 'other-log' | 'not-in-log' | 'other-lines' };

/** `seen`: the last checkpoint of the old log that they hold, known to be that log's. `key` in the answer: the log's as it is now. */
export async function branchOf(seen: string, shown: ShownBranch): Promise<Branch> {
  const rewritten = (why: Extract<Branch, { kind: 'rewritten' }>['why']): Branch => ({ kind: 'rewritten', why });
  const [before, now] = [parseCheckpoint(seen), parseCheckpoint(shown.checkpoint)];
  if (before === null || now === null) return rewritten('other-log');
  let common: number | null = null;
  let key: Bytes | null = null;
  for (const one of shown.continuations) {
    const signed = await checkContinues(one.statement);
    if (signed === null) return rewritten('no-statement');
    const { size, root, oldKey, oldOrigin, newKey } = signed.continues;
    // Those from before what was seen are of no matter; from there on each key hands on to the next.
    if (key === null && !(oldOrigin === before.origin && (await verifyNote(seen, oldOrigin, fromBase64(oldKey))))) continue;
    if (key !== null && oldKey !== toBase64(key)) return rewritten('other-log');
    const { line } = one;
    if (line.type !== 'continue' || line.seq !== size || !verifyInclusion(leafHash(line), size, now.size, one.inclusion, now.root)) return rewritten('not-in-log');
    if (size > 0 && !verifyConsistency(size, now.size, fromBase64(root), now.root, one.consistency)) return rewritten('other-lines');
    common ??= size;
    key = fromBase64(newKey);
  }
  if (common === null || key === null || now.origin !== originOf(key) || !(await verifyNote(shown.checkpoint, now.origin, key))) return rewritten('other-log');
  if (before.size > common) return { kind: 'restored', common, key };
  const whole = before.size === 0 || verifyConsistency(before.size, now.size, before.root, now.root, shown.sinceSeen ?? []);
  return whole ? { kind: 'goes-on', common, key } : rewritten('other-lines');
}
