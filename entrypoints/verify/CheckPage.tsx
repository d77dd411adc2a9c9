import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { TopBar } from '@/components/TopBar';
import type { Bytes } from '@/utils/crypto/bytes';
import { parsePem } from '@/utils/custody/keyfiles';
import { onShiftThrice } from '@/utils/ui/leave';
import { useT } from '@/utils/ui/use-t';

import { Answer } from './Answer';
import { PickFile } from './PickFile';
import { useCheck } from './use-check';

/** Checks one package from its bytes. Nothing is sent, nothing is kept, no picture and no words of a post are shown. */
export function CheckPage({ onLeave }: { onLeave: () => void }) {
  const t = useT();
  const { state, check, stop } = useCheck();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [identity, setIdentity] = useState('');
  const [pem, setPem] = useState('');
  useEffect(() => onShiftThrice(window, onLeave), [onLeave]);
  useEffect(() => { document.title = `${t('verify:title')} · Holdfast`; }, [t]);

  const pinned: Bytes | null = pem.trim() === '' ? null : parsePem(pem.trim());
  const badPem = pem.trim() !== '' && pinned === null;
  const start = (chosen: File): void => {
    setFile(chosen);
    if (!badPem) void check(chosen, { passphrase, identity: identity.trim(), pinnedKey: pinned });
  };
  const code = state.kind === 'answered' && state.verdict.answer === 'UNUSABLE' ? state.verdict.failures[0]?.code : undefined;
  const asksPassphrase = code === 'needs-passphrase' || code === 'wrong-passphrase';
  const asksKey = code === 'needs-key' || code === 'wrong-key';

  return (
    <div class="page">
      <TopBar onLeave={onLeave} />
      <div class="frame frame-alone">
        <main id="main" class="main" tabIndex={-1}>
          <section class="sheet" data-testid="verify">
            <h1>{t('verify:title')}</h1>
            <p class="lead">{t('verify:lead')}</p>
            <PickFile onFile={start} />
            <details class="block" data-testid="pin">
              <summary>{t('verify:pinSummary')}</summary>
              <Field label={t('verify:pinLabel')} hint={t('verify:pinHint')} value={pem} onInput={setPem} rows={3} error={badPem ? t('verify:pinBad') : null} testid="pin-key" />
              {file ? <Button onClick={() => start(file)} disabled={badPem} testid="check-again">{t('verify:again')}</Button> : null}
            </details>
            {state.kind === 'checking' ? (
              <Progress label={t('verify:checking', { name: state.name })} done={state.of === 0 ? null : state.done} of={Math.max(1, state.of)} counted={false} onStop={stop} testid="checking" />
            ) : null}
            {state.kind === 'broken' ? <Notice kind="failed" title={t('verify:broken')} testid="broken" /> : null}
            {file && (asksPassphrase || asksKey) ? (
              <form class="block" onSubmit={(event) => { event.preventDefault(); start(file); }}>
                {asksPassphrase ? (
                  <Field label={t('verify:passphrase')} type="password" value={passphrase} onInput={setPassphrase} autoFocus error={code === 'wrong-passphrase' ? t('verify:code.wrong-passphrase') : null} testid="package-passphrase" />
                ) : (
                  <Field label={t('verify:identity')} hint={t('verify:identityHint')} type="password" value={identity} onInput={setIdentity} autoFocus error={code === 'wrong-key' ? t('verify:code.wrong-key') : null} testid="package-identity" />
                )}
                <Button kind="main" type="submit" testid="open-package">{t('verify:open')}</Button>
              </form>
            ) : null}
            {state.kind === 'answered' && !asksPassphrase && !asksKey ? <Answer name={state.name} verdict={state.verdict} pinned={pinned !== null} /> : null}
          </section>
        </main>
      </div>
    </div>
  );
}
