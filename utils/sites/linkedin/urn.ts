import * as selectors from './selectors';

export interface Urn {
  kind: string;
  id: string;
  /** Paid for, as the urn itself says. */
  promoted: boolean;
  /** The comment's own number, where it is one. */
  comment: string | null;
}

/** `urn:li:activity:7…` and its kin; null for other things that have urns (courses, profiles, groups of posts). */
export function parseUrn(value: string | null): Urn | null {
  const plain = selectors.urn.exec(value ?? '');
  const match = plain ?? selectors.sponsoredUrn.exec(value ?? '');
  return match?.[1] && match[2] ? { kind: match[1], id: match[2], promoted: !plain, comment: null } : null;
}

export function parseCommentUrn(value: string | null): Urn | null {
  const match = selectors.commentUrn.exec(value ?? '');
  return match?.[1] && match[2] && match[3] ? { kind: match[1], id: match[2], promoted: false, comment: match[3] } : null;
}

const KINDS: Record<number, string> = { 0x0a: 'activity', 0x12: 'ugcPost' };

/**
 * The urn packed into a component's key: base64 of a protobuf message whose field 1 (activity) or 2 (ugcPost) holds
 * one number, twice the id (zigzag). Other fields are other things (a course): null, as for whatever does not fit exactly.
 */
export function unpackUrn(key: string | null): Urn | null {
  const packed = key?.split(selectors.tokenMark)[0] ?? '';
  if (!/^[\w+/-]{8,40}={0,2}$/.test(packed)) return null;
  let bytes: number[];
  try {
    bytes = [...atob(packed.replace(/-/g, '+').replace(/_/g, '/'))].map((char) => char.charCodeAt(0));
  } catch {
    return null;
  }
  const kind = KINDS[bytes[0] ?? 0];
  if (!kind || bytes[1] !== bytes.length - 2 || bytes[2] !== 0x08) return null;
  const number = bytes.slice(3);
  const ends = number.findIndex((byte) => byte < 0x80);
  if (ends !== number.length - 1) return null;
  const value = number.reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n);
  const id = String(value >> 1n);
  return (value & 1n) === 0n && /^\d{15,20}$/.test(id) ? { kind, id, promoted: false, comment: null } : null;
}

/** The address of a post or comment; the page itself rarely has it. */
export function permalinkOf({ kind, id, comment }: Urn): string {
  const post = `https://www.linkedin.com/feed/update/urn:li:${kind}:${id}`;
  return comment ? `${post}?commentUrn=${encodeURIComponent(`urn:li:comment:(${kind}:${id},${comment})`).replace(/[()]/g, (char) => (char === '(' ? '%28' : '%29'))}` : post;
}
