import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { Tick } from '@/components/Tick';
import type { Contact, Role } from '@/utils/domain/handoff';
import { changeContact } from '@/utils/handoff/book';
import { settle, standing } from '@/utils/handoff/contacts';
import type { Me } from '@/utils/handoff/person';
import { formatDayHere } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { goTo, writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Accounts } from './Accounts';
import { Changed } from './Changed';
import { Compare, type How } from './Compare';

export type Change = (edit: (contact: Contact) => Contact) => void;

/** One person: what they are to her, whether their number was compared, their accounts. */
export function PersonPage({ vault, contact, mine }: { vault: Vault; contact: Contact; mine: Me | null }) {
  const t = useT();
  const [problem, setProblem] = useState<string | null>(null);
  const change: Change = (edit) => void changeContact(vault, contact.id, edit).then((answer) => setProblem(answer.ok ? null : problemWords(answer)));
  const now = standing(contact);
  const name = shownName(contact.name);
  return (
    <section class="sheet" data-testid="person-page" data-standing={now}>
      <p><a href={writeRoute({ page: 'ally', part: 'people', id: null })} data-testid="people-back">{t('ally:allPeople')}</a></p>
      <h1><bdi>{name}</bdi></h1>
      {contact.card && shownName(contact.card.card.name) !== name ? <p class="hint">{t('ally:cardSays', { name: shownName(contact.card.card.name) })}</p> : null}
      {problem ? <Notice kind="failed" testid="person-problem"><p>{problem}</p></Notice> : null}
      <Numbers vault={vault} contact={contact} mine={mine} change={change} onProblem={setProblem} />
      {contact.card === null ? null : <Roles contact={contact} change={change} />}
      <Accounts contact={contact} change={change} />
      <Remove vault={vault} contact={contact} onProblem={setProblem} />
    </section>
  );
}

interface NumbersProps { vault: Vault; contact: Contact; mine: Me | null; change: Change; onProblem: (words: string) => void }

function Numbers({ vault, contact, mine, change, onProblem }: NumbersProps) {
  const t = useT();
  const [again, setAgain] = useState(false);
  const { card, compared, recipient } = contact;
  const name = shownName(contact.name);
  if (card === null) return <p data-testid="no-card">{recipient === null ? t('ally:byWords') : t('ally:byKey')} {recipient === null ? null : <code class="key" dir="ltr">{recipient}</code>}</p>;
  if (mine === null) return <Notice kind="needs"><p>{t('ally:mineFirst')}</p></Notice>;
  if (contact.changed) return <Changed vault={vault} contact={contact} card={card} changed={contact.changed} mine={mine} change={change} onProblem={onProblem} />;
  const same = (how: How) => { setAgain(false); change((one) => settle(one, card, how, new Date().toISOString())); };
  return (
    <section class="block">
      <h2>{t('ally:number')}</h2>
      {compared === null ? <Notice kind="needs" testid="not-compared"><p>{t('ally:notCompared', { name })}</p></Notice> : (
        <p data-testid="compared">{t(compared.how === 'phone' ? 'ally:comparedPhone' : 'ally:comparedPerson', { day: formatDayHere(compared.at) })}</p>
      )}
      {compared === null || again ? <Compare mine={mine.signed.card} theirs={card} name={contact.name} onSame={same} testid="compare" /> : <Button kind="quiet" onClick={() => setAgain(true)} testid="compare-again">{t('ally:compareAgain')}</Button>}
    </section>
  );
}

const ROLES: readonly Role[] = ['ally', 'witness', 'recipient'];

function Roles({ contact, change }: { contact: Contact; change: Change }) {
  const t = useT();
  return (
    <fieldset class="choice">
      <legend class="choice-legend">{t('ally:roles')}</legend>
      {ROLES.map((role) => (
        <Tick key={role} label={t(`ally:role.${role}`)} hint={t(`ally:roleHint.${role}`)} checked={contact.roles.includes(role)} testid={`role-${role}`}
          onChange={(on) => change((one) => ({ ...one, roles: ROLES.filter((other) => (other === role ? on : one.roles.includes(other))) }))} />
      ))}
    </fieldset>
  );
}

function Remove({ vault, contact, onProblem }: { vault: Vault; contact: Contact; onProblem: (words: string) => void }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    const answer = await vault.shelve({ drop: [contact.id] });
    if (answer.ok) goTo({ page: 'ally', part: 'people', id: null });
    else onProblem(problemWords(answer));
  };
  if (!asked) return <Button kind="quiet" onClick={() => setAsked(true)} testid="remove-person">{t('ally:remove')}</Button>;
  return (
    <Dialog title={t('ally:removeTitle', { name: shownName(contact.name) })} onClose={() => setAsked(false)} testid="remove-dialog">
      <p>{t('ally:removeLead')}</p>
      <div class="row">
        <Button kind="danger" onClick={() => void remove()} testid="remove-yes">{t('ally:removeYes')}</Button>
        <Button kind="quiet" onClick={() => setAsked(false)}>{t('common:cancel')}</Button>
      </div>
    </Dialog>
  );
}
