import { newLine } from '@/utils/custody/line';
import { writeCheckpoint } from '@/utils/custody/note';
import { append, EMPTY, root, type Frontier, type Hash } from '@/utils/custody/tree';
import { openJson, sealJson } from '@/utils/crypto/seal';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import type { LogBody, LoggedEntry, LogLine, LogType } from '@/utils/domain/log';

import type { LogRow, MainDb, MetaRow } from './schema';
import type { Keys } from './session';

/** The log's end: enough to append to it and to sign it. */
export interface LogHead {
  size: number;
  /** Number of the next saved post; never goes back. */
  next: number;
  frontier: Frontier;
  checkpoint: string;
}

interface SealedHead {
  hashes: string[];
  checkpoint: string;
}

const HEAD = 'meta:log';
const lineAt = (seq: number): string => `line:${seq}`;
const bodyAt = (seq: number): string => `body:${seq}`;

export async function readHead(main: MainDb, keys: Keys): Promise<LogHead> {
  const row = await main.meta.get('log');
  if (row?.k !== 'log') throw new Error('a vault without a log');
  const sealed = await openJson<SealedHead>(keys.data, HEAD, row.box);
  const frontier = { size: row.size, hashes: sealed.hashes.map((h) => fromBase64(h)) };
  return { size: row.size, next: row.next, frontier, checkpoint: sealed.checkpoint };
}

export async function sealHead(keys: Keys, head: LogHead): Promise<MetaRow> {
  const sealed: SealedHead = { hashes: head.frontier.hashes.map(toBase64), checkpoint: head.checkpoint };
  return { k: 'log', size: head.size, next: head.next, box: await sealJson(keys.data, HEAD, sealed) };
}

export async function emptyHead(keys: Keys): Promise<LogHead> {
  return { size: 0, next: 1, frontier: EMPTY, checkpoint: await writeCheckpoint(keys.signing, 0, root(EMPTY)) };
}

export interface NewEntry {
  type: LogType;
  time: string;
  itemId: string | null;
  body: Record<string, unknown>;
  /** Key that the body is sealed under: an item's own, so that it goes with the item, else the data key. */
  bodyKey: CryptoKey;
}

export interface Appended {
  from: LogHead;
  head: LogHead;
  headRow: MetaRow;
  rows: LogRow[];
  lines: LogLine[];
}

/** Works out and seals everything for an append, before any transaction: an awaited digest inside one throws. */
export async function prepareAppend(main: MainDb, keys: Keys, entries: NewEntry[], numbers = 0): Promise<Appended> {
  const from = await readHead(main, keys);
  let { frontier } = from;
  const rows: LogRow[] = [];
  const lines: LogLine[] = [];
  for (const entry of entries) {
    const seq = frontier.size;
    const made = newLine({ seq, type: entry.type, time: entry.time, itemId: entry.itemId, body: entry.body });
    frontier = append(frontier, made.leaf);
    const [line, body] = await Promise.all([
      sealJson(keys.data, lineAt(seq), { line: made.line, leaf: toBase64(made.leaf) }),
      sealJson(entry.bodyKey, bodyAt(seq), made.body),
    ]);
    rows.push({ seq, itemId: entry.itemId, line, body });
    lines.push(made.line);
  }
  const checkpoint = await writeCheckpoint(keys.signing, frontier.size, root(frontier));
  const head: LogHead = { size: frontier.size, next: from.next + numbers, frontier, checkpoint };
  return { from, head, headRow: await sealHead(keys, head), rows, lines };
}

/** Inside the caller's transaction. Compare-and-swap on the log's size: a fork is impossible, a loser starts again. */
export async function writeAppend(main: MainDb, appended: Appended): Promise<void> {
  const row = await main.meta.get('log');
  if (row?.k !== 'log' || row.size !== appended.from.size || row.next !== appended.from.next) throw new LogMoved();
  await main.log.bulkAdd(appended.rows);
  await main.meta.put(appended.headRow);
}

/** Another writer was first. */
export class LogMoved extends Error {
  override name = 'LogMoved';
}

export async function openLine(keys: Keys, row: LogRow): Promise<{ line: LogLine; leaf: Hash }> {
  const sealed = await openJson<{ line: LogLine; leaf: string }>(keys.data, lineAt(row.seq), row.line);
  return { line: sealed.line, leaf: fromBase64(sealed.leaf) };
}

/** Bodies that outlive their item, or never had one, are sealed under the data key. */
const OUTLIVING: readonly LogType[] = ['delete', 'continue', 'checkpoint', 'stamp'];
export const bodyKeyFor = (keys: Keys, line: LogLine, itemKey: CryptoKey | null): CryptoKey | null =>
  line.itemId === null || OUTLIVING.includes(line.type) ? keys.data : itemKey;

/** `itemKey` null: it is destroyed, and with it the bodies of the item's own lines. */
export async function openEntry(keys: Keys, row: LogRow, itemKey: CryptoKey | null): Promise<LoggedEntry> {
  const { line } = await openLine(keys, row);
  const key = bodyKeyFor(keys, line, itemKey);
  const body = row.body === null || key === null ? null : await openJson<LogBody>(key, bodyAt(row.seq), row.body);
  return { line, body };
}

/** A line that was made elsewhere, with its body where there is one and it has a key. */
export async function sealLine(keys: Keys, { line, leaf, body }: { line: LogLine; leaf: Hash; body: LogBody | null }, itemKey: CryptoKey | null): Promise<LogRow> {
  const key = bodyKeyFor(keys, line, itemKey);
  return {
    seq: line.seq,
    itemId: line.itemId,
    line: await sealJson(keys.data, lineAt(line.seq), { line, leaf: toBase64(leaf) }),
    body: body && key ? await sealJson(key, bodyAt(line.seq), body) : null,
  };
}

/** For a re-seal: the same line and body under other keys. `itemKeys` null: the item is gone. */
export async function resealRow(row: LogRow, from: Keys, to: Keys, itemKeys: { from: CryptoKey; to: CryptoKey } | null): Promise<LogRow> {
  const { line, leaf } = await openLine(from, row);
  const [source, target] = [bodyKeyFor(from, line, itemKeys?.from ?? null), bodyKeyFor(to, line, itemKeys?.to ?? null)];
  const opened = row.body && source ? await openJson<LogBody>(source, bodyAt(row.seq), row.body) : null;
  return {
    ...row,
    line: await sealJson(to.data, lineAt(row.seq), { line, leaf: toBase64(leaf) }),
    body: opened && target ? await sealJson(target, bodyAt(row.seq), opened) : null,
  };
}
