import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { changeNote, isDue } from '@/utils/handoff/backup-note';
import { formatDayHere, formatList, formatNumber, formatShort } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { useBackupNote } from '../use-backup-note';

/** Once after a restore what came back; else at most one calm line, which she can switch off here. `items`: how many are saved. */
export function BackupLine({ vault, items }: { vault: Vault; items: number | null }) {
  const t = useT();
  const note = useBackupNote(vault);
  if (note === null || items === null) return null;
  const { restored, last } = note;
  if (restored && !restored.seen) {
    return (
      <Notice title={t('backup:restored', { count: restored.items, time: formatShort(restored.made) })} testid="restored">
        {restored.left.length > 0 ? <p>{t('backup:left', { count: restored.left.length, numbers: formatList(restored.left.map((n) => formatNumber(n))) })}</p> : null}
        <p>{t('backup:restoredLog')}</p>
        <Button kind="quiet" onClick={() => void changeNote(vault, (one) => ({ ...one, restored: one.restored && { ...one.restored, seen: true } }))} testid="restored-close">{t('backup:restoredClose')}</Button>
      </Notice>
    );
  }
  if (!isDue(note, items, new Date())) return null;
  return (
    <div class="row row-apart" role="status" data-testid="backup-due">
      <p class="hint">{last ? t('backup:dueSince', { time: formatDayHere(last.at) }) : t('backup:due')} <a href="#/settings">{t('backup:dueGo')}</a></p>
      <Button kind="quiet" onClick={() => void changeNote(vault, (one) => ({ ...one, remind: false }))} testid="backup-due-off">{t('backup:dueOff')}</Button>
    </div>
  );
}
