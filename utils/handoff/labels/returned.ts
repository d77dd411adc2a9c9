import * as z from 'zod/mini';

import { fromUtf8, utf8 } from '@/utils/crypto/bytes';
import { jcsBytes } from '@/utils/custody/jcs';
import type { LabelOp } from '@/utils/domain/handoff';

import { Refused } from '../envelope/format';
import type { Envelope } from '../envelope/open';
import type { NewPart } from '../envelope/seal';

/** Why the ally's device did not confirm her log: it is another than it saw before, or came without a proof that it is not. */
export const NOT_CONFIRMED = ['rewritten', 'unproven', 'none'] as const;
export type NotConfirmed = (typeof NOT_CONFIRMED)[number];

/** What comes back: the author's whole chain about her posts, and her log's checkpoint with the ally's line under it, or why not. */
export interface Returned {
  ops: unknown[];
  cosignature: string | null;
  notConfirmed: NotConfirmed | null;
}

const OPS = 'ops.json';
const COSIGNATURE = 'cosignature.txt';
const MOST_NOTE = 10_000;

const body = z.strictObject({ v: z.literal(1), ops: z.array(z.unknown()), notConfirmed: z.nullable(z.enum(NOT_CONFIRMED)) });

export const returnParts = (ops: readonly LabelOp[], cosignature: string | null, notConfirmed: NotConfirmed | null): NewPart[] => [
  { name: OPS, bytes: jcsBytes({ v: 1, ops, notConfirmed: cosignature === null ? notConfirmed : null }) },
  ...(cosignature === null ? [] : [{ name: COSIGNATURE, bytes: utf8(cosignature) }]),
];

/** Throws `Refused` on any other body. The operations are still to be checked. */
export async function readReturn(envelope: Envelope): Promise<Returned> {
  if (envelope.head.kind !== 'return') throw new Refused('other-kind');
  envelope.reached('body');
  const names = envelope.head.parts.map(({ name }) => name).sort();
  if (names.some((name) => name !== OPS && name !== COSIGNATURE)) throw new Refused('bad-body', names.join(' '));
  const parsed = body.safeParse(await envelope.readJson(OPS));
  if (!parsed.success) throw new Refused('bad-body', OPS);
  let cosignature: string | null = null;
  if (names.includes(COSIGNATURE)) {
    const bytes = await envelope.read(COSIGNATURE);
    if (bytes.length > MOST_NOTE) throw new Refused('too-big', COSIGNATURE);
    try {
      cosignature = fromUtf8(bytes);
    } catch {
      throw new Refused('bad-body', COSIGNATURE);
    }
  }
  return { ops: parsed.data.ops, notConfirmed: parsed.data.notConfirmed, cosignature };
}
