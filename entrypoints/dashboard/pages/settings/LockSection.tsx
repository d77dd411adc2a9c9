import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Field } from '@/components/Field';
import { NewPassphrase } from '@/components/NewPassphrase';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault, VaultState } from '@/utils/vault/types';

const MINUTES = [5, 15, 60] as const;

/** When it locks, and with what. Changing the passphrase writes everything anew under it. */
export function LockSection({ vault, state }: { vault: Vault; state: VaultState }) {
  const t = useT();
  const [changing, setChanging] = useState(false);
  return (
    <section class="block">
      <h2>{t('settings:lockTitle')}</h2>
      {state.hasPassphrase ? (
        <Choice
          legend={t('settings:autoLock')}
          value={String(state.autoLockMinutes)}
          onChange={(value) => void vault.setAutoLock(value === 'null' ? null : Number(value))}
          options={[
            ...MINUTES.map((count) => ({ value: String(count), label: t('settings:minutes', { count }), testid: `auto-lock-${count}` })),
            { value: 'null', label: t('settings:autoLockNever'), hint: t('settings:autoLockNeverHint'), testid: 'auto-lock-never' },
          ]}
        />
      ) : <Notice kind="needs" title={t('common:notLocked')}><p>{t('settings:setLead')}</p></Notice>}
      {changing
        ? <ChangePassphrase vault={vault} hasOne={state.hasPassphrase} onEnd={() => setChanging(false)} />
        : <Button onClick={() => setChanging(true)} testid="change-passphrase">{state.hasPassphrase ? t('settings:change') : t('settings:set')}</Button>}
      {state.resealing === null || changing ? null : <Progress label={t('settings:resealing')} done={state.resealing} of={1} counted={false} />}
    </section>
  );
}

function ChangePassphrase({ vault, hasOne, onEnd }: { vault: Vault; hasOne: boolean; onEnd: () => void }) {
  const t = useT();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState<string | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const change = async (event: Event) => {
    event.preventDefault();
    if (next === null) return;
    setProblem(null);
    setShare(0);
    const answer = await vault.setPassphrase(hasOne ? current : null, next, setShare);
    setShare(null);
    setCurrent('');
    setDone(answer.ok);
    if (!answer.ok) setProblem(problemWords(answer));
  };
  if (done) {
    return (
      <Notice title={t('settings:changed')} testid="passphrase-changed"><p>{t('settings:changedLead')}</p><Button onClick={onEnd}>{t('common:close')}</Button></Notice>
    );
  }
  if (share !== null) return <Progress label={t('settings:resealing')} done={share} of={1} counted={false} testid="reseal-progress" />;
  return (
    <form class="inset" onSubmit={(event) => void change(event)}>
      <p>{t('settings:changeLead')}</p>
      {hasOne ? <Field label={t('settings:current')} type="password" value={current} onInput={setCurrent} error={problem} autoComplete="current-password" testid="current-passphrase" /> : null}
      <NewPassphrase onChange={setNext} />
      {!hasOne && problem ? <p class="field-error" role="alert">{problem}</p> : null}
      <div class="row">
        <Button kind="main" type="submit" disabled={next === null || (hasOne && current === '')} testid="save-passphrase">{t('settings:savePassphrase')}</Button>
        <Button kind="quiet" onClick={onEnd}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}
