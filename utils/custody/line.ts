import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, toBase64, toHex } from '@/utils/domain/ids';
import type { LogBody, LogLine, LogType } from '@/utils/domain/log';
import { jcsBytes } from './jcs';
import { leafHash, type Hash } from './tree';

export const LOG_TYPES: readonly LogType[] = [
  'capture', 'derive', 'label', 'redact', 'delete', 'act', 'export', 'handoff', 'import', 'checkpoint', 'stamp', 'continue',
];

const random16 = (): string => toBase64(crypto.getRandomValues(new Uint8Array(16)));

/** SHA-256(salt ‖ JCS(body)), hex. `salt` is base64. */
export function bodyHash(salt: string, body: Record<string, unknown>): string {
  return toHex(sha256.create().update(fromBase64(salt)).update(jcsBytes(body)).digest());
}

/** A line with its body and leaf, with fresh salt and nonce. Throws when the body has no canonical JSON or a field is not as `checkLine` wants. */
export function newLine(from: {
  seq: number;
  type: LogType;
  /** ISO 8601 UTC with milliseconds. */
  time: string;
  itemId: string | null;
  body: Record<string, unknown>;
}): { line: LogLine; body: LogBody; leaf: Hash } {
  const body: LogBody = { salt: random16(), body: from.body };
  const line: LogLine = {
    v: 1,
    seq: from.seq,
    type: from.type,
    time: from.time,
    itemId: from.itemId,
    nonce: random16(),
    body: bodyHash(body.salt, body.body),
  };
  if (checkLine(line) === null) throw new TypeError('not a line of the log');
  return { line, body, leaf: leafHash(line) };
}

/** The same value when it is a line and nothing but a line (no further keys), else null. */
export function checkLine(value: unknown): LogLine | null {
  if (typeof value !== 'object' || value === null) return null;
  const line = value as LogLine;
  const good =
    Object.keys(line).sort().join() === 'body,itemId,nonce,seq,time,type,v' &&
    line.v === 1 &&
    Number.isSafeInteger(line.seq) && line.seq >= 0 &&
    LOG_TYPES.includes(line.type) &&
    isUtcTime(line.time) &&
    (line.itemId === null || (typeof line.itemId === 'string' && /^[0-9a-f]{32}$/.test(line.itemId))) &&
    isBase64Of(line.nonce, 16) &&
    typeof line.body === 'string' && /^[0-9a-f]{64}$/.test(line.body);
  return good ? line : null;
}

/** True when the body is the one that the line names. False also for a body that is malformed. */
export function bodyFits(line: LogLine, body: LogBody): boolean {
  try {
    return isBase64Of(body.salt, 16) && bodyHash(body.salt, body.body) === line.body;
  } catch {
    return false;
  }
}

/** ISO 8601 UTC with milliseconds, and a day that exists. */
export function isUtcTime(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const ms = Date.parse(value);
  return Number.isFinite(ms) && new Date(ms).toISOString() === value;
}

/** Canonical base64 (RFC 4648 section 4) of exactly `length` bytes. */
export function isBase64Of(value: unknown, length: number): value is string {
  if (typeof value !== 'string') return false;
  try {
    const bytes = fromBase64(value);
    return bytes.length === length && toBase64(bytes) === value;
  } catch {
    return false;
  }
}
