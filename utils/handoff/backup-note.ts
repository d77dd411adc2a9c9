import { fromBase64, randomId, toBase64 } from '@/utils/domain/ids';
import { ok, type Result } from '@/utils/domain/result';
import type { ShelfLine, Vault, VaultProblem } from '@/utils/vault/types';

import { newSecret, type BackupSecret } from './share';

/** When and how she made backups; one row on the shelf. */
export interface BackupNote {
  /** The newest that was written to its end. ISO UTC. */
  last: { at: string; items: number; by: 'words' | 'passphrase' } | null;
  /** What her six words come from, base64, and since when; null: none were made. */
  secret: { bytes: string; made: string } | null;
  /** Off: no line ever speaks of backups where she did not ask. */
  remind: boolean;
  /** This vault came out of a backup: of when, how many posts, and the numbers that were not in it. Seen: she closed the line. */
  restored: { at: string; made: string; items: number; left: number[]; seen: boolean } | null;
}

const NONE: BackupNote = { last: null, secret: null, remind: true, restored: null };

export async function readNote(vault: Vault): Promise<Result<BackupNote, VaultProblem>> {
  const found = await vault.shelf<BackupNote>('backup');
  return found.ok ? ok({ ...NONE, ...found.value[0]?.data }) : found;
}

export async function changeNote(vault: Vault, edit: (note: BackupNote) => BackupNote, line?: ShelfLine): Promise<Result<BackupNote, VaultProblem>> {
  const found = await vault.shelf<BackupNote>('backup');
  if (!found.ok) return found;
  const [row] = found.value;
  const data = edit({ ...NONE, ...row?.data });
  const put = await vault.shelve({ put: [{ id: row?.id ?? randomId(), kind: 'backup', data }], ...(line && { line }) });
  return put.ok ? ok(data) : put;
}

/** Her secret; made at the first call. `anew`: older backups keep the words they had. */
export async function secretOf(vault: Vault, now: Date, anew = false): Promise<Result<BackupSecret, VaultProblem>> {
  const note = await readNote(vault);
  if (!note.ok) return note;
  if (note.value.secret && !anew) return ok(fromBase64(note.value.secret.bytes));
  const secret = newSecret();
  const kept = await changeNote(vault, (one) => ({ ...one, secret: { bytes: toBase64(secret), made: now.toISOString() } }));
  return kept.ok ? ok(secret) : kept;
}

/** After the file is whole: noted, and told in the log, since it is a copy of everything. */
export const noteBackup = (vault: Vault, last: NonNullable<BackupNote['last']>): Promise<Result<BackupNote, VaultProblem>> =>
  changeNote(vault, (note) => ({ ...note, last }), { type: 'export', itemId: null, body: { form: 'backup', items: last.items } });

const DAY = 86_400_000;
export const REMIND = { days: 30, posts: 10 } as const;

/** True where a line about it is of use: she did not switch it off, there is something to lose, and nothing or nothing recent was put by. */
export function isDue({ last, remind }: BackupNote, items: number, now: Date): boolean {
  if (!remind || items < REMIND.posts) return false;
  return last === null || (items > last.items && now.getTime() - Date.parse(last.at) > REMIND.days * DAY);
}
