import { useEffect, useState } from 'preact/hooks';

import { Choice } from '@/components/Choice';
import { modeFor, type ShieldMode } from '@/utils/domain/shield';
import { browser } from '@/utils/platform/browser';
import { patternOf } from '@/utils/ui/origin';
import { useShield } from '@/utils/ui/use-shield';
import { useT } from '@/utils/ui/use-t';

const MODES: readonly ShieldMode[] = ['off', 'light', 'strong'];

/** On this site, at once. Only where it was granted: elsewhere no script of ours comes before the page is drawn. */
export function ShieldSwitch({ address }: { address: string | undefined }) {
  const t = useT();
  const [setting, put] = useShield();
  const [granted, setGranted] = useState(false);
  const pattern = patternOf(address)?.pattern;
  useEffect(() => {
    if (pattern !== undefined) void browser.permissions.contains({ origins: [pattern] }).then(setGranted, () => setGranted(false));
  }, [pattern]);
  if (setting === null || pattern === undefined || address === undefined || !granted) return null;
  const host = new URL(address).hostname;
  return (
    <section class="block" data-testid="shield-switch">
      <Choice legend={t('shield:here', { site: host })} value={modeFor(setting, host)} onChange={(mode) => put({ ...setting, sites: { ...setting.sites, [host]: mode } })}
        options={MODES.map((mode) => ({ value: mode, label: t(`shield:mode.${mode}`), testid: `shield-here-${mode}` }))} />
      <p class="hint">{t('shield:hereHint')}</p>
    </section>
  );
}
