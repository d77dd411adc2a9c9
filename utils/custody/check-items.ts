import type { LoggedEntry } from '@/utils/domain/log';
import { asTheyStand, isOwn, type FileEntry } from '@/utils/domain/record';
import { textOf, type Fail, type ReadFiles } from './check-bag';
import type { CheckedLog, Remark } from './check-log';
import { isPostPart, readDerivatives, readRecord } from './check-record';
import { jcs, parseJcs } from './jcs';
import { isBase64Of, isUtcTime } from './line';
import { itemFolder, type PackedItem } from './pack-model';
import { brokenRedaction, goesWith, redactionsOf, statedPictures } from './redactions';

/** Not in the package. `why`: the log says that it was destroyed; null: it is only left out. */
export type Withhold = (position: number, path: string, sha256: string, why: string | null) => void;

/** Every record against its parts and files, and against what the log tells of it. */
export function checkItems(read: ReadFiles, log: CheckedLog, fail: Fail, withhold: Withhold): PackedItem[] {
  const folders = Map.groupBy([...read.sizes.keys()], (path) => /^data\/items\/([^/]+)\//.exec(path)?.[1] ?? '');
  folders.delete('');
  const lines = Map.groupBy(log.entries, (e) => e.line.itemId);
  if (folders.size === 0) fail('missing-file', 'data/items');
  const items: PackedItem[] = [];
  const ids = new Set<string | null>();
  for (const [i, [folder, paths]] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    if (`items/${folder}` !== itemFolder(i + 1)) fail('wrong-numbering', `data/items/${folder}`);
    const item = checkItem(read, { folder: `data/items/${folder}`, position: i + 1, paths }, lines, fail, withhold);
    if (item === null) continue;
    if (ids.has(item.record.id)) fail('same-item-twice', `data/items/${folder}`);
    ids.add(item.record.id);
    items.push(item);
  }
  // A slice that is here has its own lines (`checkSlices`).
  for (const { line } of log.entries) if (!ids.has(line.itemId) && !read.sizes.has(`data/slices/${line.itemId}.png`)) fail('foreign-line', `line ${line.seq} of the log`);
  return items;
}

/** One folder of `data/items`, with the paths of all that stands in it. */
interface Place { folder: string; position: number; paths: readonly string[] }

function checkItem(read: ReadFiles, { folder, position, paths }: Place, lines: ReadonlyMap<string | null, LoggedEntry[]>, fail: Fail, withhold: Withhold): PackedItem | null {
  const recordPath = `${folder}/record.json`;
  const record = readRecord(textOf(read, recordPath) ?? '');
  if (record === null) {
    fail(read.sizes.has(recordPath) ? 'malformed-record' : 'missing-file', recordPath);
    return null;
  }
  const derivedPath = `${folder}/derivatives.json`;
  const derived = readDerivatives(textOf(read, derivedPath) ?? '', record);
  if (derived === null) fail(read.sizes.has(derivedPath) ? 'malformed-derivatives' : 'missing-file', derivedPath);

  const present = new Set<string>();
  const check = (entry: { path: string; sha256: string; bytes: number }, code: 'altered-part' | 'altered-record-file'): boolean => {
    const path = `${folder}/${entry.path}`;
    if (!read.sizes.has(path)) {
      withhold(position, path, entry.sha256, null);
      return false;
    }
    present.add(entry.path);
    const same = read.sha256.get(path) === entry.sha256 && read.sizes.get(path) === entry.bytes;
    if (!same) fail(code, path);
    return same;
  };
  const parts: Record<string, unknown> = {};
  for (const part of record.parts) {
    if (!check(part, 'altered-part')) continue;
    const value = parseJcs(textOf(read, `${folder}/${part.path}`) ?? '')?.value as { salt?: unknown } | null | undefined;
    const sound = isBase64Of(value?.salt, 16) && (part.name !== 'post' || (isPostPart(value) && isOwn(record.capture.adapter) === (value.stated !== undefined)));
    if (!sound) fail('malformed-record', `${folder}/${part.path}`);
    else parts[part.name] = value;
  }
  const entries = lines.get(record.id) ?? [];
  const made = [...record.files, ...(derived ?? [])];
  const redacted = redactionsOf(entries);
  const broken = brokenRedaction(made, redacted);
  if (broken !== null) fail('wrong-redaction', `${folder}/${broken}`);
  const files = asTheyStand(made, redacted);
  for (const file of files) check(file, 'altered-record-file');
  for (const { path, from, to, why } of redacted) if (to === null) withhold(position, `${folder}/${path}`, from, why);
  const pictures = statedPictures(entries);
  for (const file of files) if (pictures !== null && !present.has(file.path) && goesWith(pictures, file, files)) fail('missing-record-file', `${folder}/${file.path}`);
  const listed = new Set([...record.parts, ...files].map((f) => `${folder}/${f.path}`).concat(recordPath, derivedPath));
  for (const path of paths) if (!listed.has(path)) fail('unlisted-file', path);

  const item = {
    position, record, recordSha256: read.sha256.get(recordPath) ?? '', derived: derived ?? [], redacted, present,
    entries, context: parts['context'] ?? null,
    post: parts['post'] ?? null, viewer: parts['viewer'] ?? null, environment: parts['environment'] ?? null, operator: parts['operator'] ?? null,
  } as PackedItem;
  checkStory(item, folder, fail);
  return item;
}

/** The log's lines about one item: exactly one saving, of this very record, and every file that was made later. */
function checkStory(item: PackedItem, folder: string, fail: Fail): void {
  const captures = item.entries.filter((e) => e.line.type === 'capture');
  const [capture] = captures;
  if (capture === undefined || captures.length > 1) fail('no-capture-line', folder);
  else if (capture.body?.body['record'] !== item.recordSha256) fail('wrong-record', folder);

  const told = item.entries.filter((e) => e.line.type === 'derive' || e.line.type === 'import');
  const open = told.filter((e) => e.body !== null).flatMap((e) => (e.body?.body['files'] as FileEntry[] | undefined) ?? [undefined]);
  const canon = (files: readonly unknown[]): string[] => files.map((f) => (f === undefined ? '?' : jcs(f))).sort();
  const here = canon(item.derived);
  const there = canon(open);
  const unexplained = here.filter((f) => !there.includes(f)).length > 0 && told.every((e) => e.body !== null);
  if (unexplained || there.some((f) => !here.includes(f)) || new Set(here).size !== here.length) fail('wrong-derivatives', `${folder}/derivatives.json`);
  if (item.post !== null && !isUtcTime(item.post.time.clientUtc)) fail('malformed-time', `${folder}/post.json`);
}

/** Times that lie after the export: shown, never a failure. */
export function remarkTimes(items: readonly PackedItem[], exportedAt: string | null, remark: Remark): void {
  if (exportedAt === null) return;
  for (const item of items) {
    const times = [item.post?.time.clientUtc, ...item.entries.map((e) => e.line.time)];
    if (times.some((time) => time !== undefined && time > exportedAt)) remark('time-after-export', `data/${itemFolder(item.position)}`);
  }
}
