import { EmptyState } from '@/components/EmptyState';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import type { Contact } from '@/utils/domain/handoff';
import { standing } from '@/utils/handoff/contacts';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';

import type { AllyPageProps } from '../Ally';
import { AddCard } from './AddCard';
import { AddRecipient } from './AddRecipient';
import { MyCard } from './MyCard';
import { PersonPage } from './PersonPage';
import { usePeople } from './use-people';

/** Her own card, everybody she knows here, and how somebody comes in. */
export function People({ vault, version, id }: AllyPageProps) {
  const t = useT();
  const people = usePeople(vault, version);
  if (people === null) return <section class="sheet"><p class="hint">{t('common:loading')}</p></section>;
  if ('problem' in people) return <section class="sheet"><h1>{t('ally:people')}</h1><Notice kind="failed"><p>{problemWords({ error: people.problem })}</p></Notice></section>;
  const { mine, contacts } = people;
  const chosen = contacts.find((contact) => contact.id === id);
  if (chosen) return <PersonPage key={chosen.id} vault={vault} contact={chosen} mine={mine} />;
  return (
    <section class="sheet" data-testid="people-page">
      <h1>{t('ally:people')}</h1>
      <p class="lead">{t('ally:peopleLead')}</p>
      {contacts.length > 0 ? <Known contacts={contacts} /> : null}
      <MyCard key={mine?.signed.card.issued ?? ''} vault={vault} mine={mine} />
      {contacts.length === 0 ? <EmptyState title={t('ally:knownNone')} testid="people-none"><p>{t('ally:knownNoneLead')}</p></EmptyState> : null}
      <AddCard vault={vault} own={mine?.signed.card.identity ?? null} />
      <AddRecipient vault={vault} />
    </section>
  );
}

function Known({ contacts }: { contacts: readonly Contact[] }) {
  const t = useT();
  return (
    <section class="block">
      <h2>{t('ally:known')}</h2>
      <ul class="files" role="list" data-testid="people">
        {contacts.map((contact) => <PersonLine key={contact.id} contact={contact} />)}
      </ul>
    </section>
  );
}

function PersonLine({ contact }: { contact: Contact }) {
  const t = useT();
  const now = standing(contact);
  return (
    <li class="row row-apart" data-testid="person" data-standing={now}>
      <a href={writeRoute({ page: 'ally', part: 'people', id: contact.id })} data-testid="person-open"><bdi>{shownName(contact.name)}</bdi></a>
      <span class={now === 'changed-key' || now === 'not-compared' ? 'hint person-needs' : 'hint'}>
        {[...contact.roles.map((role) => t(`ally:role.${role}`)), t(`ally:standing.${now}`)].join(' · ')}
      </span>
    </li>
  );
}
