import { fromBase64, toBase64 } from '@/utils/domain/ids';

import { newIdentity, openWithPassphrase, recipientOf, sealWithPassphrase } from './age';
import { fromUtf8, randomBytes, utf8, type Bytes } from './bytes';

/** The three secrets of a vault. At rest only under the passphrase; raw in `storage.session` while unlocked. */
export interface Keyring {
  /** Ed25519 seed of this installation's log. */
  seed: Bytes;
  /** age identity: opens the inbox and her own packages. */
  identity: string;
  /** Wraps the items' keys and seals the log's lines. */
  dataKey: Bytes;
}

export interface SealedKeyring {
  protected: boolean;
  box: Bytes;
  /** Public: the inbox is sealed to it while the vault is locked. */
  recipient: string;
}

export async function newKeyring(seed: Bytes = randomBytes(32)): Promise<Keyring> {
  return { seed, identity: await newIdentity(), dataKey: randomBytes(32) };
}

export interface KeyringJson {
  seed: string;
  identity: string;
  dataKey: string;
}

export const keyringToJson = (ring: Keyring): KeyringJson => ({
  seed: toBase64(ring.seed),
  identity: ring.identity,
  dataKey: toBase64(ring.dataKey),
});

export const keyringFromJson = (json: KeyringJson): Keyring => ({
  seed: fromBase64(json.seed),
  identity: json.identity,
  dataKey: fromBase64(json.dataKey),
});

/** Without a passphrase the box is plain JSON: "anyone with this device can read it". */
export async function sealKeyring(ring: Keyring, passphrase: string | null): Promise<SealedKeyring> {
  const plain = utf8(JSON.stringify(keyringToJson(ring)));
  const box = passphrase === null ? plain : await sealWithPassphrase(passphrase, plain);
  return { protected: passphrase !== null, box, recipient: await recipientOf(ring.identity) };
}

/** Null when the passphrase is another one. */
export async function openKeyring(sealed: SealedKeyring, passphrase: string | null): Promise<Keyring | null> {
  if (!sealed.protected) return keyringFromJson(JSON.parse(fromUtf8(sealed.box)) as KeyringJson);
  const plain = passphrase === null ? null : await openWithPassphrase(passphrase, sealed.box);
  return plain === null ? null : keyringFromJson(JSON.parse(fromUtf8(plain)) as KeyringJson);
}
