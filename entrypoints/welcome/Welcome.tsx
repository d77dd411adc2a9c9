import { useCallback, useEffect } from 'preact/hooks';

import { TopBar } from '@/components/TopBar';
import { onShiftThrice } from '@/utils/ui/leave';
import { leaveNow } from '@/utils/ui/leave-now';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** Opens once, at installation: says what this is and leads to the set-up. */
export function Welcome({ vault }: { vault: Vault }) {
  const t = useT();
  const leave = useCallback(() => void leaveNow(() => vault.lock()), [vault]);
  useEffect(() => onShiftThrice(window, leave), [leave]);
  return (
    <div class="page">
      <TopBar onLeave={leave} />
      <div class="frame frame-alone">
        <main id="main" class="main" tabIndex={-1}>
          <section class="sheet" data-testid="welcome">
            <h1>{t('first:title')}</h1>
            <p class="lead">{t('first:lead')}</p>
            <ol class="plain-list">
              <li>{t('first:way1')}</li>
              <li>{t('first:way2')}</li>
              <li>{t('first:way3')}</li>
            </ol>
            <p>{t('first:leaveTip')}</p>
            <div class="row"><a class="button button-main" href="/dashboard.html" data-testid="start-set-up">{t('first:setUp')}</a></div>
          </section>
        </main>
      </div>
    </div>
  );
}
