import { Decrypter, Encrypter } from 'age-encryption';
import type { Bytes } from '@/utils/crypto/bytes';

/** Who can open an encrypted package: keys, the sender's own among them, or whoever knows the passphrase. */
export type SealFor = { recipients: readonly string[] } | { passphrase: string; workFactor?: number };

/** Only classic keys: Debian's age 1.1.1 opens nothing else, and a file never mixes kinds. */
export const isRecipient = (text: string): boolean => /^age1[02-9ac-hj-np-z]{58}$/.test(text);

/**
 * The same bytes as an age file (age-encryption.org/v1), streamed in both directions. Throws on an empty list of
 * recipients, or on one that is not an X25519 key. A new file key each time; `workFactor` is log₂ of scrypt's work, 18 unless told.
 */
export async function encryptTo(stream: ReadableStream<Bytes>, to: SealFor): Promise<ReadableStream<Bytes>> {
  const encrypter = new Encrypter();
  if ('passphrase' in to) {
    encrypter.setPassphrase(to.passphrase.normalize('NFC'));
    encrypter.setScryptWorkFactor(to.workFactor ?? 18);
  } else {
    if (to.recipients.length === 0) throw new TypeError('nobody to seal it for');
    for (const recipient of new Set(to.recipients)) {
      if (!isRecipient(recipient)) throw new TypeError('not an X25519 recipient of age');
      encrypter.addRecipient(recipient);
    }
  }
  return (await encrypter.encrypt(stream)) as ReadableStream<Bytes>;
}

export interface Openers {
  identities: readonly string[];
  passphrases: readonly string[];
}

/** The bytes of an age file as a stream. Throws at once when nothing given opens it, and in the stream where it was altered. */
export async function decryptWith(file: Blob, openers: Openers): Promise<ReadableStream<Bytes>> {
  const decrypter = new Decrypter();
  for (const identity of openers.identities) decrypter.addIdentity(identity);
  for (const passphrase of openers.passphrases) decrypter.addPassphrase(passphrase.normalize('NFC'));
  return (await decrypter.decrypt(file.stream())) as ReadableStream<Bytes>;
}
