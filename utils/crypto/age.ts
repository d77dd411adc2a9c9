import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

import type { Bytes } from './bytes';
import { CLEAR, fromClear, inClear } from './clear';

declare const __TEST_BUILD__: boolean;

/** 2^18: 1.2 to 1.6 seconds on a two-core machine, about 256 MB for a moment. */
const SCRYPT_LOG_N = 18;

/** What is not about the derivation may ask a test build for a quicker one (`globalThis.__workFactor`); a production build has no such door. */
const workFactor = (): number =>
  (typeof __TEST_BUILD__ !== 'undefined' && __TEST_BUILD__ && (globalThis as { __workFactor?: number }).__workFactor) || SCRYPT_LOG_N;

export const newIdentity = (): Promise<string> => generateX25519Identity();
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

/** Opens with `age -d` and the passphrase. */
export async function sealWithPassphrase(passphrase: string, bytes: Bytes, logN = workFactor()): Promise<Bytes> {
  if (CLEAR) return inClear(bytes);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize('NFC'));
  encrypter.setScryptWorkFactor(logN);
  return new Uint8Array(await encrypter.encrypt(bytes));
}

/** Null when the passphrase is another one. Throws when the box is damaged. */
export async function openWithPassphrase(passphrase: string, box: Bytes): Promise<Bytes | null> {
  if (CLEAR) return fromClear(box);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize('NFC'));
  try {
    return new Uint8Array(await decrypter.decrypt(box));
  } catch (error) {
    if (error instanceof Error && /no identity matched/i.test(error.message)) return null;
    throw error;
  }
}

export async function sealTo(recipient: string, bytes: Bytes): Promise<Bytes> {
  if (CLEAR) return inClear(bytes);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(bytes));
}

/** Throws when it was sealed to somebody else or altered. */
export async function openWith(identity: string, box: Bytes): Promise<Bytes> {
  if (CLEAR) return fromClear(box);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return new Uint8Array(await decrypter.decrypt(box));
}
