import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import type { ShieldMode, ShieldSetting } from '@/utils/domain/shield';
import { useShield } from '@/utils/ui/use-shield';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { SignsPart } from './SignsPart';
import { WordsPart } from './WordsPart';

const MODES: readonly ShieldMode[] = ['off', 'light', 'strong'];
const LOCKED: readonly ShieldSetting['locked'][] = ['cover', 'off'];

/** What is covered on the sites themselves: everywhere she let it read, and where she chose otherwise. */
export function ShieldSection({ vault }: { vault: Vault }) {
  const t = useT();
  const [setting, put] = useShield();
  if (setting === null) return null;
  const sites = Object.entries(setting.sites);
  const forget = (host: string) => put({ ...setting, sites: Object.fromEntries(sites.filter(([other]) => other !== host)) });
  return (
    <section class="block" data-testid="shield-settings">
      <h2>{t('shield:title')}</h2>
      <p class="hint">{t('shield:lead')}</p>
      <Choice legend={t('shield:everywhere')} value={setting.all} onChange={(all) => put({ ...setting, all })}
        options={MODES.map((mode) => ({ value: mode, label: t(`shield:mode.${mode}`), hint: t(`shield:hint.${mode}`), testid: `shield-${mode}` }))} />
      {sites.length === 0 ? null : (
        <>
          <h3>{t('shield:otherwise')}</h3>
          <ul class="files" role="list" data-testid="shield-sites">
            {sites.map(([host, mode]) => (
              <li key={host} class="row row-apart">
                <span><bdi>{host}</bdi>: {t(`shield:mode.${mode}`)}</span>
                <Button kind="quiet" onClick={() => forget(host)}>{t('shield:asEverywhere', { site: host })}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Choice legend={t('shield:locked')} value={setting.locked} onChange={(locked) => put({ ...setting, locked })}
        options={LOCKED.map((how) => ({ value: how, label: t(`shield:lockedAs.${how}`), testid: `shield-locked-${how}` }))} />
      <WordsPart vault={vault} />
      <SignsPart />
      <p class="hint">{t('shield:limits')}</p>
    </section>
  );
}
