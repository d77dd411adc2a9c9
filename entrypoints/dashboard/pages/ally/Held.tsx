import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { EmptyState } from '@/components/EmptyState';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import type { Contact, Held as HeldRow } from '@/utils/domain/handoff';
import { contactsOf } from '@/utils/handoff/book';
import { takeIn } from '@/utils/handoff/handover/hold';
import { ownOps } from '@/utils/handoff/labels/desk';
import { me as myself, type Me } from '@/utils/handoff/person';
import { problemWords } from '@/utils/ui/problem';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Shelved, Vault } from '@/utils/vault/types';

import type { AllyPageProps } from '../Ally';
import { HeldCard } from './HeldCard';
import { leaveFile, takeIncoming, type Incoming } from './incoming';
import { OpenFile } from './OpenFile';
import { Work } from './Work';

interface Open { me: Me | null; held: Shelved<HeldRow>[]; contacts: Contact[]; sorted: ReadonlySet<string> }

async function read(vault: Vault): Promise<Open | string> {
  const [me, held, contacts] = await Promise.all([myself(vault), vault.shelf<HeldRow>('held'), contactsOf(vault)]);
  if (!me.ok) return problemWords(me);
  if (!held.ok) return problemWords(held);
  if (!contacts.ok) return problemWords(contacts);
  const sorted = new Set<string>();
  for (const from of new Set(held.value.map(({ data }) => data.from))) {
    const ops = await ownOps(vault, from);
    if (!ops.ok) return problemWords(ops);
    for (const { item } of ops.value) sorted.add(item);
  }
  return { me: me.value, held: held.value, contacts: contacts.value, sorted };
}

/** What others handed to this person: apart from their own posts, each with its purpose, its rules and its end. */
export function Held({ vault, version, id }: AllyPageProps) {
  return id === null ? <List vault={vault} version={version} /> : <Work vault={vault} version={version} id={id} />;
}

function List({ vault, version }: { vault: Vault; version: number }) {
  const t = useT();
  const [open, setOpen] = useState<Open | string | null>(null);
  const [busy, setBusy] = useState<{ done: number; of: number | null } | null>(null);
  const [said, setSaid] = useState<{ kind: 'plain' | 'failed'; words: string } | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    let gone = false;
    void read(vault).then((answer) => { if (!gone) setOpen(answer); });
    return () => { gone = true; };
  }, [vault, version]);
  useEffect(() => () => stop.current?.abort(), []);
  const me = open !== null && typeof open !== 'string' ? open.me : null;
  const take = useCallback(async (file: File, told: Incoming['told'] = async () => undefined) => {
    if (me === null) return;
    stop.current = new AbortController();
    setSaid(null);
    setBusy({ done: 0, of: null });
    const answer = await takeIn(vault, me, file, { now: new Date(), signal: stop.current.signal, progress: (done, of) => setBusy({ done, of }) });
    stop.current = null;
    setBusy(null);
    // Labels that come back are opened on a page of their own.
    if (!answer.ok && answer.error === 'other-kind') {
      leaveFile(file, told);
      return goTo({ page: 'ally', part: 'back', id: null });
    }
    await told(answer);
    if (!answer.ok) return setSaid({ kind: 'failed', words: problemWords(answer) });
    setSaid({ kind: 'plain', words: answer.value.kind === 'held' ? t('triage:takenIn', { count: answer.value.held.rows.length }) : t('triage:asked', { count: answer.value.held.length }) });
  }, [vault, me, t]);
  useEffect(() => {
    const incoming = me === null ? null : takeIncoming();
    if (incoming) void take(incoming.file, incoming.told);
  }, [me, take]);

  if (open === null) return <section class="sheet"><p class="hint" role="status">{t('common:loading')}</p></section>;
  if (typeof open === 'string') return <section class="sheet"><Notice kind="failed"><p>{open}</p></Notice></section>;
  return (
    <section class="sheet" data-testid="held-page">
      <h1>{t('triage:title')}</h1>
      <p class="lead">{t('triage:lead')}</p>
      {said ? <Notice kind={said.kind} testid={said.kind === 'failed' ? 'held-problem' : 'held-said'}><p>{said.words}</p></Notice> : null}
      {open.me === null ? <Notice kind="needs" testid="held-no-card"><p>{t('triage:cardFirst')}</p></Notice> : <OpenFile hint={t('triage:openHint')} busy={busy !== null} onFile={(file) => void take(file)} testid="held-file" />}
      {busy ? <Progress label={t('triage:taking')} done={busy.of === null ? null : busy.done} of={busy.of ?? 1} secondsLeft={null} onStop={() => stop.current?.abort()} testid="held-progress" /> : null}
      {open.held.length === 0 ? <EmptyState title={t('triage:noneTitle')} testid="held-none"><p>{t('triage:noneLead')}</p></EmptyState> : null}
      {open.held.map((row) => <HeldCard key={row.id} vault={vault} me={open.me} row={row} contact={open.contacts.find(({ id }) => id === row.data.contact) ?? null} sorted={open.sorted} />)}
    </section>
  );
}
