import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { FileChooser, shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { buildOwnItem, NO_WORDS } from '@/utils/capture/by-hand';
import { MOST_BROUGHT_IN, MOST_OF_ONE, type OwnLimits } from '@/utils/domain/own-files';
import { formatBytes, formatNumber } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { momentNow, readOwn } from '../../own-file';

const LIMITS: OwnLimits = { files: MOST_BROUGHT_IN, one: MOST_OF_ONE, all: MOST_BROUGHT_IN * MOST_OF_ONE };

/** Files that she already has: one after another, each an item of its own. Stopped or failed, the rest waits in the list. */
export function BringIn({ vault }: { vault: Vault }) {
  const t = useT();
  const [origin, setOrigin] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const [done, setDone] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const stop = useRef(false);
  useEffect(() => () => { stop.current = true; }, []);

  const bring = async () => {
    stop.current = false;
    setProblem(null);
    setStopped(false);
    setDone(0);
    const of = files.length;
    try {
      for (const [i, file] of files.entries()) {
        if (stop.current) return setStopped(true);
        setAt({ done: i, of });
        const read = await readOwn(file);
        if (!read) return setProblem(t('write:unreadable', { name: shownName(file.name) }));
        const answer = await vault.add(await buildOwnItem('brought-in', { ...NO_WORDS, origin }, [read], momentNow()));
        if (!answer.ok) return setProblem(problemWords(answer));
        setDone(i + 1);
        setFiles((now) => now.filter((other) => other !== file));
      }
      setOrigin('');
    } finally {
      setAt(null);
    }
  };

  return (
    <form class="write-form" onSubmit={(event) => { event.preventDefault(); if (at === null && files.length > 0) void bring(); }}>
      <FileChooser
        label={t('write:tabFiles')} hint={t('write:bringHint', { files: formatNumber(LIMITS.files), one: formatBytes(LIMITS.one) })}
        limits={LIMITS} files={files} onFiles={setFiles} disabled={at !== null} testid="bring-files"
      />
      <Field label={t('write:origin')} hint={t('write:originHint')} rows={2} value={origin} onInput={setOrigin} maxLength={2000} testid="bring-origin" />
      {at ? (
        <Progress label={t('write:bringing')} done={at.done} of={at.of} onStop={() => { stop.current = true; }} testid="bring-progress" />
      ) : (
        <div class="row">
          <Button kind="main" type="submit" disabled={files.length === 0} testid="bring-start">{t('write:bring', { count: files.length })}</Button>
        </div>
      )}
      {problem ? <Notice kind="failed" title={t('write:failedTitle')} testid="bring-problem"><p>{problem}</p><p>{t('write:failedSafe')}</p></Notice> : null}
      {at === null && done > 0 ? (
        <Notice title={t('write:brought', { count: done })} testid="bring-done">
          {stopped ? <p>{t('write:stopped')}</p> : null}
          <p><a href={writeRoute({ page: 'saved', id: null })} data-testid="bring-list">{t('write:seeList')}</a></p>
        </Notice>
      ) : null}
    </form>
  );
}
