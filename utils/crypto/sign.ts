import { fromHex } from '@/utils/domain/ids';

/** A signing key in memory. The private half cannot be read out of it. */
export interface SigningKey {
  /** Raw, 32 bytes (RFC 8032). */
  publicKey: Uint8Array<ArrayBuffer>;
  /** Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}

/** PKCS#8 header for a raw Ed25519 seed (RFC 8410 section 7). */
const PKCS8 = fromHex('302e020100300506032b657004220420');

/** `seed32` is the RFC 8032 private key. Throws when it is not 32 bytes. The imported key is non-extractable. */
export async function keyFromSeed(seed32: Uint8Array): Promise<SigningKey> {
  if (seed32.length !== 32) throw new Error('an Ed25519 seed has 32 bytes');
  const der = new Uint8Array(PKCS8.length + 32);
  der.set(PKCS8);
  der.set(seed32, PKCS8.length);
  // The public half can be had from WebCrypto only by a key that may be exported; that one is dropped at once.
  const open = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
  const jwk = await crypto.subtle.exportKey('jwk', open);
  const key = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign']);
  der.fill(0);
  const publicKey = fromBase64Url(jwk.x ?? '');
  return {
    publicKey,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytes)),
  };
}

/** False for a wrong signature and for bytes that are no key or no signature at all. */
export async function verify(publicKeyRaw: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>, sig: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (publicKeyRaw.length !== 32 || sig.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey('raw', publicKeyRaw, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, sig, bytes);
  } catch {
    return false;
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
