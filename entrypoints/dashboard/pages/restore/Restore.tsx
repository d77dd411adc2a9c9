import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { NewPassphrase } from '@/components/NewPassphrase';
import { Progress } from '@/components/Progress';
import type { BackupStart } from '@/utils/domain/backup';
import { changeNote } from '@/utils/handoff/backup-note';
import { lookInto, restoreBackup } from '@/utils/handoff/restore';
import { formatShort } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { Opener } from './Opener';

/** A backup into a new installation: the file and what opens it, what is in it, a lock for this device, and only then anything is written. */
export function Restore({ vault, onBack, onMade }: { vault: Vault; onBack: () => void; onMade: () => void }) {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [found, setFound] = useState<BackupStart | null>(null);
  const [looking, setLooking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setFound(null), [file, passphrase]);
  useEffect(() => { document.querySelector<HTMLElement>('.sheet h1')?.focus(); }, []);
  const look = async (event: Event) => {
    event.preventDefault();
    if (file === null || passphrase === null) return;
    setLooking(true);
    setProblem(null);
    const answer = await lookInto(file, passphrase);
    setLooking(false);
    if (answer.ok) setFound(answer.value);
    else setProblem(problemWords(answer));
  };
  return (
    <section class="sheet" data-testid="restore">
      <h1 tabIndex={-1}>{t('backup:restoreTitle')}</h1>
      <p>{t('backup:restoreLead')}</p>
      <form class="inset" onSubmit={(event) => void look(event)}>
        <label class="field">
          <span class="field-label">{t('backup:file')}</span>
          <input type="file" accept=".age" onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} data-testid="restore-file" />
        </label>
        <Opener onChange={setPassphrase} />
        {problem ? <p class="field-error" role="alert" data-testid="restore-problem">{problem}</p> : null}
        {found ? null : (
          <div class="row">
            <Button kind="quiet" onClick={onBack}>{t('common:back')}</Button>
            <Button kind="main" type="submit" disabled={looking || file === null || passphrase === null} testid="restore-look">{looking ? t('backup:looking') : t('backup:look')}</Button>
          </div>
        )}
      </form>
      {found && file && passphrase ? <PutBack vault={vault} file={file} passphrase={passphrase} found={found} onBack={onBack} onMade={onMade} onProblem={setProblem} /> : null}
    </section>
  );
}

interface PutBackProps { vault: Vault; file: File; passphrase: string; found: BackupStart; onBack: () => void; onMade: () => void; onProblem: (problem: string | null) => void }

function PutBack({ vault, file, passphrase, found, onBack, onMade, onProblem }: PutBackProps) {
  const t = useT();
  const [lock, setLock] = useState<'yes' | 'no' | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const restore = async () => {
    const controller = new AbortController();
    stop.current = controller;
    onProblem(null);
    setAt({ done: 0, of: Math.max(1, found.items) });
    const answer = await restoreBackup({ file, passphrase, next: lock === 'yes' ? next : null, signal: controller.signal }, (done, of) => setAt({ done, of: Math.max(1, of) }));
    setAt(null);
    if (!answer.ok) return onProblem(answer.error === 'stopped' ? t('backup:restoreStopped') : problemWords(answer));
    stop.current = null;
    await changeNote(vault, (note) => ({ ...note, restored: { at: new Date().toISOString(), ...answer.value, seen: false } }));
    onMade();
  };
  if (at) return <Progress label={t('backup:restoring')} done={at.done} of={at.of} onStop={() => stop.current?.abort()} stopLabel={t('backup:stop')} testid="restore-progress" />;
  return (
    <div class="inset">
      <p data-testid="restore-found"><strong>{t('backup:found', { count: found.items, time: formatShort(found.made) })}</strong></p>
      <Choice
        legend={t('backup:hereLegend')}
        value={lock}
        onChange={setLock}
        options={[
          { value: 'yes', label: t('first:deviceYes'), hint: t('first:deviceYesHint'), testid: 'choose-passphrase' },
          { value: 'no', label: t('first:deviceNo'), hint: t('first:deviceNoHint'), testid: 'choose-unlocked' },
        ]}
      />
      {lock === 'yes' ? <NewPassphrase onChange={setNext} /> : null}
      <div class="row">
        <Button kind="quiet" onClick={onBack}>{t('common:back')}</Button>
        <Button kind="main" disabled={lock === null || (lock === 'yes' && next === null)} onClick={() => void restore()} testid="restore-go">{t('backup:restore', { count: found.items })}</Button>
      </div>
    </div>
  );
}
