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

import { knownFiles } from '../../known-files';
import { momentNow, readOwn } from '../../own-file';
import type { DraftBox } from '../../use-draft';

const LIMITS: OwnLimits = { files: MOST_BROUGHT_IN, one: MOST_OF_ONE, all: MOST_BROUGHT_IN * MOST_OF_ONE };
const MOST_SHOWN = 50;

interface Outcome { saved: number; known: { name: string; number: number }[]; unreadable: string[] }

/** Files that she already has: one after another, each an item of its own. Stopped or failed, the rest waits in the list. */
export function BringIn({ vault, draft }: { vault: Vault; draft: DraftBox }) {
  const t = useT();
  const { origin, bring: files, setBring } = draft;
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const stop = useRef(false);
  useEffect(() => () => { stop.current = true; }, []);

  const bring = async () => {
    stop.current = false;
    setProblem(null);
    setStopped(false);
    const told: Outcome = { saved: 0, known: [], unreadable: [] };
    setOutcome(null);
    setAt({ done: 0, of: files.length });
    const away = (file: File) => setBring((now) => now.filter((other) => other !== file));
    try {
      const known = await knownFiles(vault);
      for (const [i, file] of files.entries()) {
        if (stop.current) return setStopped(true);
        setAt({ done: i, of: files.length });
        const read = await readOwn(file);
        if (!read) {
          told.unreadable.push(file.name);
          continue;
        }
        const item = await buildOwnItem('brought-in', { ...NO_WORDS, origin }, [read], momentNow());
        const sum = item.head.sums?.[0] ?? '';
        const number = known.get(sum);
        if (number === undefined) {
          const answer = await vault.add(item);
          if (!answer.ok) return setProblem(problemWords(answer));
          known.set(sum, answer.value.number);
          told.saved += 1;
        } else told.known.push({ name: file.name, number });
        away(file);
      }
      if (told.unreadable.length === 0) draft.change({ origin: '' });
    } finally {
      setOutcome(told);
      setAt(null);
    }
  };

  return (
    <form class="write-form" onSubmit={(event) => { event.preventDefault(); if (at === null && files.length > 0) void bring(); }}>
      <FileChooser
        label={t('write:tabFiles')} hint={t('write:bringHint', { files: formatNumber(LIMITS.files), one: formatBytes(LIMITS.one) })} folder
        limits={LIMITS} files={files} onFiles={setBring} disabled={at !== null} testid="bring-files"
      />
      <Field label={t('write:origin')} hint={t('write:originHint')} rows={2} value={origin} onInput={(value) => draft.change({ origin: value })} maxLength={2000} testid="bring-origin" />
      {at ? (
        <Progress label={t('write:bringing')} done={at.done} of={at.of} onStop={() => { stop.current = true; }} testid="bring-progress" />
      ) : (
        <div class="row">
          <Button kind="main" type="submit" disabled={files.length === 0} testid="bring-start">{t('write:bring', { count: files.length })}</Button>
        </div>
      )}
      {problem ? <Notice kind="failed" title={t('write:failedTitle')} testid="bring-problem"><p>{problem}</p><p>{t('write:failedSafe')}</p></Notice> : null}
      {at === null && outcome ? <BroughtIn outcome={outcome} stopped={stopped} /> : null}
    </form>
  );
}

function BroughtIn({ outcome: { saved, known, unreadable }, stopped }: { outcome: Outcome; stopped: boolean }) {
  const t = useT();
  return (
    <>
      {unreadable.length > 0 ? (
        <Notice kind="failed" title={t('write:unreadableTitle', { count: unreadable.length })} testid="bring-unreadable">
          {unreadable.slice(0, MOST_SHOWN).map((name, i) => <p key={i}>{t('write:unreadable', { name: shownName(name) })}</p>)}
        </Notice>
      ) : null}
      {saved > 0 || known.length > 0 || stopped ? (
        <Notice title={t('write:brought', { count: saved })} testid="bring-done">
          {stopped ? <p>{t('write:stopped')}</p> : null}
          {known.slice(0, MOST_SHOWN).map(({ name, number }, i) => <p key={i} data-testid="bring-known">{t('write:known', { name: shownName(name), number: formatNumber(number, { useGrouping: false }) })}</p>)}
          {known.length > MOST_SHOWN ? <p>{t('write:knownMore', { count: known.length - MOST_SHOWN })}</p> : null}
          <p><a href={writeRoute({ page: 'saved', id: null })} data-testid="bring-list">{t('write:seeList')}</a></p>
        </Notice>
      ) : null}
    </>
  );
}
