import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { Hotlines } from '@/components/Hotlines';
import { Notice } from '@/components/Notice';
import type { ItemHead } from '@/utils/domain/item';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Marked, Vault } from '@/utils/vault/types';

import { MarkDialog, MarkDone, WhatGoes } from './MarkDialog';

/** The mark that a saved post has, with what can be done about it; or the way to give it one. */
export function MarkSection({ vault, head }: { vault: Vault; head: ItemHead }) {
  const t = useT();
  const [asking, setAsking] = useState<'mark' | 'destroy' | null>(null);
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState<Marked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => ReturnType<Vault['mark']>) => {
    setBusy(true);
    const answer = await work();
    setBusy(false);
    setAsking(null);
    setProblem(answer.ok ? null : problemWords(answer));
    return answer.ok ? answer.value : null;
  };
  const close = () => { setAsking(null); setGone(null); };

  const ids = [head.id];
  return (
    <section class="block" data-testid="mark-section">
      {head.mark === 'child' ? <Notice title={t('mark:isChildTitle')} testid="is-child"><p>{t('mark:isChild')}</p>{asking === 'mark' ? null : <Hotlines />}</Notice> : null}
      {head.mark === 'intimate' ? (
        <Notice title={t('mark:isIntimateTitle')} testid="is-intimate">
          <p>{head.hasPicture ? t('mark:isIntimate') : t('mark:isIntimateGone')}</p>
          <div class="row">
            <Button kind="quiet" disabled={busy} onClick={() => void run(() => vault.mark(ids, null))} testid="mark-take">{t('mark:take')}</Button>
            {head.hasPicture ? <Button kind="quiet" expanded={asking === 'destroy'} disabled={busy} onClick={() => setAsking('destroy')} testid="mark-destroy">{t('mark:destroy')}</Button> : null}
          </div>
        </Notice>
      ) : null}
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      {asking === 'destroy' ? (
        <Dialog title={t('mark:destroyTitle')} onClose={close} testid="destroy-dialog">
          <WhatGoes />
          <div class="row">
            <Button kind="danger" disabled={busy} onClick={() => void run(() => vault.destroyPictures(ids)).then(setGone)} testid="destroy-yes">{busy ? t('mark:busy') : t('mark:childYes', { count: 1 })}</Button>
            <Button kind="quiet" disabled={busy} onClick={close}>{t('common:cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
      {gone ? <MarkDone vault={vault} destroyed hotlines={false} what={gone} onDone={close} /> : null}
      {head.mark === 'child' && asking !== 'mark' ? null : (
        <Button kind="quiet" expanded={asking === 'mark'} onClick={() => setAsking(asking === 'mark' ? null : 'mark')} testid="mark-item">{t('mark:open')}</Button>
      )}
      {asking === 'mark' ? <MarkDialog vault={vault} ids={ids} number={head.number} onClose={close} onDone={close} /> : null}
    </section>
  );
}
