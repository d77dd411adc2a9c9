import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import type { Contact, Given } from '@/utils/domain/handoff';
import type { Me } from '@/utils/handoff/person';
import { formatDayHere, formatList } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Shelved, Vault } from '@/utils/vault/types';

import { writeRevocation } from '../../../give-file';

export interface GivenListProps { vault: Vault; me: Me; given: readonly Shelved<Given>[]; contacts: readonly Contact[] }

/** Everything that was given, newest first; each can be asked back, which is not the same as getting it back. */
export function GivenList({ vault, me, given, contacts }: GivenListProps) {
  const t = useT();
  const [asked, setAsked] = useState<Shelved<Given> | null>(null);
  const [said, setSaid] = useState<{ kind: 'plain' | 'failed'; words: string } | null>(null);
  const revoke = async (one: Shelved<Given>) => {
    setAsked(null);
    const answer = await writeRevocation(vault, me, one.id, new Date());
    if (answer.ok) setSaid({ kind: 'plain', words: t('give:askedDone', { name: answer.value.name }) });
    else setSaid(answer.error === 'no-place' ? null : { kind: 'failed', words: problemWords(answer) });
  };
  if (given.length === 0) return null;
  return (
    <section class="block" data-testid="given-list">
      <h2>{t('give:givenTitle')}</h2>
      {said ? <Notice kind={said.kind} testid="given-said"><p>{said.words}</p></Notice> : null}
      <ul class="files" role="list">
        {given.map((one) => <GivenLine key={one.id} data={one.data} contacts={contacts} onAsk={() => setAsked(one)} />)}
      </ul>
      {asked === null ? null : (
        <Dialog title={t('give:askTitle')} onClose={() => setAsked(null)} testid="ask-dialog">
          <p>{t('give:askLead')}</p>
          <p>{t('give:beforeCopy')}</p>
          <div class="row">
            <Button kind="main" onClick={() => void revoke(asked)} testid="ask-yes">{t('give:askYes')}</Button>
            <Button kind="quiet" onClick={() => setAsked(null)}>{t('common:cancel')}</Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function GivenLine({ data, contacts, onAsk }: { data: Given; contacts: readonly Contact[]; onAsk: () => void }) {
  const t = useT();
  const names = data.to.map((id) => contacts.find((one) => one.id === id)?.name).map((name) => (name === undefined ? t('give:removed') : shownName(name)));
  const { words, pictures, grounds } = data.scope;
  const what = [words ? t('give:words') : null, pictures ? t('give:pictures') : null, grounds ? t('give:groundsShort') : null].filter((one) => one !== null);
  const state = data.revoked !== null ? t('give:wasAsked', { day: formatDayHere(data.revoked) }) : data.ends === null ? t('give:until.none') : t('give:endsOn', { day: formatDayHere(data.ends) });
  return (
    <li class="row row-apart" data-testid="given" data-revoked={data.revoked !== null}>
      <span>
        <bdi>{formatList(names)}</bdi> · {t('handover:count', { count: data.items.length })} · {formatDayHere(data.made)}
        <br /><span class="hint">{[...(what.length > 0 ? what : [t('give:neitherShort')]), state, shownName(data.purpose)].filter((one) => one !== '').join(' · ')}</span>
      </span>
      <Button kind="quiet" onClick={onAsk} testid="given-ask">{t(data.revoked === null ? 'give:ask' : 'give:askAgain')}</Button>
    </li>
  );
}
