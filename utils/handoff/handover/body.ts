import * as z from 'zod/mini';
import type { Consistency } from '@/utils/custody/cosign';
import type { Continuation } from '@/utils/custody/continue';
import { bodyFits, checkLine, isBase64Of } from '@/utils/custody/line';
import type { Scope } from '@/utils/domain/handoff';
import type { LoggedEntry } from '@/utils/domain/log';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { hexId } from '../envelope/format';

export const BODY = 'body.json';
/** Below an item's folder: its own lines with their bodies, and of each line the proof that it is in the log. */
export const LINES = 'log/lines.json';
export const proofPath = (seq: number): string => `log/line-${seq}.tlog-proof`;

export const LONGEST = { purpose: 2_000, rules: 10_000 } as const;

/** What of an item stands outside its record: an address and a sender, so that a hand-over without words can be worked with. */
export interface GivenItem {
  item: string;
  number: number;
  site: string;
  address: string;
  permalink: string | null;
  handle: string | null;
  displayName: string | null;
  userId: string | null;
  postedAt: string | null;
  mark: 'child' | 'intimate' | null;
  /** Null: not ticked, or none said. */
  grounds: string[] | null;
}

/** `body.json` of a hand-over. The files of item n lie in `items/000n/`. */
export interface HandoverBody {
  v: 1;
  purpose: string;
  rules: string;
  scope: Scope;
  /** Signed note of the sender's log; it covers every line that came along. */
  checkpoint: string;
  /** From each checkpoint that was given before: `size`, and the proof's hashes in base64. */
  since: { size: number; hashes: string[] }[];
  /** Where the log went on from another installation's after a restore: those lines with their bodies, and proofs (base64). */
  restored?: { entry: LoggedEntry; inclusion: string[]; consistency: string[] }[];
  items: GivenItem[];
}

const text = (most: number) => z.string().check(z.maxLength(most));
const line = z.nullable(text(2_000));
const scope = z.strictObject({ words: z.boolean(), pictures: z.boolean(), intimate: z.boolean(), grounds: z.boolean() });

const given = z.strictObject({
  item: hexId,
  number: z.int().check(z.minimum(1)),
  site: z.string().check(z.regex(/^[a-z0-9.-]{1,100}$/)),
  address: text(8_000),
  permalink: z.nullable(text(8_000)),
  handle: line, displayName: line, userId: line, postedAt: z.nullable(text(40)),
  mark: z.nullable(z.enum(['child', 'intimate'])),
  grounds: z.nullable(z.array(text(100)).check(z.maxLength(50))),
});

const hashes = z.array(z.string().check(z.refine((hash) => isBase64Of(hash, 32)))).check(z.maxLength(110));

const body = z.strictObject({
  v: z.literal(1),
  purpose: text(LONGEST.purpose),
  rules: text(LONGEST.rules),
  scope,
  checkpoint: text(4_000),
  since: z.array(z.strictObject({
    size: z.int().check(z.minimum(1)),
    hashes,
  })).check(z.maxLength(100)),
  restored: z.optional(z.array(z.strictObject({
    entry: z.strictObject({ line: z.looseObject({}), body: z.nullable(z.strictObject({ salt: z.string(), body: z.looseObject({}) })) }),
    inclusion: hashes, consistency: hashes,
  })).check(z.maxLength(20))),
  items: z.array(given).check(z.minLength(1), z.maxLength(9_999)),
});

/** Null for anything else; one item twice among it. */
export function checkBody(value: unknown): HandoverBody | null {
  const parsed = body.safeParse(value);
  if (!parsed.success) return null;
  const data = parsed.data as unknown as HandoverBody;
  const lines = (data.restored ?? []).every(({ entry: { line, body: told } }) => checkLine(line) !== null && told !== null && bodyFits(line, told));
  if (!lines) return null;
  const ids = data.items.map(({ item }) => item);
  return new Set(ids).size === ids.length ? data : null;
}

export const proofsOf = (since: HandoverBody['since']): Consistency[] => since.map(({ size, hashes }) => ({ size, hashes: hashes.map(fromBase64) }));
export const continuationsOf = ({ restored = [] }: HandoverBody): Continuation[] =>
  restored.map(({ entry, inclusion, consistency }) => ({ line: entry.line, statement: entry.body?.body, inclusion: inclusion.map(fromBase64), consistency: consistency.map(fromBase64) }));
export const sinceOf = (proofs: readonly Consistency[]): HandoverBody['since'] => proofs.map(({ size, hashes }) => ({ size, hashes: hashes.map(toBase64) }));

/** With words, the sender and address that stand in the sealed part are the ones that count. */
export const fromPost = (post: { url: { addressBar: string; permalink: string | null }; author: { handle: string | null; displayName: string | null; platformUserId: string | null } }): Pick<GivenItem, 'address' | 'permalink' | 'handle' | 'displayName' | 'userId'> => ({
  address: post.url.addressBar, permalink: post.url.permalink,
  handle: post.author.handle, displayName: post.author.displayName, userId: post.author.platformUserId,
});
