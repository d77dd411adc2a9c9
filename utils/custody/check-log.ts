import type { LoggedEntry, LogBody } from '@/utils/domain/log';
import type { Bytes } from '@/utils/crypto/bytes';
import { fromHex, toHex } from '@/utils/domain/ids';
import { textOf, type Fail, type ReadFiles } from './check-bag';
import type { RemarkCode } from './check-types';
import { parseJcs } from './jcs';
import { bodyFits, checkLine } from './line';
import { originOf, parseCheckpoint, verifyNote } from './note';
import { leafHash, rootOf } from './tree';

export type Remark = (code: RemarkCode, path?: string) => void;

export interface CheckedLog {
  origin: string | null;
  size: number | null;
  /** Lines that are well-formed; those whose leaf or body failed are among them. */
  entries: LoggedEntry[];
}

const LEAVES = 'data/log/leaves.txt';
const LINES = 'data/log/lines.jsonl';
const CHECKPOINT = 'seal/checkpoint.txt';

/** Leaves against root, root against the signed checkpoint, each full line against its leaf and its body. */
export async function checkLog(read: ReadFiles, key: Bytes | null, fail: Fail, remark: Remark): Promise<CheckedLog> {
  const note = textOf(read, CHECKPOINT) ?? '';
  const checkpoint = parseCheckpoint(note);
  if (checkpoint === null) {
    if (read.sizes.has(CHECKPOINT)) fail('malformed-checkpoint', CHECKPOINT);
  } else if (key !== null) {
    if (checkpoint.origin !== originOf(key)) fail('wrong-origin', CHECKPOINT);
    else if (!(await verifyNote(note, checkpoint.origin, key))) fail('bad-note-signature', CHECKPOINT);
  }
  const leaves = parseLeaves(textOf(read, LEAVES) ?? '?');
  if (leaves === null) {
    if (read.sizes.has(LEAVES)) fail('malformed-leaves', LEAVES);
  } else if (checkpoint !== null) {
    if (leaves.length !== checkpoint.size) fail('wrong-log-size', LEAVES);
    if (toHex(rootOf(leaves.map(fromHex))) !== toHex(checkpoint.root)) fail('wrong-root', LEAVES);
  }
  const entries = checkLines(textOf(read, LINES), leaves, fail, remark);
  return { origin: checkpoint?.origin ?? null, size: leaves?.length ?? null, entries };
}

/** One hash a line; null when malformed. */
const parseLeaves = (text: string): string[] | null => (/^(?:[0-9a-f]{64}\n)*$/.test(text) ? text.split('\n').slice(0, -1) : null);

function checkLines(text: string | null, leaves: string[] | null, fail: Fail, remark: Remark): LoggedEntry[] {
  if (text === null || (text !== '' && !text.endsWith('\n'))) {
    if (text !== null) fail('malformed-line', LINES);
    return [];
  }
  const entries: LoggedEntry[] = [];
  let before: LoggedEntry | undefined;
  for (const [i, row] of text.split('\n').slice(0, -1).entries()) {
    const entry = parseEntry(row);
    if (entry === null) {
      fail('malformed-line', `${LINES}:${i + 1}`);
      continue;
    }
    const place = `${LINES}:${i + 1} (line ${entry.line.seq} of the log)`;
    if (before && entry.line.seq <= before.line.seq) fail('line-order', place);
    else if (before && entry.line.time < before.line.time) remark('time-goes-back', place);
    if (leaves !== null && leaves[entry.line.seq] !== toHex(leafHash(entry.line))) fail('wrong-leaf', place);
    if (entry.body === null) remark('body-withheld', place);
    else if (!bodyFits(entry.line, entry.body)) fail('wrong-body', place);
    entries.push(entry);
    before = entry;
  }
  return entries;
}

/** A row of `lines.jsonl`: `{body, line}` and nothing else, canonical. */
function parseEntry(row: string): LoggedEntry | null {
  const value = parseJcs(row)?.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).join() !== 'body,line') return null;
  const line = checkLine(value['line']);
  const body = value['body'] as LogBody | null | undefined;
  const goodBody =
    body === null ||
    (typeof body === 'object' && Object.keys(body).join() === 'body,salt' && typeof body.body === 'object' && body.body !== null && !Array.isArray(body.body));
  return line !== null && goodBody ? { line, body: body } : null;
}
