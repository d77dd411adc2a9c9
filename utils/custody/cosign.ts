import { sha256 } from '@noble/hashes/sha2.js';
import type { SigningKey } from '@/utils/crypto/sign';
import { verify } from '@/utils/crypto/sign';
import { concat, utf8, type Bytes } from '@/utils/crypto/bytes';
import { fail, ok, type Result } from '@/utils/domain/result';
import { originOf, parseCheckpoint, parseNote, signatureLine, verifyNote, type Checkpoint } from './note';
import { verifyConsistency } from './proof';
import { sameHash, type Hash } from './tree';

/** Signature type 0x04 of c2sp.org/signed-note: a timestamped Ed25519 cosignature (c2sp.org/tlog-cosignature). */
const COSIGNATURE = 0x04;

/** SHA-256(name ‖ 0x0A ‖ 0x04 ‖ public key), first four bytes. */
const cosignerId = (name: string, publicKey: Uint8Array): Bytes =>
  new Uint8Array(sha256.create().update(utf8(name)).update(Uint8Array.of(0x0a, COSIGNATURE)).update(publicKey).digest().slice(0, 4));

/** `text`: the note's text, with its newline. */
const message = (seconds: number, text: string): Bytes => utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/** That a log's first `size` lines are still what they were (RFC 6962 section 2.1.2). */
export interface Consistency { size: number; hashes: Hash[] }

/** `bad-note`: not a checkpoint of this log's key. `other-log`: of another log than was seen. `unproven`: no proof from what was seen. */
export type CosignProblem = 'bad-note' | 'other-log' | 'shrunk' | 'unproven' | 'rewritten';

/** What the checkpoint says, when it is the log's own and goes on from the one that was seen last (a note; null: none was). */
export async function goesOn(note: string, logKey: Bytes, seen: string | null, proofs: readonly Consistency[]): Promise<Result<Checkpoint, CosignProblem>> {
  const origin = originOf(logKey);
  const now = parseCheckpoint(note);
  if (now === null || now.origin !== origin || !(await verifyNote(note, origin, logKey))) return fail('bad-note');
  if (seen === null) return ok(now);
  const before = parseCheckpoint(seen);
  if (before === null || before.origin !== origin) return fail('other-log');
  if (before.size === now.size) return sameHash(before.root, now.root) ? ok(now) : fail('rewritten');
  if (before.size > now.size) return fail('shrunk');
  if (before.size === 0) return ok(now);
  const proof = proofs.find(({ size }) => size === before.size);
  if (proof === undefined) return fail('unproven');
  return verifyConsistency(before.size, now.size, before.root, now.root, proof.hashes) ? ok(now) : fail('rewritten');
}

/**
 * The same note with one more line: `key` saw this log grow and only grow, at `time`. Given only where `goesOn` holds;
 * the cosigner's name is made of its key as a log's is.
 */
export async function cosign(key: SigningKey, note: string, logKey: Bytes, seen: string | null, proofs: readonly Consistency[], time: Date): Promise<Result<string, CosignProblem>> {
  const held = await goesOn(note, logKey, seen, proofs);
  if (!held.ok) return held;
  const parsed = parseNote(note);
  if (parsed === null) return fail('bad-note');
  const seconds = Math.floor(time.getTime() / 1000);
  const signature = await key.sign(message(seconds, parsed.text));
  const name = originOf(key.publicKey);
  return ok(note + signatureLine(name, cosignerId(name, key.publicKey), concat(bigEndian(seconds), signature)));
}

/** When `publicKey` cosigned it, in seconds since 1970; null where it did not, or one of its lines does not hold. */
export async function cosignedAt(note: string, publicKey: Bytes): Promise<number | null> {
  const parsed = parseNote(note);
  const name = originOf(publicKey);
  const id = cosignerId(name, publicKey);
  const lines = (parsed?.signatures ?? []).filter((line) => line.name === name && sameHash(line.keyId, id));
  let latest: number | null = null;
  for (const { signature } of lines) {
    if (parsed === null || signature.length !== 72) return null;
    const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
    if (!Number.isSafeInteger(seconds) || !(await verify(publicKey, message(seconds, parsed.text), signature.slice(8)))) return null;
    latest = Math.max(latest ?? 0, seconds);
  }
  return latest;
}

function bigEndian(seconds: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds));
  return bytes;
}
