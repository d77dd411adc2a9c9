import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { branchOf } from '@/utils/custody/continue';
import { goesOn } from '@/utils/custody/cosign';
import { isPostPart, readDerivatives, readRecord } from '@/utils/custody/check-record';
import { jcs, parseJcs } from '@/utils/custody/jcs';
import { bodyFits, checkLine, isBase64Of, isUtcTime } from '@/utils/custody/line';
import { parseCheckpoint, type Checkpoint } from '@/utils/custody/note';
import { itemFolder } from '@/utils/custody/pack-model';
import { verifyInclusion } from '@/utils/custody/proof';
import { asTheyStand, type EvidenceRecord, type FileEntry, type PostPart } from '@/utils/domain/record';
import { brokenRedaction, redactionsOf } from '@/utils/custody/redactions';
import { sumOf } from '@/utils/custody/sum';
import { parseTlogProof } from '@/utils/custody/tlog-proof';
import { leafHash } from '@/utils/custody/tree';
import type { HeldItem, LogStands } from '@/utils/domain/handoff';
import type { LoggedEntry } from '@/utils/domain/log';
import { fromBase64 } from '@/utils/domain/ids';
import { Refused } from '../envelope/format';
import type { Envelope } from '../envelope/open';
import { BODY, checkBody, continuationsOf, fromPost, LINES, proofPath, proofsOf, type GivenItem, type HandoverBody } from './body';

/** One item, every byte of it held against the sender's own log. `parts`: names of the envelope's parts, by the file's path. */
export interface ReadItem {
  item: Omit<HeldItem, 'held'>;
  parts: { path: string; part: string }[];
}

export interface Handover {
  body: HandoverBody;
  log: LogStands;
  items: ReadItem[];
}

/**
 * A hand-over that says only what the sender's log says: each record is the one whose capture stands in the log, each file
 * the one that the record names. `seen`: the sender's checkpoint that this device saw last, and the proofs that came with it.
 * Throws `Refused`.
 */
export async function readHandover(envelope: Envelope, seen: string | null, since: HandoverBody['since'] = []): Promise<Handover> {
  if (envelope.head.kind !== 'handover') throw new Refused('other-kind', envelope.head.kind);
  envelope.reached('body');
  const body = checkBody(await envelope.readJson(BODY));
  if (body === null) throw new Refused('bad-body');
  const { checkpoint, log } = await standing(envelope, body, seen, since);
  const left = new Set(envelope.head.parts.map(({ name }) => name));
  left.delete(BODY);
  const items: ReadItem[] = [];
  for (const [i, given] of body.items.entries()) {
    const read = await readItem(envelope, `${itemFolder(i + 1)}/`, { given, body, checkpoint }, left);
    for (const { part } of read.parts) left.delete(part);
    items.push(read);
  }
  if (left.size > 0) throw new Refused('bad-body', [...left][0]);
  return { body, log, items };
}

/** The note must be of the key that the sender's card certifies; where it does not go on from what was seen, that is told, not hidden. */
async function standing({ contact }: Envelope, body: HandoverBody, seen: string | null, since: HandoverBody['since']): Promise<{ checkpoint: Checkpoint; log: LogStands }> {
  const key = fromBase64(contact.card?.card.log ?? '');
  const alone = await goesOn(body.checkpoint, key, null, []);
  if (!alone.ok) throw new Refused('bad-log', alone.error);
  const on = await goesOn(body.checkpoint, key, seen, proofsOf(body.since));
  if (!on.ok && on.error === 'other-log' && seen !== null) return { checkpoint: alone.value, log: await afterRestore(body, seen) };
  // An older file that was on its way for longer: what was seen goes on from it.
  if (!on.ok && on.error === 'shrunk' && seen !== null && (await goesOn(seen, key, body.checkpoint, proofsOf(since))).ok) return { checkpoint: alone.value, log: 'continues' };
  const log = on.ok ? (seen === null ? 'first' : 'continues') : on.error === 'rewritten' ? 'rewritten' : 'unproven';
  return { checkpoint: alone.value, log };
}

/** Another log than was seen: restored where both keys say so and the lines up to their common point are the same, else rewritten. */
async function afterRestore(body: HandoverBody, seen: string): Promise<LogStands> {
  if (body.restored === undefined) return 'unproven';
  const before = parseCheckpoint(seen)?.size;
  const sinceSeen = proofsOf(body.since).find(({ size }) => size === before)?.hashes;
  const branch = await branchOf(seen, { checkpoint: body.checkpoint, continuations: continuationsOf(body), ...(sinceSeen && { sinceSeen }) });
  if (branch.kind === 'rewritten') return 'rewritten';
  return branch.kind === 'goes-on' ? 'restored' : 'restored-less';
}

interface Context { given: GivenItem; body: HandoverBody; checkpoint: Checkpoint }

async function readItem(envelope: Envelope, folder: string, { given, body, checkpoint }: Context, names: ReadonlySet<string>): Promise<ReadItem> {
  const wrong = (what: string): Refused => new Refused('bad-record', `${folder}${what}`);
  const open = async (path: string): Promise<Bytes> => {
    if (!names.has(folder + path)) throw wrong(path);
    return envelope.read(folder + path);
  };
  const recordBytes = await open('record.json');
  const record = readRecord(textOf(recordBytes));
  if (record === null || record.id !== given.item) throw wrong('record.json');
  const entries = await readLines(envelope, folder, { given, body, checkpoint }, open);
  const capture = entries.filter(({ line }) => line.type === 'capture');
  if (capture.length !== 1 || capture[0]?.body?.body['record'] !== (await sumOf(recordBytes))) throw wrong(LINES);

  const files = filesOf(record, entries);
  if (files === null) throw wrong(LINES);
  const present: FileEntry[] = [];
  const texts = new Map<string, unknown>();
  for (const entry of [...record.parts, ...files]) {
    if (!names.has(folder + entry.path)) continue;
    const bytes = await open(entry.path);
    if (bytes.length !== entry.bytes || (await sumOf(bytes)) !== entry.sha256) throw wrong(entry.path);
    if ('name' in entry) texts.set(entry.name, parseJcs(textOf(bytes))?.value);
    else present.push(entry);
  }
  checkScope(given, body, texts, present, wrong);
  const post = texts.get('post');
  if (post !== undefined) checkPost(post, given, wrong);
  const shown = (post as PostPart | undefined)?.time.clientUtc;
  const { item, number, site, address, permalink, handle, displayName, userId, postedAt, mark, grounds } = given;
  const list = [{ path: 'record.json', type: 'application/json', bytes: recordBytes.length }, ...record.parts.filter(({ name }) => texts.has(name)).map(({ path, bytes }) => ({ path, type: 'application/json', bytes })), ...present.map(({ path, type, bytes }) => ({ path, type, bytes }))];
  return {
    item: {
      item, number, site, savedAt: isUtcTime(shown) ? shown : capture[0].line.time, address, permalink, handle, displayName, userId, postedAt, mark, grounds,
      text: (post as PostPart | undefined)?.post.text ?? null, files: list,
    },
    parts: [...list.map(({ path }) => path), LINES, ...entries.map(({ line }) => proofPath(line.seq))].map((path) => ({ path, part: folder + path })),
  };
}

const textOf = (bytes: Bytes): string => {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
};

/** Each line as a line is, about this item, with its body, and in the log by its own proof. */
async function readLines(envelope: Envelope, folder: string, { given: { item }, body: { checkpoint: note }, checkpoint }: Context, open: (path: string) => Promise<Bytes>): Promise<LoggedEntry[]> {
  await open(LINES);
  const rows = await envelope.readJson(folder + LINES);
  if (!Array.isArray(rows)) throw new Refused('bad-record', folder + LINES);
  const entries: LoggedEntry[] = [];
  for (const row of rows as unknown as LoggedEntry[]) {
    const line = checkLine(row?.line);
    const whole = line !== null && Object.keys(row).sort().join() === 'body,line' && row.body !== null && Object.keys(row.body).sort().join() === 'body,salt' && bodyFits(line, row.body);
    if (!whole || line.itemId !== item || (entries.at(-1)?.line.seq ?? -1) >= line.seq) throw new Refused('bad-record', folder + LINES);
    const path = proofPath(line.seq);
    const proof = parseTlogProof(textOf(await open(path)));
    const holds = proof?.index === line.seq && proof.checkpoint === note && verifyInclusion(leafHash(line), line.seq, checkpoint.size, proof.hashes, checkpoint.root);
    if (!holds) throw new Refused('bad-record', folder + path);
    entries.push({ line, body: row.body });
  }
  return entries;
}

/** The record's files and those made later, as they stand; null where the lines do not tell one story. */
function filesOf(record: EvidenceRecord, entries: readonly LoggedEntry[]): FileEntry[] | null {
  const told = entries.filter(({ line }) => line.type === 'derive' || line.type === 'import').flatMap(({ body }) => body?.body['files'] ?? []);
  const derived = readDerivatives(jcs(told), record);
  if (derived === null) return null;
  const redacted = redactionsOf(entries);
  return brokenRedaction([...record.files, ...derived], redacted) === null ? asTheyStand([...record.files, ...derived], redacted) : null;
}

/** Nothing beyond what the hand-over says that it holds: a picture that nobody announced is not drawn. */
function checkScope({ mark }: GivenItem, { scope }: HandoverBody, parts: ReadonlyMap<string, unknown>, files: readonly FileEntry[], wrong: (what: string) => Refused): void {
  const words = [...parts.keys()];
  if (words.some((name) => name !== 'post' && name !== 'context') || (words.length > 0 && !scope.words)) throw wrong('words');
  if (files.some(({ type }) => !type.startsWith('image/'))) throw wrong('files');
  if (files.length > 0 && (!scope.pictures || mark === 'child' || (mark === 'intimate' && !scope.intimate))) throw wrong('pictures');
}

function checkPost(post: unknown, given: GivenItem, wrong: (what: string) => Refused): void {
  if (!isPostPart(post) || !isBase64Of((post as PostPart).salt, 16)) throw wrong('post.json');
  const sealed = fromPost(post);
  if ((Object.keys(sealed) as (keyof typeof sealed)[]).some((key) => sealed[key] !== given[key])) throw wrong('post.json');
}
