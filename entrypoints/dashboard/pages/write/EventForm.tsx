import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { FileChooser, shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { buildOwnItem, type OwnFile, type OwnWords } from '@/utils/capture/by-hand';
import { MOST_FILES_OF_EVENT, MOST_OF_EVENT, MOST_OF_ONE, type OwnLimits } from '@/utils/domain/own-files';
import { formatBytes, formatNumber } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { momentNow, readOwn } from '../../own-file';
import { blankWords, type DraftBox } from '../../use-draft';

const LIMITS: OwnLimits = { files: MOST_FILES_OF_EVENT, one: MOST_OF_ONE, all: MOST_OF_EVENT };
const LONGEST = 500;

/** An event that no page shows. Everything that she typed stays until it is saved, also behind the lock. */
export function EventForm({ vault, draft }: { vault: Vault; draft: DraftBox }) {
  const t = useT();
  const { words, files, setFiles } = draft;
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState<{ id: string; number: number } | null>(null);
  const set = (key: keyof OwnWords) => (value: string) => draft.change((now) => ({ words: { ...now.words, [key]: value } }));
  const limits = { files: formatNumber(LIMITS.files), one: formatBytes(LIMITS.one), all: formatBytes(LIMITS.all) };

  const save = async () => {
    setSaved(null);
    setProblem(null);
    setMissing(words.what.trim() === '');
    if (words.what.trim() === '') return;
    setBusy(true);
    try {
      const read: OwnFile[] = [];
      for (const file of files) {
        const own = await readOwn(file);
        if (!own) return setProblem(t('write:unreadable', { name: shownName(file.name) }));
        read.push(own);
      }
      const answer = await vault.add(await buildOwnItem('by-hand', words, read, momentNow()));
      if (!answer.ok) return setProblem(problemWords(answer));
      setSaved({ id: answer.value.id, number: answer.value.number });
      draft.change({ words: blankWords() });
      setFiles([]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="write-form" onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
      {draft.cameBack && words.what + words.date + words.place !== '' ? <Notice title={t('write:cameBack')} testid="draft-back" /> : null}
      <Field label={t('write:what')} hint={t('write:whatHint')} rows={8} value={words.what} onInput={set('what')} error={missing ? t('write:whatMissing') : null} maxLength={50_000} testid="event-what" />
      <div class="write-pair">
        <Field label={t('write:date')} hint={t('write:dateHint')} value={words.date} onInput={set('date')} maxLength={LONGEST} testid="event-date" />
        <Field label={t('write:time')} hint={t('write:timeHint')} value={words.time} onInput={set('time')} maxLength={LONGEST} testid="event-time" />
      </div>
      <Field label={t('write:zone')} hint={t('write:zoneHint')} value={words.zone} onInput={set('zone')} maxLength={LONGEST} testid="event-zone" />
      <Field label={t('write:place')} value={words.place} onInput={set('place')} maxLength={LONGEST} testid="event-place" />
      <Field label={t('write:witnesses')} value={words.witnesses} onInput={set('witnesses')} maxLength={LONGEST} testid="event-witnesses" />
      <Field label={t('write:reference')} value={words.reference} onInput={set('reference')} maxLength={LONGEST} testid="event-reference" />
      <FileChooser label={t('write:files')} hint={t('write:filesHint', limits)} limits={LIMITS} files={files} onFiles={setFiles} disabled={busy} testid="event-files" />
      {problem ? <Notice kind="failed" title={t('write:failedTitle')} testid="event-problem"><p>{problem}</p><p>{t('write:failedSafe')}</p></Notice> : null}
      <div class="row">
        <Button kind="main" type="submit" disabled={busy} testid="event-save">{busy ? t('write:saving') : t('write:save')}</Button>
      </div>
      {saved ? (
        <Notice title={t('write:saved', { number: formatNumber(saved.number, { useGrouping: false }) })} testid="event-saved">
          <p><a href={writeRoute({ page: 'saved', id: saved.id })} data-testid="event-open">{t('write:openIt')}</a></p>
        </Notice>
      ) : null}
    </form>
  );
}
