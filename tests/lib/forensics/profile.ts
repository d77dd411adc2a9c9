import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { isTable, readLog, readTable, type Chunk } from './leveldb.ts';
import { framed, mozLz4, unsnapped } from './packed.ts';

export type { Chunk } from './leveldb.ts';

const SQLITE = Buffer.from('SQLite format 3\0', 'latin1');

export function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A copy of a dead browser's files, as somebody who takes the device would have. Sockets and links stay behind. */
export function copyOfProfile(dir: string): string {
  const to = mkdtempSync(join(tmpdir(), 'holdfast-copy-'));
  cpSync(dir, to, { recursive: true, filter: (path) => { const kind = statSync(path, { throwIfNoEntry: false }); return kind?.isFile() === true || kind?.isDirectory() === true; } });
  return to;
}

/**
 * Everything that can be read out of a profile: every file as it lies there, and whatever is packed inside it:
 * LevelDB tables and logs with old rows, SQLite rows with the write-ahead log folded in, snappy and LZ4 values.
 * (Raw SQLite pages, with what was freed, are in "as it lies there".) Throws on a packing it does not know.
 */
export function* chunksOf(dir: string, only?: (path: string) => boolean): Generator<Chunk> {
  for (const path of filesBelow(dir)) {
    const where = relative(dir, path);
    if (only && !only(where)) continue;
    const bytes = readFileSync(path);
    if (bytes.length === 0) continue;
    yield { where, bytes };
    if (isTable(bytes)) yield* readTable(where, bytes);
    else if (isLevelDbLog(path)) yield* readLog(where, bytes);
    else if (bytes.subarray(0, 16).equals(SQLITE)) yield* readSqlite(where, path);
    const unpacked = framed(bytes) ?? mozLz4(bytes);
    if (unpacked) yield { where: `${where} unpacked`, bytes: unpacked };
  }
}

const isLevelDbLog = (path: string): boolean =>
  (/^\d{6}\.log$|^MANIFEST-\d+$/.test(basename(path))) && readdirSync(dirname(path)).includes('CURRENT');

/** Rows as SQLite itself sees them, on a copy: opening folds the write-ahead log in, which would change the evidence. */
function* readSqlite(where: string, path: string): Generator<Chunk> {
  const own = mkdtempSync(join(tmpdir(), 'holdfast-sqlite-'));
  try {
    for (const name of readdirSync(dirname(path))) {
      if (name.startsWith(basename(path)) && statSync(join(dirname(path), name)).isFile()) cpSync(join(dirname(path), name), join(own, name));
    }
    const db = new DatabaseSync(join(own, basename(path)));
    try {
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").all() as { name: string }[];
      for (const { name } of tables) yield* readRows(where, db, name);
    } finally {
      db.close();
    }
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function* readRows(where: string, db: DatabaseSync, table: string): Generator<Chunk> {
  const query = db.prepare(`SELECT * FROM "${table.replaceAll('"', '""')}"`);
  query.setReadBigInts(true);
  for (const row of query.iterate()) {
    for (const value of Object.values(row as Record<string, unknown>)) {
      if (typeof value === 'string') yield { where: `${where} ${table}`, bytes: Buffer.from(value) };
      if (!(value instanceof Uint8Array) || value.length === 0) continue;
      yield { where: `${where} ${table}`, bytes: Buffer.from(value) };
      const unpacked = unsnapped(value);
      if (unpacked) yield { where: `${where} ${table} unpacked`, bytes: unpacked };
    }
  }
}
