import { concat, utf8, type Bytes } from '@/utils/crypto/bytes';
import { fromBase64, fromHex, toBase64 } from '@/utils/domain/ids';
import { NAMESPACE } from './pack-model';

/** SubjectPublicKeyInfo header of an Ed25519 key (RFC 8410 section 4). */
const SPKI = fromHex('302a300506032b6570032100');

export const writePem = (publicKey: Uint8Array): string =>
  `-----BEGIN PUBLIC KEY-----\n${toBase64(concat(SPKI, publicKey))}\n-----END PUBLIC KEY-----\n`;

/** The raw 32 bytes; null for anything but the PEM of one Ed25519 public key. */
export function parsePem(text: string): Bytes | null {
  const body = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END PUBLIC KEY-----\s*$/.exec(text)?.[1];
  if (body === undefined) return null;
  try {
    const der = fromBase64(body.replace(/\s+/g, ''));
    const header = der.slice(0, SPKI.length).every((byte, i) => byte === SPKI[i]);
    return header && der.length === SPKI.length + 32 ? der.slice(SPKI.length) : null;
  } catch {
    return null;
  }
}

/** A string of the SSH protocol: its length in four bytes, then its bytes (RFC 4251 section 5). */
export function sshString(bytes: Uint8Array): Bytes {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}

/** An Ed25519 public key as SSH writes it (RFC 8709 section 4). */
export const sshKey = (publicKey: Uint8Array): Bytes => concat(sshString(utf8('ssh-ed25519')), sshString(publicKey));

/** The file that `ssh-keygen -Y verify -f` wants: who may sign, for what, with which key. */
export const writeAllowedSigners = (origin: string, publicKey: Uint8Array): string =>
  `${origin} namespaces="${NAMESPACE}" ssh-ed25519 ${toBase64(sshKey(publicKey))}\n`;
