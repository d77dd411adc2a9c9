import type { BackupEnd } from '@/utils/domain/backup';
import { fail, ok, type Result } from '@/utils/domain/result';
import { writeBackup } from '@/utils/handoff/backup';
import { noteBackup, secretOf } from '@/utils/handoff/backup-note';
import { wordsOf } from '@/utils/handoff/share';
import { browser } from '@/utils/platform/browser';
import { openFile, type FileSink } from '@/utils/ui/save-file';
import { WORDS } from '@/utils/ui/words';
import type { Vault, VaultProblem } from '@/utils/vault/types';

/** `words`: those of her own secret, which must be there by now. */
export type BackupBy = { by: 'words' } | { by: 'passphrase'; passphrase: string };
export interface BackupMade { name: string; place: FileSink['place']; end: BackupEnd }
export type BackupProblem = VaultProblem | 'stopped' | 'no-place' | 'write-failed';

/**
 * Writes everything to a file of her choosing. Call straight from a click: the browser's dialog wants one. Stopped or
 * failed, nothing is left of the file. A passphrase is held against the vault's first: one slip, and nobody opens it.
 */
export async function makeBackup(vault: Vault, how: BackupBy, signal: AbortSignal, progress: (done: number, of: number) => void): Promise<Result<BackupMade, BackupProblem>> {
  const now = new Date();
  const name = `copy-${now.toISOString().slice(0, 10)}.age`;
  const sink = await openFile(name, 'application/octet-stream');
  if (!sink) return fail('no-place');
  try {
    const passphrase = await passphraseFor(vault, how, now);
    if (!passphrase.ok) {
      await sink.abort();
      return passphrase;
    }
    signal.throwIfAborted();
    let end: BackupEnd | null = null;
    const files = vault.backup({ made: now.toISOString(), software: browser.runtime.getManifest().version }, progress);
    const stream = await writeBackup(files, now, passphrase.value, (told) => { end = told; });
    await stream.pipeTo(sink.stream, { signal });
    await sink.finish();
    if (end === null) throw new Error('a backup without an end');
    const { items } = end as BackupEnd;
    const noted = await noteBackup(vault, { at: now.toISOString(), items, by: how.by });
    return noted.ok ? ok({ name, place: sink.place, end }) : noted;
  } catch (error) {
    await sink.abort();
    if (signal.aborted) return fail('stopped');
    const code = (error as { code?: VaultProblem }).code;
    return fail(error instanceof Error && error.constructor.name === 'BackupError' && code ? code : 'write-failed');
  }
}

async function passphraseFor(vault: Vault, how: BackupBy, now: Date): Promise<Result<string, VaultProblem>> {
  if (how.by === 'passphrase') {
    const checked = await vault.checkPassphrase(how.passphrase);
    return checked.ok ? ok(how.passphrase) : checked;
  }
  const secret = await secretOf(vault, now);
  return secret.ok ? ok(await wordsOf(secret.value, WORDS)) : secret;
}
