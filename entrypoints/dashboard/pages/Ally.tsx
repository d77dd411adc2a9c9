import type { ComponentType } from 'preact';

import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import type { Key } from '@/utils/i18n';
import { goTo, writeRoute, type AllyPart } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Back } from './ally/Back';
import { Folder } from './ally/Folder';
import { Give } from './ally/Give';
import { Held } from './ally/Held';
import { People } from './ally/People';

export interface AllyPageProps {
  vault: Vault;
  version: number;
  /** Of the address: one contact, one hand-over; null: the list. */
  id: string | null;
  /** Saved posts ticked in the list. */
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
}

interface Part { part: Exclude<AllyPart, 'home'>; label: Key; lead: Key; page: ComponentType<AllyPageProps> }

/** In the order of the page. Each is mounted here once it is whole. */
const PARTS: readonly Part[] = [
  { part: 'people', label: 'ally:people', lead: 'ally:peopleHint', page: People },
  { part: 'give', label: 'give:title', lead: 'give:titleHint', page: Give },
  { part: 'held', label: 'triage:title', lead: 'triage:lead', page: Held },
  { part: 'back', label: 'triage:backTitle', lead: 'triage:backLead', page: Back },
  { part: 'folder', label: 'folder:nav', lead: 'folder:partLead', page: Folder },
];

/** The frame of all that goes between two persons. Nothing of it works without a passphrase: the keys would be anyone's. */
export function Ally({ part, hasPassphrase, ...props }: AllyPageProps & { part: AllyPart; hasPassphrase: boolean }) {
  const t = useT();
  const open = hasPassphrase ? PARTS.find((one) => one.part === part) : undefined;
  if (open) return <><PartLinks current={open.part} /><open.page {...props} /></>;
  return (
    <section class="sheet" data-testid="ally-page">
      <h1>{t('ally:title')}</h1>
      <p class="lead">{t('ally:lead')}</p>
      {hasPassphrase ? (
        <ul class="plain-list">
          {PARTS.map((one) => <li key={one.part}><a href={writeRoute({ page: 'ally', part: one.part, id: null })} data-testid={`ally-${one.part}`}>{t(one.label)}</a><p class="hint">{t(one.lead)}</p></li>)}
        </ul>
      ) : (
        <Notice kind="needs" title={t('ally:gateTitle')} testid="ally-gate">
          <p>{t('ally:gate')}</p>
          <Button kind="main" onClick={() => goTo({ page: 'settings' })} testid="ally-gate-go">{t('ally:gateGo')}</Button>
        </Notice>
      )}
    </section>
  );
}

function PartLinks({ current }: { current: AllyPart }) {
  const t = useT();
  return (
    <nav class="part-links" aria-label={t('ally:parts')}>
      {PARTS.map(({ part, label }) => (
        <a key={part} href={writeRoute({ page: 'ally', part, id: null })} aria-current={part === current ? 'page' : undefined} data-testid={`ally-${part}`}>{t(label)}</a>
      ))}
    </nav>
  );
}
