import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Field } from '@/components/Field';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { Tick } from '@/components/Tick';
import { changeNote, type BackupNote } from '@/utils/handoff/backup-note';
import { formatList, formatNumber, formatShort } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault, VaultState } from '@/utils/vault/types';

import { makeBackup, type BackupBy, type BackupMade } from '../../make-backup';
import { BackupHalves } from './BackupHalves';
import { BackupWords } from './BackupWords';
import { useBackupNote } from '../../use-backup-note';

/** A file with everything, what opens it, and how to find back to that when it is lost. */
export function BackupSection({ vault, state }: { vault: Vault; state: VaultState }) {
  const t = useT();
  const note = useBackupNote(vault);
  if (note === null) return null;
  return (
    <section class="block" data-testid="backup">
      <h2>{t('backup:title')}</h2>
      <p>{t('backup:lead')}</p>
      <p class="hint">{t('backup:what')}</p>
      <p data-testid="backup-last">{note.last ? t('backup:last', { count: note.last.items, time: formatShort(note.last.at) }) : t('backup:none')}</p>
      <MakeBackup vault={vault} note={note} hasPassphrase={state.hasPassphrase} />
      <Tick label={t('backup:remind')} hint={t('backup:remindHint')} checked={note.remind} onChange={(remind) => void changeNote(vault, (one) => ({ ...one, remind }))} testid="backup-remind" />
      {note.secret ? <BackupHalves vault={vault} /> : null}
    </section>
  );
}

function MakeBackup({ vault, note, hasPassphrase }: { vault: Vault; note: BackupNote; hasPassphrase: boolean }) {
  const t = useT();
  const [by, setBy] = useState<BackupBy['by']>('words');
  const [wrote, setWrote] = useState(note.last?.by === 'words');
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [made, setMade] = useState<BackupMade | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const make = async (event: Event) => {
    event.preventDefault();
    const controller = new AbortController();
    stop.current = controller;
    setProblem(null);
    setMade(null);
    setAt({ done: 0, of: 1 });
    const answer = await makeBackup(vault, by === 'words' ? { by } : { by, passphrase: typed }, controller.signal, (done, of) => setAt({ done, of: Math.max(1, of) }));
    setAt(null);
    setTyped('');
    if (answer.ok) setMade(answer.value);
    else if (answer.error === 'stopped') setProblem(t('backup:stopped'));
    else if (answer.error !== 'no-place') setProblem(problemWords(answer));
  };
  if (at) return <Progress label={t('backup:making')} done={at.done} of={at.of} onStop={() => stop.current?.abort()} stopLabel={t('backup:stop')} testid="backup-progress" />;
  return (
    <form class="inset" onSubmit={(event) => void make(event)}>
      {made ? <Made made={made} /> : null}
      {hasPassphrase ? (
        <Choice
          legend={t('backup:by')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'words', label: t('backup:byWords'), hint: t('backup:byWordsHint'), testid: 'backup-by-words' },
            { value: 'passphrase', label: t('backup:byPassphrase'), hint: t('backup:byPassphraseHint'), testid: 'backup-by-passphrase' },
          ]}
        />
      ) : null}
      {by === 'words' ? <BackupWords vault={vault} since={note.secret?.made ?? null} wrote={wrote} onWrote={setWrote} /> : (
        <Field label={t('backup:passphrase')} type="password" value={typed} onInput={setTyped} autoComplete="current-password" testid="backup-passphrase" />
      )}
      {problem ? <p class="field-error" role="alert" data-testid="backup-problem">{problem}</p> : null}
      <Button kind="main" type="submit" disabled={by === 'words' ? note.secret === null || !wrote : typed === ''} testid="make-backup">{t('backup:make')}</Button>
    </form>
  );
}

function Made({ made: { name, place, end } }: { made: BackupMade }) {
  const t = useT();
  return (
    <Notice title={t('backup:doneTitle', { count: end.items })} testid="backup-done">
      <p>{place === 'downloads' ? t('backup:doneDownloads') : t('backup:donePicked')}</p>
      <p class="file-name" dir="ltr">{name}</p>
      {end.left.length > 0 ? <p>{t('backup:left', { count: end.left.length, numbers: formatList(end.left.map((n) => formatNumber(n))) })}</p> : null}
      <p>{t('backup:doneNext')}</p>
    </Notice>
  );
}
