import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { browser } from '@/utils/platform/browser';
import { patternOf } from '@/utils/ui/origin';
import { useT } from '@/utils/ui/use-t';

/** Asks the browser for one site, in plain words first. Nothing is shown where it is granted, or where it cannot be. */
export function SiteGrant({ address }: { address: string | undefined }) {
  const t = useT();
  const [granted, setGranted] = useState<boolean | null>(null);
  const site = patternOf(address);
  const pattern = site?.pattern;
  useEffect(() => {
    if (pattern !== undefined) void browser.permissions.contains({ origins: [pattern] }).then(setGranted, () => setGranted(null));
  }, [pattern]);
  if (!site || granted === null) return null;
  if (granted) return <p class="hint" data-testid="site-granted">{t('popup:granted', { site: site.host })}</p>;
  return (
    <section class="block">
      <h2>{t('popup:grantTitle', { site: site.host })}</h2>
      <p class="hint">{t('popup:grantLead')}</p>
      <Button onClick={() => void browser.permissions.request({ origins: [site.pattern] }).then(setGranted, () => undefined)} testid="grant-site">{t('popup:grant', { site: site.host })}</Button>
    </section>
  );
}
