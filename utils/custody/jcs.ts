import { isWellFormed } from '@/utils/text/wellformed';

/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Deeper values are refused: nothing of ours comes near it, and a hostile file must not end the stack. */
const DEEPEST = 100;

/**
 * One and only one text for a value, as RFC 8785 (JSON Canonicalization Scheme) says: keys in order of their UTF-16
 * units, no spaces, numbers and strings as ECMAScript writes them.
 * Throws on what has no such text: NaN, infinities, `undefined`, functions, bigints, lone surrogates, a nesting over 100.
 */
export function jcs(value: unknown): string {
  return write(value, 0);
}

/** `jcs` in UTF-8: the bytes that are hashed, signed and stored. */
export const jcsBytes = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(jcs(value));

/** The value, or null where `text` is not exactly the canonical text of one (double keys, spaces, other order …). */
export function parseJcs(text: string): { value: Json } | null {
  try {
    const value = JSON.parse(text) as Json;
    return jcs(value) === text ? { value } : null;
  } catch {
    return null;
  }
}

function write(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new TypeError('JCS: nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JCS: a number that JSON cannot hold');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (v) => write(v, depth + 1)).join(',')}]`;
  if (typeof value === 'object') {
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) throw new TypeError('JCS: not a plain object');
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, v]) => `${quote(key)}:${write(v, depth + 1)}`).join(',')}}`;
  }
  throw new TypeError(`JCS: ${typeof value} is no JSON`);
}

function quote(text: string): string {
  if (!isWellFormed(text)) throw new TypeError('JCS: a lone surrogate');
  return JSON.stringify(text);
}
