import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { FileChooser } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { Tick } from '@/components/Tick';
import { FOLDER_MOST, type FolderPlace } from '@/utils/domain/folder';
import { queue, type Filed } from '@/utils/handoff/folder/outbox';
import { standing } from '@/utils/handoff/contacts';
import { tCode } from '@/utils/i18n';
import { formatBytes, formatShort } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import type { Shared } from '../Folder';
import { Fresh } from './Fresh';
import { openServer } from './tab';
import { lookThere, sendAll, takeAway, type Listing, type WorkProblem } from './work';

const LIMITS = { files: 20, one: FOLDER_MOST, all: FOLDER_MOST };

/** What lies there of hers, and for whom; what is new for her. */
export function Files({ vault, shared, place, onChange }: { vault: Vault; shared: Shared; place: FolderPlace; onChange: () => Promise<void> }) {
  const t = useT();
  const [chosen, setChosen] = useState<File[]>([]);
  const [to, setTo] = useState<string[]>([]);
  const [sending, setSending] = useState<{ sent: number; of: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<WorkProblem | 'not-sealed' | null>(null);
  const [listing, setListing] = useState<Listing | null>(null);
  const names = new Map(shared.contacts.map(({ id, name }) => [id, name]));
  const own = shared.files.filter(({ row }) => row.dir === 'out').reverse();
  const waiting = own.filter(({ row }) => row.state === 'waiting');

  const alone = async (work: () => Promise<{ ok: true } | { ok: false; error: WorkProblem | 'not-sealed' }>) => {
    setBusy(true);
    setProblem(null);
    const done = await work();
    if (!done.ok) setProblem(done.error);
    setBusy(false);
    await onChange();
  };
  const put = () => alone(async () => {
    for (const file of chosen) {
      const queued = await queue(vault, file, to);
      if (!queued.ok) return { ok: false, error: queued.error === 'not-sealed' ? queued.error : 'vault' };
    }
    setChosen([]);
    return { ok: true };
  });
  const send = () => alone(async () => {
    const done = await sendAll(vault, place, own.toReversed(), (sent, of) => setSending({ sent, of }));
    setSending(null);
    return done;
  });
  const look = () => alone(async () => {
    const found = await lookThere(place, shared.files);
    if (found.ok) setListing(found.value);
    return found;
  });
  const state = ({ row }: Filed): string => {
    if (row.state === 'waiting') return t(row.tried ? 'folder:cutOff' : 'folder:waiting');
    return listing && !listing.there.has(row.name) ? t('folder:goneThere') : t('folder:there');
  };
  return (
    <>
      {problem ? (
        <Notice kind="failed" testid="folder-problem">
          <p>{tCode('folder:problem.', problem)}</p>
          {problem === 'no-tab' || problem === 'signed-out' ? <Button onClick={() => void openServer(place)} testid="folder-open">{t('folder:openServer')}</Button> : null}
        </Notice>
      ) : null}
      <h2>{t('folder:putTitle')}</h2>
      <FileChooser label={t('folder:choose')} hint={t('folder:chooseHint')} limits={LIMITS} files={chosen} onFiles={setChosen} disabled={busy} testid="folder-file" />
      {chosen.length > 0 ? (
        <fieldset class="choice">
          <legend class="choice-legend">{t('folder:forWhom')}</legend>
          {shared.contacts.filter((one) => standing(one) === 'fit').map(({ id, name }) => (
            <Tick key={id} label={name} checked={to.includes(id)} onChange={(on) => setTo(on ? [...to, id] : to.filter((other) => other !== id))} />
          ))}
          <Button kind="main" disabled={busy} onClick={() => void put()} testid="folder-put">{t('folder:put', { count: chosen.length })}</Button>
        </fieldset>
      ) : null}
      {sending ? <Progress label={t('folder:sending')} done={sending.sent} of={sending.of} counted={false} testid="folder-progress" /> : null}
      {waiting.length > 0 ? <Button kind="main" disabled={busy} onClick={() => void send()} testid="folder-send">{t('folder:send', { count: waiting.length })}</Button> : null}
      <h2>{t('folder:newTitle')}</h2>
      <Button disabled={busy} onClick={() => void look()} testid="folder-look">{t('folder:look')}</Button>
      {listing ? <Fresh vault={vault} place={place} names={listing.fresh} onProblem={setProblem} /> : null}
      <h2>{t('folder:ownTitle')}</h2>
      {own.length === 0 ? <p class="hint">{t('folder:ownNone')}</p> : (
        <ul class="files" role="list" data-testid="folder-own">
          {own.map((one) => (
            <li key={one.id} class="row row-apart">
              <span>
                <span>{one.row.to.length > 0 ? one.row.to.map((id) => names.get(id) ?? t('folder:someone')).join(', ') : t('folder:nobodyNamed')}</span>
                <span class="hint"> {formatShort(one.row.at)} · {formatBytes(one.row.size)} · {state(one)}</span>
              </span>
              <Button kind="quiet" disabled={busy} onClick={() => void alone(() => takeAway(vault, place, one))} label={t('folder:takeAwayOf', { time: formatShort(one.row.at) })}>{t('folder:takeAway')}</Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
