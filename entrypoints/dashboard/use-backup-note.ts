import { useCallback, useEffect, useState } from 'preact/hooks';

import { readNote, type BackupNote } from '@/utils/handoff/backup-note';
import type { Vault } from '@/utils/vault/types';

/** When and how a backup was made, kept up to date; null until it is read. */
export function useBackupNote(vault: Vault): BackupNote | null {
  const [note, setNote] = useState<BackupNote | null>(null);
  const look = useCallback(() => void readNote(vault).then((answer) => { if (answer.ok) setNote(answer.value); }), [vault]);
  useEffect(() => {
    look();
    return vault.subscribe(look);
  }, [vault, look]);
  return note;
}
