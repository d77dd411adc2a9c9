import { sha256Bytes } from '@/utils/crypto/hash';
import { concat, equalBytes, randomBytes, utf8, type Bytes } from '@/utils/crypto/bytes';
import { fromHex, toHex } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

/** Random, 16 bytes. Six words are worked out of it, and it can be cut in two halves that give it back. */
export type BackupSecret = Bytes;
const LENGTH = 16;

export const newSecret = (): BackupSecret => randomBytes(LENGTH);

/** The passphrase of her backups: HKDF-SHA-256 (RFC 5869), 66 bits as six of 2,048 words, with a dash between two. */
export async function wordsOf(secret: BackupSecret, words: readonly string[]): Promise<string> {
  if (secret.length !== LENGTH || words.length !== 2048) throw new Error('no secret, or another list of words');
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('holdfast/backup-words/v1') }, key, 96);
  const view = new DataView(bits);
  return Array.from({ length: 6 }, (_, i) => words[view.getUint16(2 * i) >>> 5] ?? '').join('-');
}

/** `which`: 1 or 2. `pair`: 4 random bytes as hex, the same on both, so that halves of two cuts are not taken for a pair. */
export interface Half { which: 1 | 2; pair: string; bytes: Bytes }

/** Either one is random by itself: every secret is as likely as every other to whoever holds only one. */
export function cut(secret: BackupSecret): [Half, Half] {
  const one = randomBytes(LENGTH);
  const pair = toHex(randomBytes(4));
  return [{ which: 1, pair, bytes: one }, { which: 2, pair, bytes: xor(one, secret) }];
}

export type HalfProblem = 'half-none' | 'half-damaged' | 'halves-same' | 'halves-other';

export function join(a: Half, b: Half): Result<BackupSecret, HalfProblem> {
  if (a.pair !== b.pair) return fail('halves-other');
  return a.which === b.which ? fail('halves-same') : ok(xor(a.bytes, b.bytes));
}

const xor = (a: Bytes, b: Bytes): Bytes => a.map((byte, i) => byte ^ (b[i] ?? 0));

/** RFC 4648 section 6: no signs that look alike, in any case of letters; read out, printed, typed. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MARK = 'HALF';
const CONTEXT = utf8('holdfast/half/v1\n');

/** A half as text: `HALF1-` and groups of four. Its last four bytes are a sum of the others alone, for slips of the pen. */
export async function writeHalf({ which, pair, bytes }: Half): Promise<string> {
  const body = concat(fromHex(pair), bytes);
  const text = base32(concat(body, await sumOf(which, body)));
  return `${MARK}${which}-${text.match(/.{1,4}/g)?.join('-') ?? ''}`;
}

const sumOf = async (which: number, body: Bytes): Promise<Bytes> => (await sha256Bytes(concat(CONTEXT, Uint8Array.of(which), body))).slice(0, 4);

/** The half in what was pasted, typed or photographed: spaces, lines, dashes and small letters do not matter. */
export async function readHalf(typed: string): Promise<Result<Half, HalfProblem>> {
  const found = /HALF([12])([A-Z2-7]*)/.exec(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  if (!found) return fail('half-none');
  const which = Number(found[1]) as 1 | 2;
  const bytes = fromBase32((found[2] ?? '').slice(0, 39));
  if (bytes.length !== 24) return fail('half-damaged');
  const body = bytes.slice(0, 20);
  if (!equalBytes(bytes.slice(20), await sumOf(which, body))) return fail('half-damaged');
  return ok({ which, pair: toHex(body.subarray(0, 4)), bytes: body.slice(4) });
}

function base32(bytes: Bytes): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '').join('');
}

function fromBase32(text: string): Bytes {
  const bits = [...text].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
