import type { Bytes } from '@/utils/crypto/bytes';
import { fromBase64 } from '@/utils/domain/ids';

/** One file inside the browser's archive of a page. */
export interface MhtmlPart {
  /** Absolute address that it was loaded from; empty when none is stated. */
  location: string;
  /** MIME type without parameters, lower case. */
  type: string;
  /** As served; null when the coding is unknown or broken. */
  bytes(): Bytes | null;
}

export interface Mhtml {
  /** Address of the page that it is of. */
  location: string;
  parts: MhtmlPart[];
}

/** Larger than any page that a person reads; beyond it nothing is kept. */
export const MOST_MHTML = 30_000_000;
const MOST_PARTS = 4_000;
const MOST_HEADER = 16_384;

/**
 * The parts of an MHTML archive (RFC 2557: `multipart/related` with base64, quoted-printable or plain parts). Hostile input:
 * every limit and every doubt gives null, never a guess; nothing is nested, nothing is resolved, no markup is looked at.
 */
export function readMhtml(bytes: Bytes): Mhtml | null {
  if (bytes.length > MOST_MHTML) return null;
  const head = header(bytes, 0, bytes.length);
  const boundary = head && /^multipart\/related\b[\s\S]*;\s*boundary="?([0-9a-z'()+_,\-./:=? ]{1,200}?)"?\s*(;|$)/i.exec(head.fields.get('content-type') ?? '')?.[1];
  if (!head || !boundary) return null;
  const mark = new TextEncoder().encode(`\r\n--${boundary}`);
  const parts: MhtmlPart[] = [];
  // The first boundary may follow the header at once.
  let at = indexOf(bytes, mark, head.end - 2);
  while (at >= 0) {
    const start = at + mark.length;
    if (bytes[start] === 0x2d && bytes[start + 1] === 0x2d) return { location: head.fields.get('snapshot-content-location') ?? '', parts };
    if (bytes[start] !== 0x0d || bytes[start + 1] !== 0x0a) return null;
    at = indexOf(bytes, mark, start);
    if (at < 0 || parts.length >= MOST_PARTS) return null;
    const own = header(bytes, start + 2, at);
    if (!own) return null;
    parts.push(partOf(own.fields, bytes.subarray(Math.min(own.end, at), at)));
  }
  return null;
}

function partOf(fields: ReadonlyMap<string, string>, body: Bytes): MhtmlPart {
  const coding = (fields.get('content-transfer-encoding') ?? '7bit').trim().toLowerCase();
  return {
    location: (fields.get('content-location') ?? '').trim(),
    type: (fields.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    bytes: () => decoded(body, coding),
  };
}

function decoded(body: Bytes, coding: string): Bytes | null {
  if (coding === 'binary' || coding === '8bit' || coding === '7bit') return body.slice();
  if (coding === 'quoted-printable') return quotedPrintable(body);
  if (coding !== 'base64') return null;
  try {
    return fromBase64(ascii(body).replace(/[\r\n\t ]+/g, ''));
  } catch {
    return null;
  }
}

/** RFC 2045 section 6.7; null for an escape that is none. */
function quotedPrintable(body: Bytes): Bytes | null {
  const out = new Uint8Array(body.length);
  let length = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] as number;
    if (byte !== 0x3d) out[length++] = byte;
    else if (body[i + 1] === 0x0d && body[i + 2] === 0x0a) i += 2;
    else {
      const pair = String.fromCharCode(body[i + 1] ?? 0, body[i + 2] ?? 0);
      if (!/^[0-9a-f]{2}$/i.test(pair)) return null;
      out[length++] = Number.parseInt(pair, 16);
      i += 2;
    }
  }
  return out.slice(0, length);
}

/** Fields by lower-case name, folded lines joined, and where the body begins. Null when there is no end of it in sight. */
function header(bytes: Bytes, from: number, to: number): { fields: Map<string, string>; end: number } | null {
  const end = indexOf(bytes, EMPTY_LINE, from);
  if (end < 0 || end > to || end - from > MOST_HEADER) return null;
  const fields = new Map<string, string>();
  for (const line of ascii(bytes.subarray(from, end)).replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return { fields, end: end + EMPTY_LINE.length };
}

const EMPTY_LINE = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a);

function ascii(bytes: Bytes): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return text;
}

function indexOf(bytes: Bytes, wanted: Uint8Array, from: number): number {
  const [first] = wanted;
  for (let at = bytes.indexOf(first as number, from); at >= 0; at = bytes.indexOf(first as number, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}
