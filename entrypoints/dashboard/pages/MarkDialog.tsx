import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Dialog } from '@/components/Dialog';
import { Hotlines } from '@/components/Hotlines';
import type { Mark } from '@/utils/domain/item';
import { formatNumber, formatUtc } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Marked, Vault } from '@/utils/vault/types';

import { BackupHolds } from './BackupHolds';

/** `number`: where it is about one that she has not ticked. */
export interface MarkDialogProps { vault: Vault; ids: string[]; number?: number; onClose: () => void; onDone: () => void }

/** "May show a child" and "intimate", without a look at it: what follows stands there before it can be pressed. */
export function MarkDialog({ vault, ids, number, onClose, onDone }: MarkDialogProps) {
  const t = useT();
  const [as, setAs] = useState<Mark | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<{ as: Mark; what: Marked } | null>(null);
  const count = ids.length;
  const mark = async (which: Mark) => {
    setBusy(true);
    setProblem(null);
    const answer = await vault.mark(ids, which);
    setBusy(false);
    if (answer.ok) setDone({ as: which, what: answer.value });
    else setProblem(problemWords(answer));
  };
  if (done) return <MarkDone vault={vault} destroyed={done.as === 'child'} hotlines={done.as === 'child'} what={done.what} onDone={onDone} />;
  return (
    <Dialog title={number === undefined ? t('mark:title', { count }) : t('mark:openSlip', { number: formatNumber(number, { useGrouping: false }) })} onClose={onClose} testid="mark-dialog">
      <p>{t('mark:lead')}</p>
      <Choice legend={t('mark:legend')} value={as} onChange={setAs} options={[
        { value: 'child', label: t('mark:child'), hint: t('mark:childHint'), testid: 'mark-child' },
        { value: 'intimate', label: t('mark:intimate'), hint: t('mark:intimateHint'), testid: 'mark-intimate' },
      ]} />
      {as === 'child' ? <WhatGoes /> : null}
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      <div class="row">
        {as === null ? null : (
          <Button kind={as === 'child' ? 'danger' : 'main'} disabled={busy} onClick={() => void mark(as)} testid="mark-yes">
            {busy ? t('mark:busy') : as === 'child' ? t('mark:childYes', { count }) : t('mark:intimateYes', { count })}
          </Button>
        )}
        <Button kind="quiet" disabled={busy} onClick={onClose} testid="mark-cancel">{t('common:cancel')}</Button>
      </div>
    </Dialog>
  );
}

export function WhatGoes() {
  const t = useT();
  return (
    <ul class="plain-list" data-testid="what-goes">
      <li>{t('mark:child1')}</li>
      <li>{t('mark:child2')}</li>
      <li>{t('mark:child3')}</li>
      <li>{t('mark:child4')}</li>
    </ul>
  );
}

/** What was done, who still has copies, and where a child's picture is reported. */
export function MarkDone({ vault, destroyed, hotlines, what: { marked, also, given }, onDone }: { vault: Vault; destroyed: boolean; hotlines: boolean; what: Marked; onDone: () => void }) {
  const t = useT();
  return (
    <Dialog title={destroyed ? t('mark:doneChild', { count: marked.length }) : t('mark:doneIntimate', { count: marked.length })} onClose={onDone} testid="mark-done">
      {also.length === 0 ? null : <p>{destroyed ? t('mark:also', { count: also.length }) : t('mark:alsoIntimate', { count: also.length })}</p>}
      {destroyed ? <Given given={given} /> : null}
      {destroyed ? <BackupHolds vault={vault} /> : null}
      {hotlines ? <Hotlines /> : null}
      <div class="row"><Button kind="main" onClick={onDone} testid="mark-close">{t('mark:done')}</Button></div>
    </Dialog>
  );
}

function Given({ given }: { given: string[] }) {
  const t = useT();
  if (given.length === 0) return <p>{t('mark:notGiven')}</p>;
  return (
    <>
      <p>{t('mark:given', { count: given.length })}</p>
      <ul class="plain-list" data-testid="given">{given.map((time) => <li key={time}><time dateTime={time}>{formatUtc(time)}</time></li>)}</ul>
    </>
  );
}
