import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { ArchiveError } from '@/utils/capture/archive/zip';
import { survey, type Survey } from '@/utils/capture/archive/survey';
import { countChosen } from '@/utils/capture/archive/take';
import { tCode } from '@/utils/i18n';
import { formatDayHere } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { momentNow } from '../../own-file';
import type { DraftBox } from '../../use-draft';
import { bringChosen, type BroughtIn } from './bring-download';
import { DownloadChoice } from './DownloadChoice';

/** Picked by sender, conversation and date: kept in this window's memory, also behind the lock. */
export interface Picked { seen: Survey; keys: ReadonlySet<string>; files: ReadonlySet<string>; from: string; to: string }

/** Only what others sent her is ticked before she has looked. */
const start = (seen: Survey): Picked => ({
  seen, keys: new Set(seen.groups.filter(({ kind, own }) => kind === 'message' && own === false).map(({ key }) => key)), files: new Set(), from: '', to: '',
});

/** A day as she picked it, by her own clock. */
const edge = (day: string, time: string): number | null => (day === '' ? null : new Date(`${day}T${time}`).getTime());

type Doing = { what: 'reading' | 'bringing'; done: number; of: number } | null;

/** A platform's own data download: looked through, picked from without reading, brought in entry by entry. */
export function Download({ vault, draft }: { vault: Vault; draft: DraftBox }) {
  const t = useT();
  const { download, setDownload } = draft;
  const [doing, setDoing] = useState<Doing>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [told, setTold] = useState<BroughtIn | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const run = async (work: (signal: AbortSignal) => Promise<void>) => {
    const abort = new AbortController();
    stop.current = abort;
    setProblem(null);
    setTold(null);
    try {
      await work(abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) setProblem(tCode('write:archive.', error instanceof ArchiveError ? error.code : 'damaged'));
    } finally {
      setDoing(null);
    }
  };
  const read = (file: File) => run(async (signal) => {
    setDownload(null);
    setDoing({ what: 'reading', done: 0, of: 1 });
    let last = 0;
    const seen = await survey(file, { signal, progress: (done, of) => {
      if (performance.now() - last < 100) return;
      last = performance.now();
      setDoing({ what: 'reading', done, of });
    } });
    setDownload(start(seen));
  });
  const choice = download && { keys: download.keys, from: edge(download.from, '00:00:00'), to: edge(download.to, '23:59:59.999') };
  const count = download && choice ? countChosen(download.seen.groups, choice) + download.files.size : 0;
  const bring = () => run(async (signal) => {
    if (!download || !choice) return;
    const { seen } = download;
    const date = seen.made === null ? t('write:archiveNoDate') : formatDayHere(seen.made);
    const origin = (file: string, entry: number | null) => {
      const values = { platform: platformName(seen, t), date, file: file.toWellFormed() };
      return entry === null ? t('write:archiveFileOrigin', values) : t('write:archiveOrigin', { ...values, entry });
    };
    setDoing({ what: 'bringing', done: 0, of: count });
    setTold(await bringChosen(vault, seen, choice, download.files, { signal, moment: momentNow, origin }, (done) => setDoing({ what: 'bringing', done, of: count })));
  });

  return (
    <form class="write-form" onSubmit={(event) => { event.preventDefault(); if (doing === null && count > 0) void bring(); }}>
      <div class="field" role="group" aria-labelledby="download-title">
        <p class="field-label" id="download-title">{t('write:tabDownload')}</p>
        <p class="hint">{t('write:downloadHint')}</p>
        <input ref={input} class="unseen" type="file" accept=".zip,application/zip" disabled={doing !== null} tabIndex={-1} aria-hidden="true" data-testid="download-file"
          onChange={(event) => { const file = event.currentTarget.files?.[0]; event.currentTarget.value = ''; if (file) void read(file); }} />
        <div class="row"><Button disabled={doing !== null} onClick={() => input.current?.click()} testid="download-choose">{t('write:chooseDownload')}</Button></div>
      </div>
      {problem ? <Notice kind="failed" title={t('write:archiveFailed')} testid="download-problem"><p>{problem}</p></Notice> : null}
      {doing?.what === 'reading' ? <Progress label={t('write:reading')} done={doing.done} of={doing.of} counted={false} onStop={() => stop.current?.abort()} testid="download-reading" /> : null}
      {download && doing?.what !== 'reading' ? (
        <>
          <Notice title={t('write:downloadIs', { name: shownName(download.seen.name), platform: platformName(download.seen, t) })} testid="download-seen">
            <p>{t('write:downloadCare')}</p>
            {download.seen.unreadable.length + download.seen.skipped > 0 ? <p>{t('write:downloadUnread', { count: download.seen.unreadable.length + download.seen.skipped })}</p> : null}
          </Notice>
          <DownloadChoice picked={download} onPick={setDownload} disabled={doing !== null} />
          {doing ? <Progress label={t('write:bringing')} done={doing.done} of={doing.of} onStop={() => stop.current?.abort()} testid="download-bringing" /> : (
            <div class="row"><Button kind="main" type="submit" disabled={count === 0} testid="download-start">{t('write:bringEntries', { count })}</Button></div>
          )}
        </>
      ) : null}
      {told ? <Told told={told} /> : null}
    </form>
  );
}

function Told({ told: { saved, known, problem } }: { told: BroughtIn }) {
  const t = useT();
  const failed = problem !== null && problem !== 'stopped';
  return (
    <>
      {failed ? <Notice kind="failed" title={t('write:failedTitle')} testid="download-failed"><p>{problem.startsWith('archive.') ? tCode('write:', problem) : problemWords({ error: problem })}</p></Notice> : null}
      <Notice title={t('write:broughtEntries', { count: saved })} testid="download-done">
        {known > 0 ? <p data-testid="download-known">{t('write:knownMore', { count: known })}</p> : null}
        {problem !== null ? <p>{t('write:downloadAgain')}</p> : null}
        <p><a href={writeRoute({ page: 'saved', id: null })}>{t('write:seeList')}</a></p>
      </Notice>
    </>
  );
}

const platformName = ({ platform }: Survey, t: ReturnType<typeof useT>): string => (platform === null ? t('write:platform.other') : t(`write:platform.${platform}`));
