import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Findings } from '@/components/Findings';
import { NewPassphrase } from '@/components/NewPassphrase';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { HealthFinding, Vault } from '@/utils/vault/types';

import { Restore } from './restore/Restore';

type Step = 'what' | 'device' | 'loss' | 'restore';

/** One plain question at a time; nothing is kept before the last step. */
export function FirstRun({ vault, onMade }: { vault: Vault; onMade: () => void }) {
  const t = useT();
  const [step, setStep] = useState<Step>('what');
  const [lock, setLock] = useState<'yes' | 'no' | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [findings, setFindings] = useState<HealthFinding[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => { void vault.health().then(setFindings, () => undefined); }, [vault]);
  useEffect(() => { document.querySelector<HTMLElement>('.sheet h1')?.focus(); }, [step]);

  const make = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await vault.create(lock === 'yes' ? passphrase : null);
    setBusy(false);
    if (answer.ok || answer.error === 'already-there') onMade();
    else setProblem(problemWords(answer));
  };

  if (step === 'restore') return <Restore vault={vault} onBack={() => setStep('what')} onMade={onMade} />;
  if (step === 'what') {
    return (
      <section class="sheet">
        <h1 tabIndex={-1}>{t('first:title')}</h1>
        <p class="lead">{t('first:lead')}</p>
        <div class="pair">
          <div>
            <h2>{t('first:doesTitle')}</h2>
            <ul class="plain-list"><li>{t('first:does1')}</li><li>{t('first:does2')}</li><li>{t('first:does3')}</li></ul>
          </div>
          <div>
            <h2>{t('first:neverTitle')}</h2>
            <ul class="plain-list"><li>{t('first:never1')}</li><li>{t('first:never2')}</li><li>{t('first:never3')}</li></ul>
          </div>
        </div>
        <div class="row"><Button kind="main" onClick={() => setStep('device')} testid="first-next">{t('common:next')}</Button><Button kind="quiet" onClick={() => setStep('restore')} testid="first-restore">{t('backup:restoreEntry')}</Button></div>
      </section>
    );
  }
  if (step === 'device') {
    return (
      <section class="sheet">
        <h1 tabIndex={-1}>{t('first:deviceTitle')}</h1>
        <p>{t('first:deviceLead')}</p>
        <Choice
          legend={t('first:deviceLegend')}
          value={lock}
          onChange={setLock}
          options={[
            { value: 'yes', label: t('first:deviceYes'), hint: t('first:deviceYesHint'), testid: 'choose-passphrase' },
            { value: 'no', label: t('first:deviceNo'), hint: t('first:deviceNoHint'), testid: 'choose-unlocked' },
          ]}
        />
        {lock === 'yes' ? <NewPassphrase onChange={setPassphrase} /> : null}
        <div class="row">
          <Button kind="quiet" onClick={() => setStep('what')}>{t('common:back')}</Button>
          <Button kind="main" disabled={lock === null || (lock === 'yes' && passphrase === null)} onClick={() => setStep('loss')} testid="first-next">{t('common:next')}</Button>
        </div>
      </section>
    );
  }
  return (
    <section class="sheet">
      <h1 tabIndex={-1}>{t('first:lossTitle')}</h1>
      <p>{t('first:lossLead')}</p>
      <ul class="plain-list">
        {lock === 'yes' ? <li>{t('first:lossPassphrase')}</li> : <li>{t('first:lossUnlocked')}</li>}
        <li>{t('first:lossProfile')}</li>
        <li>{t('first:lossRemoval')}</li>
      </ul>
      <Findings findings={findings.filter((finding) => finding.id !== 'no-passphrase')} />
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      <div class="row">
        <Button kind="quiet" disabled={busy} onClick={() => setStep('device')}>{t('common:back')}</Button>
        <Button kind="main" disabled={busy} onClick={() => void make()} testid="create-vault">{busy ? t('first:making') : t('first:make')}</Button>
      </div>
    </section>
  );
}
