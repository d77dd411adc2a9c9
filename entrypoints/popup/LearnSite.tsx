import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { ask } from '@/utils/messages/client';
import { patternOf } from '@/utils/ui/origin';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** Where posts are found badly or only by the page's shape: she shows one, the page is closed in on, and it is remembered. */
export function LearnSite({ vault, tabId, address, offered }: { vault: Vault; tabId: number; address: string | undefined; offered: boolean }) {
  const t = useT();
  const [known, setKnown] = useState<boolean | null>(null);
  const [forgot, setForgot] = useState(false);
  const origin = patternOf(address) && address ? new URL(address).origin : null;
  const look = useCallback(() => {
    void vault.siteRules().then((rules) => setKnown(rules.ok ? rules.value.some((rule) => rule.origin === origin) : null), () => setKnown(null));
  }, [vault, origin]);
  useEffect(look, [look]);
  if (origin === null || known === null || (!known && !offered && !forgot)) return null;
  const learn = () => {
    void ask('learnInTab', { tabId }).catch(() => null);
    window.close();
  };
  const forget = async () => {
    const gone = await vault.dropSiteRule(origin);
    setForgot(gone.ok);
    look();
  };
  return (
    <section class="block" data-testid="learn-site">
      <h2>{t('reading:learnTitle')}</h2>
      <p class="hint">{known ? t('reading:learned') : t('reading:learnLead')}</p>
      {known
        ? <Button kind="quiet" onClick={() => void forget()} testid="forget-site">{t('reading:forget')}</Button>
        : <Button onClick={learn} testid="learn">{t('reading:learn')}</Button>}
      <p role="status">{forgot && !known ? t('reading:forgot') : ''}</p>
    </section>
  );
}
