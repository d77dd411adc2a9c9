import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { browser } from '@/utils/platform/browser';
import { originName } from '@/utils/ui/origin';
import { useT } from '@/utils/ui/use-t';

/** The sites she let it read, each with a way to take that back at once. */
export function SitesSection() {
  const t = useT();
  const [origins, setOrigins] = useState<string[]>([]);
  const look = useCallback(() => void browser.permissions.getAll().then(({ origins: all }) => setOrigins(all ?? [])), []);
  useEffect(() => {
    look();
    browser.permissions.onAdded.addListener(look);
    browser.permissions.onRemoved.addListener(look);
    return () => {
      browser.permissions.onAdded.removeListener(look);
      browser.permissions.onRemoved.removeListener(look);
    };
  }, [look]);
  return (
    <section class="block">
      <h2>{t('settings:sitesTitle')}</h2>
      <p class="hint">{t('settings:sitesHint')}</p>
      {origins.length === 0 ? <p>{t('settings:sitesNone')}</p> : (
        <ul class="files" role="list" data-testid="sites">
          {origins.map((origin) => (
            <li key={origin} class="row row-apart">
              <bdi>{originName(origin) ?? t('settings:allSites')}</bdi>
              <Button kind="quiet" onClick={() => void browser.permissions.remove({ origins: [origin] }).then(look)}>
                {t('settings:sitesRemove', { site: originName(origin) ?? t('settings:allSites') })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
