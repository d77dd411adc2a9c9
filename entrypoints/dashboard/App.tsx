import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Guard } from '@/components/Guard';
import { Icon } from '@/components/Icon';
import { LockScreen } from '@/components/LockScreen';
import { Notice } from '@/components/Notice';
import { Rail } from '@/components/Rail';
import { TopBar } from '@/components/TopBar';
import { ask } from '@/utils/messages/client';
import { takeChosen } from '@/utils/ui/handed';
import { problemWords } from '@/utils/ui/problem';
import { useRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Ally } from './pages/Ally';
import { FirstRun } from './pages/FirstRun';
import { HandOver } from './pages/HandOver';
import { Quiet } from './pages/Quiet';
import { Rescue } from './pages/Rescue';
import { Saved } from './pages/Saved';
import { Settings } from './pages/Settings';
import { SweepsPage } from './pages/SweepsPage';
import { WriteDown } from './pages/WriteDown';
import { useDraft } from './use-draft';
import { useLeave, useTouch, useVaultState } from './use-vault';

export function App({ vault }: { vault: Vault }) {
  const t = useT();
  const { state, version, again } = useVaultState(vault);
  const route = useRoute();
  const leave = useLeave(vault);
  useTouch(vault, again);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const open = state?.kind === 'open';
  const draft = useDraft(vault, state);
  const [handed, setHanded] = useState(0);
  useEffect(() => {
    if (!open) return setChosen(new Set());
    void takeChosen().then((ids) => {
      if (ids.length === 0) return;
      setChosen(new Set(ids));
      setHanded((n) => n + 1);
    });
  }, [open]);
  useEffect(() => { if (open) document.getElementById('main')?.focus({ preventScroll: true }); }, [open, route.page]);
  const unlock = useCallback(async (passphrase: string) => {
    const answer = await vault.unlock(passphrase);
    again();
    if (answer.ok) {
      void ask('settle', {}).catch(() => null);
      return null;
    }
    if (answer.error === 'wait') return { problem: t('lock:tooMany'), waitSeconds: Math.max(1, Number(answer.detail ?? 0)) };
    return { problem: problemWords(answer), waitSeconds: 0 };
  }, [vault, again, t]);

  if (!state) return <div class="page"><TopBar onLeave={leave} /><main id="main" tabIndex={-1} class="main"><p class="hint">{t('common:loading')}</p></main></div>;

  const entries = [
    { href: '#/saved', icon: 'saved', label: t('common:navSaved'), current: route.page === 'saved' || route.page === 'sweeps', testid: 'nav-saved' },
    { href: '#/write', icon: 'write', label: t('write:nav'), current: route.page === 'write', testid: 'nav-write' },
    { href: '#/quiet', icon: 'quiet', label: t('quiet:nav'), current: route.page === 'quiet', testid: 'nav-quiet' },
    { href: '#/ally', icon: 'ally', label: t('ally:nav'), current: route.page === 'ally', testid: 'nav-ally' },
    { href: '#/handover', icon: 'handover', label: t('common:navHandOver'), current: route.page === 'handover', testid: 'nav-handover' },
    { href: '/verify.html', icon: 'check', label: t('common:navCheck'), current: false, testid: 'nav-check' },
    { href: '#/settings', icon: 'settings', label: t('common:navSettings'), current: route.page === 'settings', testid: 'nav-settings' },
  ] as const;

  return (
    <div class="page">
      <TopBar onLeave={leave} warning={open && !state.hasPassphrase ? t('common:notLocked') : null}>
        {open && state.hasPassphrase ? (
          <Button kind="quiet" onClick={() => void vault.lock().then(again)} testid="lock-now"><Icon name="lock" />{t('common:lockNow')}</Button>
        ) : null}
      </TopBar>
      <div class={open ? 'frame' : 'frame frame-alone'}>
        {open ? <Rail entries={[...entries]} /> : null}
        <main id="main" class="main" tabIndex={-1}>
          <Guard key={`${state.kind} ${route.page}`}>
            {route.page === 'rescue' ? <Rescue /> : null}
            {state.kind === 'none' ? <FirstRun vault={vault} onMade={again} /> : null}
            {state.kind === 'locked' ? <LockScreen onUnlock={unlock} /> : null}
            {state.kind === 'broken' ? (
              <section class="sheet" data-testid="vault-broken">
                <h1>{t('lock:brokenTitle')}</h1>
                <Notice kind="failed"><p>{t('lock:brokenLead')}</p></Notice>
              </section>
            ) : null}
            {open && route.page === 'saved' ? <Saved vault={vault} version={version} openId={route.id} run={route.run ?? null} pending={state.pending ?? 0} chosen={chosen} onChosen={setChosen} /> : null}
            {open && route.page === 'sweeps' ? <SweepsPage /> : null}
            {open && route.page === 'write' ? <WriteDown vault={vault} draft={draft} /> : null}
            {open && route.page === 'quiet' ? <Quiet key={`${handed} ${route.of?.kind ?? ''} ${route.of?.id ?? ''}`} vault={vault} version={version} chosen={chosen} onChosen={setChosen} part={route.part} of={route.of} /> : null}
            {open && route.page === 'ally' ? <Ally vault={vault} version={version} hasPassphrase={state.hasPassphrase} part={route.part} id={route.id} chosen={chosen} onChosen={setChosen} /> : null}
            {open && route.page === 'handover' ? <HandOver vault={vault} version={version} chosen={chosen} onChosen={setChosen} /> : null}
            {open && route.page === 'settings' ? <Settings vault={vault} state={state} /> : null}
          </Guard>
        </main>
      </div>
    </div>
  );
}
