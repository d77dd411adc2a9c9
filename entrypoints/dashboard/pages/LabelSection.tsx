import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { shownName } from '@/components/FileChooser';
import type { Contact, LabelOp } from '@/utils/domain/handoff';
import { contactsOf } from '@/utils/handoff/book';
import { allOps, say } from '@/utils/handoff/labels/desk';
import { draftOf, newsOf, type Draft } from '@/utils/handoff/labels/draft';
import { shownOf, stateOf } from '@/utils/handoff/labels/state';
import { CHOSEN, type WitnessValue } from '@/utils/handoff/labels/values';
import { me as myself, type Me } from '@/utils/handoff/person';
import { formatList, formatShort } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Value } from './ally/back/Value';
import type { Axis } from './ally/work/axes';
import { Board } from './ally/work/Board';

interface Open { me: Me; contacts: Contact[]; ops: LabelOp[] }

async function read(vault: Vault, id: string): Promise<Open | null> {
  const card = await vault.shelf('person');
  if (!card.ok || card.value.length === 0) return null;
  const me = await myself(vault);
  if (!me.ok || me.value === null) return null;
  const [ops, contacts] = await Promise.all([allOps(vault), contactsOf(vault)]);
  return ops.ok && contacts.ok ? { me: me.value, contacts: contacts.value, ops: ops.value.filter(({ item }) => item === id) } : null;
}

/** What is said of one saved post, and by whom; her own word by the same keys that an ally has. Not there before she made a card. */
export function LabelSection({ vault, version, id }: { vault: Vault; version: number; id: string }) {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [axis, setAxis] = useState<Axis>('form');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void read(vault, id).then((answer) => { if (!gone) setOpen(answer); });
    return () => { gone = true; };
  }, [vault, version, id]);
  if (open === null) return null;
  const mine = open.me.signed.card.label;
  const labels = stateOf(open.ops).get(id);
  const nameOf = (author: string): string => (author === mine ? t('triage:you') : shownName(open.contacts.find(({ card }) => card?.card.label === author)?.name ?? t('triage:gone')));
  const keep = async (said: Draft) => {
    setDraft(null);
    const answer = await say(vault, open.me.label, null, newsOf(id, open.ops.filter(({ author }) => author === mine), said), new Date());
    setProblem(answer.ok ? null : problemWords(answer));
  };
  const authors = Object.entries(labels?.authors ?? {});
  const tags = authors.filter(([, { tags: all }]) => all.length > 0);
  const seen = authors.flatMap(([author, { witnessed }]) => witnessed.map(({ value }) => ({ author, value })));
  return (
    <section class="block" data-testid="labels">
      <h2>{t('triage:saidTitle')}</h2>
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      <dl class="facts">
        {CHOSEN.flatMap((field) => {
          const shown = shownOf(labels, field, mine);
          const all = shown === null ? [] : shown.kind === 'one' ? [shown] : shown.all;
          return all.map(({ author, said }) => (
            <div class="fact" key={`${field} ${author}`}>
              <dt>{t(`triage:field.${field}`)}</dt>
              <dd><Value field={field} value={said.value} /> <span class="hint"><bdi>{nameOf(author)}</bdi></span></dd>
            </div>
          ));
        })}
        {tags.map(([author, { tags: all }]) => <div class="fact" key={author}><dt>{t('triage:tag')}</dt><dd><bdi>{formatList(all.map(shownName))}</bdi> <span class="hint"><bdi>{nameOf(author)}</bdi></span></dd></div>)}
        {seen.map(({ author, value }, i) => <div class="fact" key={i}><dt>{t('triage:axis.witness')}</dt><dd>{witnessWords(value, t)} <span class="hint"><bdi>{nameOf(author)}</bdi></span></dd></div>)}
      </dl>
      {draft === null ? (
        <Button kind="quiet" onClick={() => { setAxis('form'); setDraft({ ...draftOf(labels?.authors[mine]), pass: false }); }} testid="label-open">{t('triage:sayOwn')}</Button>
      ) : <Board draft={draft} axis={axis} onDraft={setDraft} onAxis={setAxis} onNext={(said) => void keep(said)} onBefore={null} own />}
    </section>
  );
}

const witnessWords = ({ at, saw, record }: WitnessValue, t: ReturnType<typeof useT>): string =>
  [t('triage:witnessSigned', { time: formatShort(at), saw: t(`triage:saw.${saw}`) }), ...(record === null ? [] : [t('triage:witnessRecord', { sum: record.slice(0, 16) })])].join(' · ');
