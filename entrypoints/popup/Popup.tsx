import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Guard } from '@/components/Guard';
import { Icon } from '@/components/Icon';
import { browser, type Tabs } from '@/utils/platform/browser';
import { onShiftThrice } from '@/utils/ui/leave';
import { useT } from '@/utils/ui/use-t';
import type { Vault, VaultState } from '@/utils/vault/types';

import { InViewList } from './InViewList';
import { LongPicture } from './LongPicture';
import { ShieldSwitch } from './ShieldSwitch';
import { SiteGrant } from './SiteGrant';
import { SweepBox } from './SweepBox';

const open = (path: string) => void browser.tabs.create({ url: browser.runtime.getURL(path) }).then(() => window.close());

/** Opened by the toolbar's button, which is a gesture: the tab below may be read and pictured from now on. */
export function Popup({ vault }: { vault: Vault }) {
  const t = useT();
  const [state, setState] = useState<VaultState | null>(null);
  const [tab, setTab] = useState<Tabs.Tab | null>(null);
  const look = useCallback(() => void vault.state().then(setState, () => undefined), [vault]);
  const leave = useCallback(() => { document.body.replaceChildren(); void vault.lock().finally(() => window.close()); }, [vault]);
  useEffect(() => {
    look();
    void browser.tabs.query({ active: true, currentWindow: true }).then(([active]) => setTab(active ?? null));
    const away = onShiftThrice(window, leave);
    const changed = vault.subscribe(look);
    return () => { away(); changed(); };
  }, [vault, look, leave]);

  return (
    <main class="popup" id="main">
      <header class="popup-head">
        <h1>{t('common:name')}</h1>
        <button type="button" class="button button-quiet leave" onClick={leave} data-testid="leave"><Icon name="leave" />{t('common:leave')}</button>
        <p class="hint" role="status" data-testid="popup-state">{state ? stateWords(state, t) : t('common:loading')}</p>
      </header>
      <Guard>
        {state?.kind === 'none' ? (
          <div class="block">
            <p>{t('popup:setUpLead')}</p>
            <Button kind="main" onClick={() => open('/dashboard.html')} testid="open-set-up">{t('popup:setUp')}</Button>
          </div>
        ) : null}
        {(state?.kind === 'open' || state?.kind === 'locked') && tab?.id !== undefined ? (
          <>
            <InViewList vault={vault} tabId={tab.id} address={tab.url} locked={state.kind === 'locked'} />
            <SweepBox tabId={tab.id} locked={state.kind === 'locked'} autoLockMinutes={state.hasPassphrase ? state.autoLockMinutes : null} />
            <LongPicture tabId={tab.id} locked={state.kind === 'locked'} />
            <SiteGrant address={tab.url} />
            <ShieldSwitch address={tab.url} />
          </>
        ) : null}
        {state?.kind === 'none' ? null : <footer class="popup-foot">
          <Button kind="quiet" onClick={() => open('/dashboard.html')} testid="open-workspace">{state?.kind === 'locked' ? t('popup:unlock') : t('popup:workspace')}</Button>
          {state?.kind === 'open' && state.hasPassphrase ? <Button kind="quiet" onClick={() => void vault.lock().then(look)} testid="lock-now"><Icon name="lock" />{t('common:lockNow')}</Button> : null}
        </footer>}
      </Guard>
    </main>
  );
}

function stateWords(state: VaultState, t: ReturnType<typeof useT>): string {
  if (state.kind === 'none') return t('popup:stateNone');
  if (state.kind === 'locked') return t('popup:stateLocked');
  if (state.kind === 'broken') return t('popup:stateBroken');
  return state.hasPassphrase ? t('popup:stateOpen') : t('common:notLocked');
}
