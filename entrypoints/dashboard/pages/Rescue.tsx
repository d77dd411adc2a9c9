import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { forgetHeld, heldForFile } from '@/utils/capture/rescue';
import type { Bytes } from '@/utils/crypto/bytes';
import { randomId } from '@/utils/domain/ids';
import { downloadBytes } from '@/utils/ui/save-file';
import { useT } from '@/utils/ui/use-t';

/** What the vault could not take, sealed: works while the vault is locked, full or broken. */
export function Rescue() {
  const t = useT();
  const [held, setHeld] = useState<Bytes[] | null>(null);
  const [given, setGiven] = useState(false);
  useEffect(() => void heldForFile().then(setHeld), []);
  if (held === null) return null;
  const give = () => {
    for (const box of held) downloadBytes(box, `copy-${randomId().slice(0, 6)}.age`, 'application/octet-stream');
    setGiven(true);
  };
  const forget = async () => {
    await forgetHeld();
    setHeld([]);
  };
  return (
    <section class="sheet" data-testid="rescue">
      <h1>{t('capture:rescueTitle')}</h1>
      {held.length === 0 ? <p class="lead">{t('capture:rescueNone')}</p> : (
        <Notice kind="needs" title={t('capture:rescueLead', { count: held.length })}>
          <p>{t('capture:rescueSafe')}</p>
          <div class="row">
            <Button kind="main" onClick={give} testid="rescue-save">{t('capture:rescueSave', { count: held.length })}</Button>
            <Button kind="quiet" disabled={!given} onClick={() => void forget()} testid="rescue-forget">{t('capture:rescueForget')}</Button>
          </div>
          {given ? <p role="status">{t('capture:rescueSaved')}</p> : null}
        </Notice>
      )}
    </section>
  );
}
