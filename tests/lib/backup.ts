import type { BackupEnd, BackupFile } from '@/utils/domain/backup';
import { writeBackup } from '@/utils/handoff/backup';
import { backupFiles } from '@/utils/vault/backup';

export const SIX_WORDS = 'kettle-lantern-meadow-north-oasis-paper';
export const MADE = new Date('2026-05-01T10:00:00.000Z');

/** A backup of the open vault as a file, by a quick passphrase. `files`: what goes in instead. */
export async function backupOf(files: AsyncGenerator<BackupFile, BackupEnd> = backupFiles({ made: MADE.toISOString(), software: '0.0.1' })): Promise<{ file: Blob; end: BackupEnd }> {
  let end: BackupEnd | null = null;
  const stream = await writeBackup(files, MADE, SIX_WORDS, (told) => { end = told; }, 4);
  const file = await new Response(stream).blob();
  if (end === null) throw new Error('the backup did not end');
  return { file, end };
}
