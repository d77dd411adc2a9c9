import { toBase64 } from '@/utils/domain/ids';
import { utf8 } from '@/utils/crypto/bytes';
import type { BackupEnd, BackupFile, BackupKeys, BackupLine, BackupStart } from '@/utils/domain/backup';

import { jobFiles, readItem, readShelf, readSlice, rulesFile, type Read } from './backupread';
import { itemKey } from './itemkeys';
import { pendingIds } from './itemrows';
import { withVaultLock } from './lock';
import { openEntry, openLine, readHead } from './logbook';
import type { LogRow, MainDb } from './schema';
import { extendSession } from './session';
import { openVaultStores, type Open } from './stores';
import type { VaultProblem } from './types';

/** Thrown out of the generator: nothing of what it gave so far is a backup. */
export class BackupError extends Error {
  readonly code: VaultProblem;
  constructor(code: VaultProblem) {
    super(code);
    this.code = code;
  }
}

const json = (path: string, value: unknown): BackupFile => ({ path, bytes: utf8(JSON.stringify(value)) });
const BATCH = 50;
const LINES = 500;
/** Each piece of the log: whose number sorts as its name does. */
export const logPath = (from: number): string => `log/${String(from).padStart(9, '0')}.jsonl`;

async function opened(): Promise<Open> {
  await extendSession();
  const vault = await openVaultStores();
  if (!vault.ok) throw new BackupError(vault.error);
  return vault.value;
}

/**
 * Everything that is here, opened, file by file; all but `SHA256SUMS`. Captures go on beside the long part; at its end, under the
 * vault's lock, comes what changed meanwhile, then the log, so that all of it is of one moment. Answers what it holds.
 */
export async function* backupFiles(about: { made: string; software: string }, progress?: (done: number, of: number) => void): AsyncGenerator<BackupFile, BackupEnd> {
  const first = await opened();
  const { size: since } = await readHead(first.main, first.session);
  const of = await first.main.items.count();
  yield json('backup.json', { schema: 'holdfast/backup/v1', ...about, items: of } satisfies BackupStart);
  yield json('keys.json', { seed: toBase64(first.session.ring.seed), identity: first.session.ring.identity } satisfies BackupKeys);
  const copy = new Copy();
  for (let after = 0; ; ) {
    const rows = await (await opened()).main.items.where('n').above(after).limit(BATCH).toArray();
    for (const { id, n } of rows) {
      yield* copy.item(id, n);
      progress?.(copy.items.size, of);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.n;
  }
  for (const table of ['slices', 'shelf'] as const) yield* copy.changed(table);
  const lock = await hold();
  try {
    return yield* copy.end(await opened(), since);
  } finally {
    lock();
  }
}

/** The vault's lock, until the answer is called: also where the reader goes away in the middle. */
function hold(): Promise<() => void> {
  return new Promise((got, failed) => {
    withVaultLock(() => new Promise<void>((release) => got(release))).catch(failed);
  });
}

class Copy {
  /** What is in it, by id. */
  readonly items = new Map<string, number>();
  private readonly left = new Map<string, number>();
  /** Revision of each slice and shelf row that was given. */
  private readonly revs = { slices: new Map<string, number>(), shelf: new Map<string, number>() };

  async *item(id: string, n: number): AsyncGenerator<BackupFile> {
    const read = await readItem(id);
    if (read === 'gone') return;
    if (read === 'damaged') return void this.left.set(id, n);
    if (!Array.isArray(read)) throw new BackupError(read.error);
    yield* read;
    this.items.set(id, n);
  }

  /** Rows that were not given yet, or not as they are now. */
  async *changed(table: 'slices' | 'shelf'): AsyncGenerator<BackupFile> {
    const revs = this.revs[table];
    const rows: [string, number][] = [];
    await (await opened()).main[table].each(({ id, rev }) => void (revs.get(id) === rev || rows.push([id, rev])));
    for (const [id, rev] of rows) {
      const read: Read = await (table === 'slices' ? readSlice : readShelf)(id);
      if (read === 'gone' || read === 'damaged') continue;
      if (!Array.isArray(read)) throw new BackupError(read.error);
      yield* read;
      revs.set(id, rev);
    }
  }

  /** Under the lock. */
  async *end(vault: Open, since: number): AsyncGenerator<BackupFile, BackupEnd> {
    const { main, session } = vault;
    const touched = new Set<string>();
    await main.log.where('seq').aboveOrEqual(since).each((row) => void (row.itemId && touched.add(row.itemId)));
    const alive = new Map<string, number>();
    await main.items.each(({ id, n }) => void alive.set(id, n));
    for (const [id, n] of alive) if (touched.has(id) || !(this.items.has(id) || this.left.has(id))) yield* this.item(id, n);
    for (const table of ['slices', 'shelf'] as const) yield* this.changed(table);
    yield* await jobFiles(vault);
    yield* await rulesFile(vault);
    const gone = [...this.items.keys()].filter((id) => !alive.has(id));
    for (const table of ['slices', 'shelf'] as const) gone.push(...(await missing(main, table, [...this.revs[table].keys()])));
    const head = await readHead(main, session);
    for (let from = 0; from < head.size; from += LINES) {
      const rows = await main.log.where('seq').between(from, Math.min(from + LINES, head.size)).sortBy('seq');
      yield { path: logPath(from), bytes: utf8((await linesOf(vault, rows)).map((line) => `${JSON.stringify(line)}\n`).join('')) };
    }
    const end: BackupEnd = {
      items: [...this.items.keys()].filter((id) => alive.has(id)).length,
      slices: await this.standing(main, 'slices'), shelf: await this.standing(main, 'shelf'),
      log: head.size, checkpoint: head.checkpoint, next: head.next, pending: await pendingIds(main), gone,
      left: [...this.left].filter(([id]) => alive.has(id)).map(([, n]) => n),
    };
    yield json('end.json', end);
    return end;
  }

  private async standing(main: MainDb, table: 'slices' | 'shelf'): Promise<number> {
    const ids = [...this.revs[table].keys()];
    return ids.length - (await missing(main, table, ids)).length;
  }
}

async function missing(main: MainDb, table: 'slices' | 'shelf', ids: string[]): Promise<string[]> {
  const there = new Set(await main[table].toCollection().primaryKeys());
  return ids.filter((id) => !there.has(id));
}

/** A line must open, or the log would have a gap; a body that does not is as one that was destroyed. */
async function linesOf(vault: Open, rows: LogRow[]): Promise<BackupLine[]> {
  const ids = [...new Set(rows.flatMap(({ itemId }) => itemId ?? []))];
  const keys = new Map(await Promise.all(ids.map(async (id) => [id, await itemKey(vault, id).catch(() => null)] as const)));
  return Promise.all(rows.map(async (row) => {
    const key = row.itemId === null ? null : (keys.get(row.itemId) ?? null);
    const { line } = await openLine(vault.session, row);
    const body = await openEntry(vault.session, row, key).then((entry) => entry.body, () => null);
    return { body, line };
  }));
}
