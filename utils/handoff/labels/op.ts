import { sha256 } from '@noble/hashes/sha2.js';
import * as z from 'zod/mini';

import { utf8 } from '@/utils/crypto/bytes';
import type { SigningKey } from '@/utils/crypto/sign';
import { jcs } from '@/utils/custody/jcs';
import type { LabelField, LabelOp } from '@/utils/domain/handoff';
import { fromBase64, toBase64, toHex } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

import { fits, hash, isField, key, time, type LabelValues } from './values';

/** Why a file of labels is not taken in. Nothing of it is, then. */
export type Refusal =
  | 'shape' | 'altered' | 'signature' | 'unknown-key' | 'unknown-item' | 'broken-chain' | 'clock' | 'not-theirs' | 'too-many';

/** More operations than this in one file are not looked at. */
export const MOST_OPS = 20_000;

const SHAPE = z.strictObject({
  v: z.literal(1), opId: hash, item: z.string().check(z.regex(/^[0-9a-f]{32}$/)), field: z.string().check(z.refine(isField)), value: z.unknown(),
  author: key, lamport: z.int().check(z.minimum(1)), at: time, prev: z.nullable(hash), sig: z.string().check(z.regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/)),
});

type Unsigned = Omit<LabelOp, 'opId' | 'sig'>;

/** The bytes that are hashed for `opId` and signed. Throws where `value` has no JCS form. */
function signedBytes({ v, item, field, value, author, lamport, at, prev }: Unsigned): Uint8Array<ArrayBuffer> {
  return utf8(`holdfast/label/v1\n${jcs({ v, item, field, value, author, lamport, at, prev })}`);
}

export interface NewOp<F extends LabelField = LabelField> { item: string; field: F; value: LabelValues[F] }

/** Signs `news` as the author's next operations after `last`, one after the other. `seen`: the highest Lamport number known here. */
export async function writeOps(signing: SigningKey, last: LabelOp | null, seen: number, news: readonly NewOp[], now: Date): Promise<LabelOp[]> {
  const author = toBase64(signing.publicKey);
  const written: LabelOp[] = [];
  let prev = last?.opId ?? null;
  let lamport = Math.max(seen, last?.lamport ?? 0);
  for (const { item, field, value } of news) {
    if (!fits(field, value)) throw new Error(`no ${field} has this value`);
    lamport += 1;
    const unsigned: Unsigned = { v: 1, item, field, value, author, lamport, at: now.toISOString(), prev };
    const bytes = signedBytes(unsigned);
    const opId = toHex(sha256(bytes));
    written.push({ ...unsigned, opId, sig: toBase64(await signing.sign(bytes)) });
    prev = opId;
  }
  return written;
}

/** Verifies under one author's key, which is imported once. */
async function verifier(author: string): Promise<(sig: string, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>> {
  const imported = await crypto.subtle.importKey('raw', fromBase64(author), 'Ed25519', false, ['verify']).catch(() => null);
  return async (sig, bytes) => imported !== null && (await crypto.subtle.verify('Ed25519', imported, fromBase64(sig), bytes));
}

const AT_ONCE = 256;

/**
 * What came from elsewhere, as operations whose shape, value, `opId` and signature hold, by authors in `allowed`
 * (label keys, base64), in the file's order. The first that does not refuses all.
 */
export async function checkOps(raw: unknown, allowed: ReadonlySet<string>): Promise<Result<LabelOp[], Refusal>> {
  if (!Array.isArray(raw)) return fail('shape');
  if (raw.length > MOST_OPS) return fail('too-many');
  const ops: LabelOp[] = [];
  const verifiers = new Map<string, Awaited<ReturnType<typeof verifier>>>();
  for (let i = 0; i < raw.length; i += AT_ONCE) {
    const checks: Promise<boolean>[] = [];
    for (const one of raw.slice(i, i + AT_ONCE)) {
      const parsed = SHAPE.safeParse(one);
      if (!parsed.success || !fits(parsed.data.field as LabelField, parsed.data.value)) return fail('shape');
      const op = parsed.data as LabelOp;
      if (!allowed.has(op.author)) return fail('unknown-key');
      let bytes;
      try {
        bytes = signedBytes(op);
      } catch {
        return fail('shape');
      }
      if (toHex(sha256(bytes)) !== op.opId) return fail('altered');
      const verify = verifiers.get(op.author) ?? await verifier(op.author);
      verifiers.set(op.author, verify);
      checks.push(verify(op.sig, bytes));
      ops.push(op);
    }
    if (!(await Promise.all(checks)).every(Boolean)) return fail('signature');
  }
  return ok(ops);
}
