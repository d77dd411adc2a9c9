import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';

import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import type { Contact, LabelOp } from '@/utils/domain/handoff';
import { contactsOf } from '@/utils/handoff/book';
import { allOps, say } from '@/utils/handoff/labels/desk';
import { readBack } from '@/utils/handoff/labels/exchange';
import { stateOf } from '@/utils/handoff/labels/state';
import { advised, agreementOf, differences, type Difference } from '@/utils/handoff/labels/summary';
import { takeIn, type Prepared } from '@/utils/handoff/labels/takein';
import { me as myself, type Me } from '@/utils/handoff/person';
import { tCode } from '@/utils/i18n';
import { problemWords } from '@/utils/ui/problem';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import type { AllyPageProps } from '../Ally';
import { Agreed } from './back/Agreed';
import { Differences } from './back/Differences';
import { Preview } from './back/Preview';
import { Queue } from './back/Queue';
import { leaveFile, takeIncoming, type Incoming } from './incoming';
import { OpenFile } from './OpenFile';

interface Open { me: Me | null; contacts: Contact[]; ops: LabelOp[]; numbers: ReadonlyMap<string, number> }

async function read(vault: Vault): Promise<Open | string> {
  const [me, contacts, ops] = await Promise.all([myself(vault), contactsOf(vault), allOps(vault)]);
  if (!me.ok) return problemWords(me);
  if (!contacts.ok) return problemWords(contacts);
  if (!ops.ok) return problemWords(ops);
  const numbers = new Map<string, number>();
  if (ops.value.length > 0) for await (const batch of vault.heads()) for (const { id, number } of batch) numbers.set(id, number);
  return { me: me.value, contacts: contacts.value, ops: ops.value, numbers };
}

/** Why labels were not taken in; other codes are everybody's. */
const refusal = (answer: { error: string; detail?: string }): string => {
  const words = tCode('triage:refused.', answer.error);
  return words === answer.error ? problemWords(answer) : words;
};

/** What an ally sends back: seen in numbers first, then merged; who says what stays apart, and she says what shows. */
export function Back({ vault, version, onChosen }: AllyPageProps) {
  const t = useT();
  const [open, setOpen] = useState<Open | string | null>(null);
  const [prepared, setPrepared] = useState<{ value: Prepared; told: Incoming['told'] } | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ kind: 'plain' | 'failed'; words: string } | null>(null);
  useEffect(() => {
    let gone = false;
    void read(vault).then((answer) => { if (!gone) setOpen(answer); });
    return () => { gone = true; };
  }, [vault, version]);
  const me = open !== null && typeof open !== 'string' ? open.me : null;
  const ops = open !== null && typeof open !== 'string' ? open.ops : null;

  const look = useCallback(async (file: File, told: Incoming['told'] = async () => undefined) => {
    if (me === null) return;
    setBusy(true);
    setSaid(null);
    setPrepared(null);
    const answer = await readBack(vault, me, file, new Date());
    setBusy(false);
    if (answer.ok) return setPrepared({ value: answer.value, told });
    if (answer.error === 'other-kind') {
      leaveFile(file, told);
      return goTo({ page: 'ally', part: 'held', id: null });
    }
    await told(answer);
    setSaid({ kind: 'failed', words: refusal(answer) });
  }, [vault, me]);
  useEffect(() => {
    const incoming = me === null ? null : takeIncoming();
    if (incoming) void look(incoming.file, incoming.told);
  }, [me, look]);

  const take = async () => {
    if (prepared === null) return;
    setBusy(true);
    const answer = await takeIn(vault, prepared.value, new Date());
    await prepared.told(answer);
    setBusy(false);
    setPrepared(null);
    setSaid(answer.ok ? { kind: 'plain', words: t('triage:taken', { count: prepared.value.fresh.length }) } : { kind: 'failed', words: problemWords(answer) });
  };
  const choose = async ({ item, field }: Difference, author: string) => {
    if (me === null) return;
    const answer = await say(vault, me.label, null, [{ item, field: 'choice', value: { field, author } }], new Date());
    if (!answer.ok) setSaid({ kind: 'failed', words: problemWords(answer) });
  };
  const quiet = (items: string[], part: 'home' | 'block') => {
    onChosen(new Set(items));
    goTo({ page: 'quiet', part, of: null });
  };

  const mine = me?.signed.card.label ?? '';
  const state = useMemo(() => stateOf(ops ?? []), [ops]);
  if (open === null) return <section class="sheet"><p class="hint" role="status">{t('common:loading')}</p></section>;
  if (typeof open === 'string') return <section class="sheet"><Notice kind="failed"><p>{open}</p></Notice></section>;
  const nameOf = (author: string): string => (author === mine ? t('triage:you') : shownName(open.contacts.find(({ card }) => card?.card.label === author)?.name ?? t('triage:gone')));
  const here = (items: string[]): string[] => items.filter((item) => open.numbers.has(item));
  const authors = [...new Set(open.ops.map(({ author }) => author))].filter((author) => author !== mine);
  const differing = differences(state, mine).filter(({ item }) => open.numbers.has(item));
  return (
    <section class="sheet" data-testid="back-page">
      <h1>{t('triage:backTitle')}</h1>
      <p class="lead">{t('triage:backLead')}</p>
      {said ? <Notice kind={said.kind} testid={said.kind === 'failed' ? 'back-problem' : 'back-said'}><p>{said.words}</p></Notice> : null}
      {me === null ? <Notice kind="needs"><p>{t('triage:cardFirst')}</p></Notice> : <OpenFile hint={t('triage:openHint')} busy={busy} onFile={(file) => void look(file)} testid="back-file" />}
      {prepared ? <Preview prepared={prepared.value} known={open.ops} busy={busy} onTake={() => void take()} onLeave={() => setPrepared(null)} /> : null}
      {authors.length > 0 ? (
        <>
          <Queue mute={here(advised(state, 'mute', mine))} block={here(advised(state, 'block', mine))} onQuiet={quiet} />
          <h2>{t('triage:agreedTitle')}</h2>
          {authors.flatMap((author, i) => [mine, ...authors.slice(0, i)].map((other) => <Agreed key={`${author} ${other}`} names={[nameOf(author), nameOf(other)]} of={agreementOf(state, author, other)} />))}
          <h2>{t('triage:differTitle')}</h2>
          {differing.length === 0 ? <p>{t('triage:differNone')}</p> : <><p class="hint">{t('triage:differLead')}</p><Differences all={differing} nameOf={nameOf} numberOf={(item) => open.numbers.get(item) ?? null} onChoose={(one, author) => void choose(one, author)} /></>}
        </>
      ) : <p class="hint">{t('triage:backNothing')}</p>}
    </section>
  );
}
