import { useMemo, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { Notice } from '@/components/Notice';
import { VirtualList } from '@/components/VirtualList';
import { MOST_ACCOUNTS, MOST_BYTES, readList, type ListFault, type ReadList } from '@/utils/act/list-file';
import { meet, MOST_LISTS, type TakenList } from '@/utils/act/lists';
import type { SpareFor } from '@/utils/act/spare';
import type { Sender } from '@/utils/domain/act';
import { formatBytes, formatDay, formatNumber, formatShort } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';
import type { Shelved } from '@/utils/vault/types';

export interface ListsInProps {
  senders: Sender[];
  spare: SpareFor;
  lists: Shelved<TakenList>[];
  onTake: (list: TakenList) => void;
  onDrop: (id: string) => void;
  /** On to the first page, with these senders. */
  onChoose: (senders: Sender[]) => void;
}

const MOST_REASON = 200;

/** A file is read here, shown, and then only covers: nothing is done to an account of which nothing is saved. */
export function ListsIn({ senders, spare, lists, onTake, onDrop, onChoose }: ListsInProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadList | null>(null);
  const [fault, setFault] = useState<ListFault | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const met = useMemo(() => (read === null ? [] : meet(read.accounts, senders, spare)), [read, senders, spare]);
  const of = (is: string) => met.filter((one) => one.is === is);
  const known = of('saved').map(({ sender }) => sender).filter((one) => one !== null);
  const open = async (file: File | undefined) => {
    setRead(null);
    setFault(null);
    if (file === undefined) return;
    if (file.size > MOST_BYTES) return setFault('too-large');
    const answer = readList(new Uint8Array(await file.arrayBuffer()));
    if (answer.ok) setRead(answer.value);
    else setFault(answer.error);
  };
  const take = () => {
    if (read === null) return;
    onTake({ site: read.site, accounts: met.filter(({ is }) => is !== 'spared').map(({ account }) => account), reason: reason.trim() === '' ? null : reason.trim(), until: until === '' ? null : until, taken: new Date().toISOString() });
    setRead(null);
    setReason('');
    setUntil('');
  };
  return (
    <section class="block act-wide" data-testid="lists-in">
      <h2>{t('quiet:inTitle')}</h2>
      <p>{t('quiet:inLead')}</p>
      <input ref={input} class="unseen" type="file" accept=".csv,.json,.txt" tabIndex={-1} aria-hidden="true" onChange={(event) => { void open(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} data-testid="list-file" />
      <Button onClick={() => input.current?.click()} testid="list-choose">{t('quiet:inChoose')}</Button>
      {fault ? <Notice kind="failed" testid="list-fault"><p>{t(`quiet:fault.${fault}`, { size: formatBytes(MOST_BYTES), most: formatNumber(MOST_ACCOUNTS) })}</p></Notice> : null}
      {read ? (
        <div class="act-card" data-testid="list-preview">
          <h3>{t('quiet:inRead', { count: read.accounts.length, site: siteName(read.site) })}</h3>
          <ul class="plain-list">
            <li data-testid="list-saved">{t('quiet:inSaved', { count: known.length })}</li>
            <li data-testid="list-unknown">{t('quiet:inUnknown', { count: of('unknown').length })}</li>
            {of('spared').length > 0 ? <li data-testid="list-spared">{t('quiet:inSpared', { count: of('spared').length })}</li> : null}
            {read.unread > 0 ? <li data-testid="list-unread">{t('quiet:inUnread', { count: read.unread })}</li> : null}
          </ul>
          <Field label={t('quiet:reason')} value={reason} onInput={setReason} maxLength={MOST_REASON} testid="list-reason" />
          <label class="field"><span class="field-label">{t('quiet:inUntil')}</span><input class="input" type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} data-testid="list-until" /></label>
          <div class="row">
            <Button kind="main" disabled={lists.length >= MOST_LISTS || of('spared').length === met.length} onClick={take} testid="list-take">{t('quiet:inTake')}</Button>
            {known.length > 0 ? <Button onClick={() => onChoose(known)} testid="list-quiet">{t('quiet:inQuiet', { count: known.length })}</Button> : null}
            <Button kind="quiet" onClick={() => setRead(null)} testid="list-leave">{t('quiet:inLeave')}</Button>
          </div>
          {lists.length >= MOST_LISTS ? <p class="hint">{t('quiet:inFull', { most: formatNumber(MOST_LISTS) })}</p> : null}
          <VirtualList count={met.length} label={t('quiet:each')} estimate={48} rowKey={(i) => String(i)} testid="list-names"
            row={(i) => {
              const one = met[i];
              return one === undefined ? null : (
                <div class="act-line">
                  <span class="act-who" data-row-focus tabIndex={-1}><bdi>{one.account.handle === null ? one.account.userId : `@${one.account.handle}`}</bdi></span>
                  <span class="hint">{t(`quiet:is.${one.is}`)}</span>
                </div>
              );
            }} />
        </div>
      ) : null}
      {lists.map(({ id, data }) => (
        <div class="act-line" key={id} data-testid="list-taken">
          <span class="act-who">{t('quiet:takenList', { count: data.accounts.length, site: siteName(data.site) })}</span>
          <span class="hint"><time dateTime={data.taken}>{formatShort(data.taken)}</time>{data.reason ? <> · <bdi>{data.reason}</bdi></> : null}{data.until ? <> · {t('quiet:endsOn', { date: formatDay(data.until) })}</> : null}</span>
          <Button kind="quiet" onClick={() => onDrop(id)} testid="list-drop">{t('quiet:inDrop')}</Button>
        </div>
      ))}
    </section>
  );
}
