import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { Notice } from '@/components/Notice';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

export interface PendingNoticeProps { vault: Vault; count: number; looking: boolean; onLook: (looking: boolean) => void }

/** "7 saved while locked: keep, look, discard." Discarding asks once more. */
export function PendingNotice({ vault, count, looking, onLook }: PendingNoticeProps) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async (what: 'keepPending' | 'discardPending') => {
    const answer = await vault[what]();
    setAsking(false);
    if (answer.ok) onLook(false);
    else setProblem(problemWords(answer));
  };
  return (
    <Notice kind="needs" title={t('list:pending', { count })} testid="pending">
      <p>{t('list:pendingLead')}</p>
      <div class="row">
        <Button onClick={() => void act('keepPending')} testid="pending-keep">{t('list:pendingKeep')}</Button>
        <Button kind="quiet" pressed={looking} onClick={() => onLook(!looking)} testid="pending-look">{looking ? t('list:pendingAll') : t('list:pendingLook')}</Button>
        <Button kind="quiet" expanded={asking} onClick={() => setAsking(!asking)} testid="pending-discard">{t('list:pendingDiscard')}</Button>
      </div>
      {asking ? (
        <Dialog title={t('list:discardTitle', { count })} onClose={() => setAsking(false)}>
          <p>{t('list:discardLead')}</p>
          <div class="row">
            <Button kind="danger" onClick={() => void act('discardPending')} testid="pending-discard-yes">{t('list:discardYes', { count })}</Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>{t('common:cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
    </Notice>
  );
}
