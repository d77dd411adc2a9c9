import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import type { Contact, Held, HeldItem } from '@/utils/domain/handoff';
import { letGo } from '@/utils/handoff/handover/hold';
import { makeReturn } from '@/utils/handoff/labels/exchange';
import type { Me } from '@/utils/handoff/person';
import { formatList, formatNumber, formatShort } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { openFile } from '@/utils/ui/save-file';
import { useT } from '@/utils/ui/use-t';
import type { Shelved, Vault } from '@/utils/vault/types';

import { OwnVoice } from './OwnVoice';

export interface HeldCardProps { vault: Vault; me: Me | null; row: Shelved<Held>; contact: Contact | null; sorted: ReadonlySet<string> }

const SCOPES = ['words', 'pictures', 'intimate', 'grounds'] as const;

/** One hand-over: by whom, what for, until when; and what can be done with it. */
export function HeldCard({ vault, me, row: { id, data: held }, contact, sorted }: HeldCardProps) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<{ kind: 'plain' | 'failed'; words: string } | null>(null);
  const [done, setDone] = useState(0);
  useEffect(() => {
    let gone = false;
    void vault.shelf<HeldItem>('held-item').then((rows) => { if (!gone && rows.ok) setDone(rows.value.filter(({ data }) => data.held === id && sorted.has(data.item)).length); });
    return () => { gone = true; };
  }, [vault, id, sorted]);
  const name = shownName(contact?.name ?? t('triage:gone'));
  const scope = SCOPES.filter((one) => held.scope[one]).map((one) => t(`triage:scope.${one}`));
  const over = held.ends !== null && Date.parse(held.ends) <= Date.now();

  const back = async () => {
    if (me === null || contact === null) return;
    setSaid(null);
    const made = await makeReturn(vault, me, contact.id, new Date());
    if (!made.ok) return setSaid({ kind: 'failed', words: made.error === 'not-found' ? t('triage:backNone') : problemWords(made) });
    const sink = await openFile(made.value.name, 'application/octet-stream');
    if (sink === null) return void made.value.stream.cancel();
    try {
      await made.value.stream.pipeTo(sink.stream);
      await sink.finish();
      setSaid({ kind: 'plain', words: t('triage:backDone', { count: made.value.labels, name: made.value.name }) });
    } catch {
      await sink.abort();
      setSaid({ kind: 'failed', words: problemWords({ error: 'write-failed' }) });
    }
  };

  return (
    <article class="block" data-testid="held" data-id={id}>
      <h2>{t('triage:from', { name })}</h2>
      <p>{t('triage:what', { count: held.rows.length, done: formatNumber(done) })}</p>
      <p class="hint">{t('triage:made', { time: formatShort(held.made) })}{held.ends === null || over ? null : <> · {t('triage:ends', { time: formatShort(held.ends) })}</>}</p>
      {held.revoked ? <Notice kind="needs" testid="held-revoked"><p>{t('triage:revoked')}</p></Notice> : null}
      {over ? <Notice kind="needs" testid="held-ended"><p>{t('triage:ended', { time: formatShort(held.ends ?? '') })}</p></Notice> : null}
      {held.log !== 'first' && held.log !== 'continues' ? <Notice kind={held.log === 'restored' ? 'plain' : 'needs'} testid="held-log"><p>{t(`triage:log.${held.log}`)}</p></Notice> : null}
      <OwnVoice label={t('triage:purpose')} words={held.purpose} />
      <OwnVoice label={t('triage:rules')} words={held.rules} />
      <p class="hint">{t('triage:scope')}: {scope.length > 0 ? formatList(scope) : t('triage:scope.none')}</p>
      {said ? <Notice kind={said.kind} testid={said.kind === 'failed' ? 'held-card-problem' : 'held-card-said'}><p>{said.words}</p></Notice> : null}
      <div class="row">
        <a class="button button-main" href={writeRoute({ page: 'ally', part: 'held', id })} data-testid="held-sort">{t(done > 0 ? 'triage:goOn' : 'triage:sort')}</a>
        {contact ? <Button onClick={() => void back()} disabled={me === null} testid="held-back">{t('triage:back', { name })}</Button> : null}
        <Button kind="quiet" expanded={asking} onClick={() => setAsking(!asking)} testid="held-delete">{t('triage:delete')}</Button>
      </div>
      {asking ? (
        <Dialog title={t('triage:delete')} onClose={() => setAsking(false)} testid="held-delete-ask">
          <p>{t('triage:deleteAsk')}</p>
          <div class="row">
            <Button kind="danger" onClick={() => void letGo(vault, id).then((answer) => { if (!answer.ok) setSaid({ kind: 'failed', words: problemWords(answer) }); })} testid="held-delete-yes">{t('triage:deleteYes')}</Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>{t('triage:deleteNo')}</Button>
          </div>
        </Dialog>
      ) : null}
    </article>
  );
}
