import { concat, pad, randomBytes, unpad, utf8, type Bytes } from './bytes';
import { CLEAR, fromClear, inClear } from './clear';

/**
 * Sealing of everything at rest: AES-256-GCM over padded bytes, a random 96-bit nonce in front, and the place
 * of the block (`head:<id>`, `blob:<item>:<id>` …) as additional data, so that no block can stand in for another.
 */
export async function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, place: string, bytes: Uint8Array): Promise<Bytes> {
  if (CLEAR) return inClear(pad(bytes));
  const nonce = randomBytes(12);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(place) }, key, pad(bytes));
  return concat(nonce, new Uint8Array(box));
}

/** Throws when the key, the place or a single bit is another. */
export async function open(key: CryptoKey, place: string, box: Uint8Array): Promise<Bytes> {
  if (CLEAR) return unpad(fromClear(box));
  const copy = new Uint8Array(box);
  const iv = copy.subarray(0, 12);
  return unpad(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(place) }, key, copy.subarray(12))));
}

/** A key under a key: no padding, its size is no secret. */
export async function wrap(key: CryptoKey, place: string, raw: Bytes): Promise<Bytes> {
  const iv = randomBytes(12);
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(place) }, key, raw)));
}

export async function unwrap(key: CryptoKey, place: string, box: Uint8Array): Promise<Bytes> {
  const copy = new Uint8Array(box);
  const algorithm = { name: 'AES-GCM', iv: copy.subarray(0, 12), additionalData: utf8(place) };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, copy.subarray(12)));
}

export const sealJson = (key: CryptoKey, place: string, value: unknown): Promise<Bytes> => seal(key, place, utf8(JSON.stringify(value)));

export const openJson = async <T>(key: CryptoKey, place: string, box: Uint8Array): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await open(key, place, box))) as T;
