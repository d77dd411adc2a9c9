import * as z from 'zod/mini';

import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { readRecord } from '@/utils/custody/check-record';
import { checkLine, isBase64Of } from '@/utils/custody/line';
import type { BackupEnd, BackupItem, BackupJob, BackupKeys, BackupLine, BackupRules, BackupShelf, BackupSlice, BackupStart } from '@/utils/domain/backup';
import { asRule, type KeptSelectors } from '@/utils/domain/taught';

z.config({ jitless: true });

/*
 * A backup opens by a passphrase that somebody may have told her with it: what comes out of it is a stranger's until its form holds.
 * Each reader throws on anything else.
 */
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.nonnegative());
const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/));
const text = z.nullable(z.string());
const path = z.string().check(z.regex(/^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[a-z0-9._/-]{1,100}$/));
const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const start = z.object({ schema: z.string(), made: time, software: z.string(), items: count });
const keys = z.object({ seed: z.string().check(z.refine((seed) => isBase64Of(seed, 32))), identity: z.string().check(z.regex(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/)) });

const head = z.looseObject({
  id, number: z.int().check(z.positive()), site: z.string(), handle: text, displayName: text, userId: text, postId: text, permalink: text, address: z.string(),
  savedAt: time, postedAt: text, text, note: text, parsed: z.boolean(), hasPicture: z.boolean(), wordsOnly: z.boolean(), savedWhileLocked: z.boolean(), pending: z.boolean(),
  sums: z.optional(z.array(hash)), chainBroken: z.optional(z.boolean()), run: z.optional(z.string()), versionOf: z.optional(z.string()), changed: z.optional(z.array(z.string())),
  mark: z.optional(z.enum(['child', 'intimate'])),
});
const file = z.looseObject({ path, sha256: hash, bytes: count, type: z.string(), role: z.enum(['original', 'derivative', 'report']), derivedFrom: text, transform: text });
const redaction = z.looseObject({ path, from: hash, to: z.nullable(z.object({ sha256: hash, bytes: count })), why: z.string(), rects: z.array(rect) });
const item = z.object({ head, record: z.string(), derived: z.array(file), redacted: z.nullable(z.array(redaction)), files: z.array(z.object({ path, bytes: count })) });

const slice = z.object({
  bytes: count,
  slice: z.looseObject({
    facts: z.looseObject({ id, savedAt: time }), width: count, height: count, original: hash, sha256: hash, bytes: count, blob: z.string(), masked: z.array(rect),
    users: z.array(z.object({ item: id, rect, needs: z.boolean() })),
  }),
});
const shelf = z.object({ kind: z.string(), n: count, data: z.unknown(), files: z.array(z.object({ name: z.string(), bytes: count })) });
const jobs = z.array(z.object({ id, kind: z.string(), state: z.string(), data: z.unknown() }));
const fix = z.object({ site: z.string(), version: count, hash, selectors: z.record(z.string(), z.string()), made: z.string(), on: z.boolean() });
const rules = z.object({ rules: z.array(z.looseObject({ origin: z.string() })), files: z.array(fix) });
const body = z.nullable(z.object({ salt: z.string(), body: z.record(z.string(), z.unknown()) }));
const end = z.object({
  items: count, slices: count, shelf: count, log: count, checkpoint: z.string(), next: z.int().check(z.positive()), pending: z.array(id), gone: z.array(id), left: z.array(count),
});

const json = (bytes: Bytes): unknown => JSON.parse(fromUtf8(bytes));

export const readStart = (bytes: Bytes): BackupStart => start.parse(json(bytes)) as BackupStart;
export const readKeys = (bytes: Bytes): BackupKeys => keys.parse(json(bytes));
export const readSliceRow = (bytes: Bytes): BackupSlice => slice.parse(json(bytes));
export const readShelfRow = (bytes: Bytes): BackupShelf => shelf.parse(json(bytes)) as BackupShelf;
export const readJobs = (bytes: Bytes): BackupJob[] => jobs.parse(json(bytes)) as BackupJob[];
export const readEnd = (bytes: Bytes): BackupEnd => end.parse(json(bytes));

export function readItem(bytes: Bytes): BackupItem {
  const read = item.parse(json(bytes)) as BackupItem;
  if (readRecord(read.record)?.id !== read.head.id) throw new Error('record');
  return read;
}

/** Files that correct an adapter come back switched off, as they were when she took them in. */
export function readRules(bytes: Bytes): BackupRules {
  const read = rules.parse(json(bytes));
  return {
    rules: read.rules.flatMap((rule) => asRule(rule, rule.origin) ?? []),
    files: read.files.map((one): KeptSelectors => ({ ...one, on: false })),
  };
}

export function readLines(bytes: Bytes): BackupLine[] {
  return fromUtf8(bytes).split('\n').slice(0, -1).map((row) => {
    const read = JSON.parse(row) as { line: unknown; body: unknown };
    const line = checkLine(read.line);
    if (line === null) throw new Error('line');
    return { line, body: body.parse(read.body) };
  });
}
