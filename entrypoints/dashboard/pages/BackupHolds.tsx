import { useEffect, useState } from 'preact/hooks';

import { readNote } from '@/utils/handoff/backup-note';
import { formatShort } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** After pictures were destroyed here: the copy that nobody can reach from here is named. Nothing where no backup was made. */
export function BackupHolds({ vault }: { vault: Vault }) {
  const t = useT();
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => { void readNote(vault).then((note) => { if (note.ok) setLast(note.value.last?.at ?? null); }); }, [vault]);
  return last === null ? null : <p data-testid="backup-holds">{t('backup:markedBackup', { time: formatShort(last) })}</p>;
}
