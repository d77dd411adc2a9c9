import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, toBase64, toHex } from '@/utils/domain/ids';
import type { LogOrigin } from '@/utils/domain/log';
import { verify, type SigningKey } from '@/utils/crypto/sign';
import { isBase64Of } from './line';
import { sameHash, type Hash } from './tree';

/** c2sp.org/tlog-checkpoint, without extension lines. */
export interface Checkpoint {
  origin: LogOrigin;
  size: number;
  root: Hash;
}

/** c2sp.org/signed-note. `text` ends in its newline: these are the bytes that are signed, in UTF-8. */
export interface Note {
  text: string;
  signatures: { name: string; keyId: Uint8Array<ArrayBuffer>; signature: Uint8Array<ArrayBuffer> }[];
}

/** Signature type 0x01 of c2sp.org/signed-note: Ed25519. */
const ED25519 = 0x01;
const MOST_SIGNATURES = 16;
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const originOf = (publicKey: Uint8Array): LogOrigin => `holdfast/${toHex(sha256(publicKey)).slice(0, 8)}`;

/** SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), first four bytes. */
export function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = sha256.create().update(utf8(name)).update(Uint8Array.of(0x0a, ED25519)).update(publicKey);
  return new Uint8Array(state.digest().slice(0, 4));
}

/** The signed note over a log of `size` leaves, its origin worked out from the key. */
export async function writeCheckpoint(key: SigningKey, size: number, root: Hash): Promise<string> {
  const origin = originOf(key.publicKey);
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  const signature = await key.sign(utf8(text));
  return `${text}\n${signatureLine(origin, keyIdOf(origin, key.publicKey), signature)}`;
}

export function signatureLine(name: string, keyId: Uint8Array, signature: Uint8Array): string {
  const blob = new Uint8Array(keyId.length + signature.length);
  blob.set(keyId);
  blob.set(signature, keyId.length);
  return `— ${name} ${toBase64(blob)}\n`;
}

/** Null for anything that is not, to the byte, a signed note with at least one signature. */
export function parseNote(note: string): Note | null {
  // eslint-disable-next-line no-control-regex -- the format forbids every control character but the newline
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.isWellFormed() || !note.endsWith('\n')) return null;
  const gap = note.lastIndexOf('\n\n');
  if (gap < 1) return null;
  const lines = note.slice(gap + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignature);
  if (!signatures.every((s) => s !== null)) return null;
  return { text: note.slice(0, gap + 1), signatures };
}

function parseSignature(line: string): Note['signatures'][number] | null {
  const [, name, blob] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? [];
  if (name === undefined || blob === undefined) return null;
  try {
    const bytes = fromBase64(blob);
    if (bytes.length < 5 || toBase64(bytes) !== blob) return null;
    return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
  } catch {
    return null;
  }
}

/** What a checkpoint says, its signatures unchecked; null when it is not one. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  if (parsed === null) return null;
  const [origin, size, root, end, ...more] = parsed.text.split('\n');
  if (origin === undefined || size === undefined || root === undefined || end !== '' || more.length > 0) return null;
  if (!/^[^\s+]+$/u.test(origin) || !/^(0|[1-9]\d{0,15})$/.test(size) || !isBase64Of(root, 32)) return null;
  const count = Number(size);
  return Number.isSafeInteger(count) ? { origin, size: count, root: fromBase64(root) } : null;
}

/**
 * True when the note carries a good signature of `publicKey` under `name`, and no bad one. Signatures of other keys
 * are passed over, as the format says: they may be an ally's.
 */
export async function verifyNote(note: string, name: string, publicKey: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const parsed = parseNote(note);
  if (parsed === null) return false;
  const keyId = keyIdOf(name, publicKey);
  const ours = parsed.signatures.filter((s) => s.name === name && sameHash(s.keyId, keyId));
  if (ours.length === 0) return false;
  const answers = await Promise.all(ours.map((s) => verify(publicKey, utf8(parsed.text), s.signature)));
  return answers.every(Boolean);
}
