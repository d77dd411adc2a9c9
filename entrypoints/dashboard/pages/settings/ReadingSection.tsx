import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

const host = (origin: string): string => new URL(origin).host;

/** The sites where she taught it to find posts, each with a way to forget it. */
export function ReadingSection({ vault }: { vault: Vault }) {
  const t = useT();
  const [sites, setSites] = useState<string[] | null>(null);
  const look = useCallback(() => {
    void vault.siteRules().then((rules) => setSites(rules.ok ? rules.value.map(({ origin }) => origin) : null), () => setSites(null));
  }, [vault]);
  useEffect(() => {
    look();
    return vault.subscribe(look);
  }, [vault, look]);
  return (
    <section class="block">
      <h2>{t('reading:title')}</h2>
      <p class="hint">{t('reading:lead')}</p>
      {sites === null ? <p>{t('reading:lockedNone')}</p> : sites.length === 0 ? <p>{t('reading:none')}</p> : (
        <ul class="files" role="list" data-testid="taught-sites">
          {sites.map((origin) => (
            <li key={origin} class="row row-apart">
              <bdi>{host(origin)}</bdi>
              <Button kind="quiet" onClick={() => void vault.dropSiteRule(origin).then(look)} testid="forget-taught">{t('reading:forgetSite', { site: host(origin) })}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
