import { useEffect, useState } from 'preact/hooks';

import { generatePassphrase, passphraseFault } from '@/utils/ui/passphrase';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';
import { Field } from './Field';

/** Two boxes and a way to be given six words. Reports the passphrase once both boxes hold it, else null. */
export function NewPassphrase({ onChange }: { onChange: (passphrase: string | null) => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [given, setGiven] = useState<string | null>(null);
  const fault = passphraseFault(typed, again);
  useEffect(() => onChange(fault === null ? typed : null), [fault, typed, onChange]);
  return (
    <div class="new-passphrase">
      <Field label={t('first:passphrase')} hint={t('first:passphraseHint')} type="password" autoComplete="new-password" value={typed} onInput={setTyped} testid="create-passphrase"
        error={typed !== '' && again !== '' && fault === 'short' ? t('first:faultShort') : null} />
      <Field label={t('first:passphraseAgain')} type="password" autoComplete="new-password" value={again} onInput={setAgain} testid="create-passphrase-again"
        error={again !== '' && fault === 'differs' ? t('first:faultDiffers') : null} />
      {given ? <p class="given" role="status" data-testid="given-passphrase"><strong dir="ltr">{given}</strong> <span class="hint">{t('first:givenHint')}</span></p> : null}
      <Button kind="quiet" onClick={() => setGiven(generatePassphrase())} testid="suggest-passphrase">{t('first:suggest')}</Button>
    </div>
  );
}
