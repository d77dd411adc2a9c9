import { useEffect, useRef, useState } from 'preact/hooks';

import { formatWait } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';
import { Field } from './Field';

export interface LockScreenProps {
  /** `waitSeconds` after a wrong try; `problem` is words ready to show. */
  onUnlock: (passphrase: string) => Promise<{ problem: string; waitSeconds: number } | null>;
}

export function LockScreen({ onUnlock }: LockScreenProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [wait, setWait] = useState(0);
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const unlock = async (event: Event) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    if (typed === '') return setProblem(t('lock:typeFirst'));
    setBusy(true);
    setProblem(null);
    const answer = await onUnlock(typed);
    if (!here.current) return;
    setBusy(false);
    setTyped('');
    setProblem(answer?.problem ?? null);
    setWait(answer?.waitSeconds ?? 0);
  };

  return (
    <form class="sheet" onSubmit={(event) => void unlock(event)} data-testid="lock-screen">
      <h1>{t('lock:title')}</h1>
      <p>{t('lock:lead')}</p>
      <Field label={t('lock:passphrase')} type="password" value={typed} onInput={setTyped} error={problem} autoFocus testid="unlock-passphrase" />
      <p class="hint" role="timer">{wait > 0 ? t('lock:wait', { time: formatWait(wait) }) : ''}</p>
      <div class="row">
        <Button kind="main" type="submit" disabled={busy || wait > 0} testid="unlock">{busy ? t('lock:opening') : t('lock:unlock')}</Button>
      </div>
      <p class="hint">{t('lock:lost')}</p>
    </form>
  );
}
