import type { ItemHead } from './item';
import type { LogBody, LogLine } from './log';
import type { FileEntry, Redaction } from './record';
import type { KeptSelectors, PageRule } from './taught';

/*
 * What a backup holds, in its own plain form: a restore seals it anew under other keys. One tar in one age file:
 *   backup.json  keys.json  items/<id>/item.json + files by their paths  slices/<id>/slice.json + picture.png
 *   shelf/<id>/row.json + 0, 1 …  jobs.json  rules.json  log/000000.jsonl …  end.json  SHA256SUMS (of all before it)
 * What changed while it was written is there twice: the later one counts.
 */
export interface BackupFile { path: string; bytes: Uint8Array<ArrayBuffer> }

export interface BackupStart {
  schema: 'holdfast/backup/v1';
  /** ISO UTC. */
  made: string;
  software: string;
  /** How many there are when it begins: for the bar. */
  items: number;
}

/** Of the installation that made it. `seed` signs the line by which the restored log goes on from its own. */
export interface BackupKeys { seed: string; identity: string }

export interface BackupItem {
  head: ItemHead;
  record: string;
  derived: FileEntry[];
  redacted: Redaction[] | null;
  /** In the order in which they follow. */
  files: { path: string; bytes: number }[];
}

/** `slice`: as the vault keeps it. */
export interface BackupSlice { slice: unknown; bytes: number }
/** `n`: its place in the order. */
export interface BackupShelf { kind: string; n: number; data: unknown; files: { name: string; bytes: number }[] }
export interface BackupJob { id: string; kind: string; state: string; data: unknown }
export interface BackupRules { rules: PageRule[]; files: KeptSelectors[] }
/** One line a row of `log/*.jsonl`. `body` null: destroyed, or of something that does not open. */
export interface BackupLine { body: LogBody | null; line: LogLine }

export interface BackupEnd {
  items: number;
  slices: number;
  shelf: number;
  /** Size of the log, its last checkpoint (a signed note), and the number of the next saved post. */
  log: number;
  checkpoint: string;
  next: number;
  /** Saved while locked and not yet looked through: ids. */
  pending: string[];
  /** Removed while it was written: ids of what stands in it and does not count. */
  gone: string[];
  /** Numbers of saved posts that did not open, and are not in it. */
  left: number[];
}
