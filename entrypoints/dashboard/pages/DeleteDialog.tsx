import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

export interface DeleteDialogProps { vault: Vault; ids: string[]; onClose: () => void; onDone: () => void }

/** Says what deleting does and does not do before it can be pressed. */
export function DeleteDialog({ vault, ids, onClose, onDone }: DeleteDialogProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const remove = async () => {
    setBusy(true);
    const answer = await vault.remove(ids, 'by-her');
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(problemWords(answer));
  };
  return (
    <Dialog title={t('item:deleteTitle', { count: ids.length })} onClose={onClose} testid="delete-dialog">
      <ul class="plain-list">
        <li>{t('item:delete1')}</li>
        <li>{t('item:delete2')}</li>
        <li>{t('item:delete3')}</li>
      </ul>
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      <div class="row">
        <Button kind="danger" disabled={busy} onClick={() => void remove()} testid="delete-yes">{busy ? t('item:deleting') : t('item:deleteYes', { count: ids.length })}</Button>
        <Button kind="quiet" disabled={busy} onClick={onClose}>{t('common:cancel')}</Button>
      </div>
    </Dialog>
  );
}
