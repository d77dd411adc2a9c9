import * as z from 'zod/mini';
import { concat, utf8, type Bytes } from '@/utils/crypto/bytes';
import type { Limits } from '@/utils/custody/check-types';
import { isBase64Of, isUtcTime } from '@/utils/custody/line';
import { isSafePath } from '@/utils/custody/pack-model';
import type { EnvelopeHead } from '@/utils/domain/handoff';

/** The one folder in the archive: it says nothing of what it is. */
export const FOLDER = 'notes';
export const HEAD = 'head.json';
/** Raw Ed25519 key of the sender, 32 bytes, and its signature over `signedBytes`, 64 bytes: all that is read before it is known who speaks. */
export const SENDER = 'from.key';
export const SIGNATURE = 'head.sig';
const OWN: readonly string[] = [HEAD, SENDER, SIGNATURE];

/** Why a file is not taken in, in the order in which it is looked at. Each has a sentence. */
export type EnvelopeProblem =
  | 'not-ours' | 'too-big' | 'not-for-me' | 'damaged-file' | 'archive' | 'unsafe-names' | 'unknown-sender' | 'own' | 'not-compared' | 'key-changed'
  | 'bad-signature' | 'bad-head' | 'not-named' | 'ended' | 'seen' | 'parts-differ' | 'other-kind' | 'bad-body' | 'bad-log' | 'bad-record' | 'revoked';

export const STAGES = ['age', 'zip', 'sender', 'signature', 'head', 'named', 'ended', 'sequence', 'parts', 'body'] as const;
export type Stage = (typeof STAGES)[number];

/** Expected: the file is at fault. Everything else that is thrown is a bug. */
export class Refused extends Error {
  readonly code: EnvelopeProblem;
  constructor(code: EnvelopeProblem, detail = '') {
    super(detail);
    this.name = 'Refused';
    this.code = code;
  }
}

export interface EnvelopeLimits extends Limits {
  /** Of the encrypted file. */
  ageBytes: number;
  headBytes: number;
  /** Of any other file that is parsed. */
  jsonBytes: number;
}

/** Nothing inside is ever packed, so that it cannot grow: a file holds what it weighs. */
export const ENVELOPE_LIMITS: EnvelopeLimits = {
  ageBytes: 2 ** 33, entries: 50_000, fileBytes: 1 << 26, totalBytes: 2 ** 33, ratio: 1, storedOnly: true, headBytes: 8 << 20, jsonBytes: 32 << 20,
};

z.config({ jitless: true });

const CONTEXT = utf8('holdfast/envelope/v1\n');

/** What the sender's identity signs: the context line, then the head as it stands in the file. */
export const signedBytes = (head: Bytes): Bytes => concat(CONTEXT, head);

export const isIdentity = (value: unknown): value is string => isBase64Of(value, 32);
const identity = z.string().check(z.refine(isIdentity));
export const utcTime = z.string().check(z.refine(isUtcTime));
export const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

const headSchema = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['handover', 'return', 'revoke']),
  id: hexId,
  from: identity,
  to: z.array(identity).check(z.minLength(1), z.maxLength(50)),
  sequence: z.int().check(z.minimum(1)),
  made: utcTime,
  ends: z.nullable(utcTime),
  parts: z.array(z.strictObject({
    name: z.string().check(z.refine((name) => isSafePath(name) && !OWN.includes(name))),
    size: z.int().check(z.minimum(0)),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  })),
});

/** The head, or null for anything that is not one: double names among them. */
export function checkHead(value: unknown): EnvelopeHead | null {
  const parsed = headSchema.safeParse(value);
  if (!parsed.success) return null;
  const { parts, to } = parsed.data;
  const distinct = new Set(parts.map(({ name }) => name.toLowerCase())).size === parts.length && new Set(to).size === to.length;
  return distinct ? parsed.data : null;
}
