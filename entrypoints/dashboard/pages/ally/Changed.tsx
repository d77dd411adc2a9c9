import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import type { Contact, SignedCard } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { contactRow, withContacts } from '@/utils/handoff/book';
import { isName, MOST_NAME } from '@/utils/handoff/card';
import { apart, settle } from '@/utils/handoff/contacts';
import type { Me } from '@/utils/handoff/person';
import { ok } from '@/utils/domain/result';
import { formatDayHere } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Compare, type How } from './Compare';
import type { Change } from './PersonPage';

export interface ChangedProps { vault: Vault; contact: Contact; card: SignedCard; changed: SignedCard; mine: Me; change: Change; onProblem: (words: string) => void }

/** Another key came under a known name. Everything stands still until a number was compared, the new one's or the old one's. */
export function Changed({ vault, contact, card, changed, mine, change, onProblem }: ChangedProps) {
  const t = useT();
  const name = shownName(contact.name);
  const take = (signed: SignedCard) => (how: How) => change((one) => settle(one, signed, how, new Date().toISOString()));
  return (
    <section class="block" data-testid="changed-key">
      <Notice kind="danger" title={t('ally:changedTitle', { name })}><p>{t('ally:changedLead', { name })}</p></Notice>
      <h2>{t('ally:newNumber', { day: formatDayHere(changed.card.issued) })}</h2>
      <Compare mine={mine.signed.card} theirs={changed} name={contact.name} onSame={take(changed)} testid="compare-new" />
      <details>
        <summary data-testid="old-number">{t('ally:oldNumber')}</summary>
        <p>{t('ally:oldNumberLead')}</p>
        <Compare mine={mine.signed.card} theirs={card} name={contact.name} onSame={take(card)} testid="compare-old" />
      </details>
      {changed.card.identity === card.card.identity ? null : <SomebodyElse vault={vault} contact={contact} onProblem={onProblem} />}
    </section>
  );
}

function SomebodyElse({ vault, contact, onProblem }: { vault: Vault; contact: Contact; onProblem: (words: string) => void }) {
  const t = useT();
  const [name, setName] = useState('');
  const split = async (event: Event) => {
    event.preventDefault();
    const id = randomId();
    const answer = await withContacts(vault, async (contacts) => {
      const now = contacts.find((one) => one.id === contact.id);
      const two = now ? apart(now, id, name.trim()) : null;
      return two ? vault.shelve({ put: two.map(contactRow) }) : ok(undefined);
    });
    if (answer.ok) goTo({ page: 'ally', part: 'people', id });
    else onProblem(problemWords(answer));
  };
  return (
    <details>
      <summary data-testid="somebody-else">{t('ally:else')}</summary>
      <form class="inset" onSubmit={(event) => void split(event)}>
        <p>{t('ally:elseLead')}</p>
        <Field label={t('ally:elseName')} value={name} onInput={setName} maxLength={MOST_NAME} testid="else-name" />
        <Button type="submit" disabled={!isName(name.trim())} testid="else-yes">{t('ally:elseYes')}</Button>
      </form>
    </details>
  );
}
