import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { Notice } from '@/components/Notice';
import { expired } from '@/utils/act/history';
import type { ActJob } from '@/utils/act/job';
import { dropList, takeList } from '@/utils/act/lists';
import { keepOwnList } from '@/utils/act/own-list';
import { count } from '@/utils/act/queue';
import { sendersOf } from '@/utils/act/senders';
import type { Kept, SpareFor } from '@/utils/act/spare';
import { isInThread, threadOf } from '@/utils/act/thread';
import type { Sender, Verb } from '@/utils/domain/act';
import type { Result } from '@/utils/domain/result';
import { ask } from '@/utils/messages/client';
import { problemWords } from '@/utils/ui/problem';
import { goTo, writeRoute, type QuietOf, type QuietPart } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault, VaultProblem } from '@/utils/vault/types';

import { Choose } from './quiet/Choose';
import { History, type Some } from './quiet/History';
import { ListsIn } from './quiet/ListsIn';
import { ListsOut } from './quiet/ListsOut';
import { NeverList } from './quiet/NeverList';
import { QuietNav } from './quiet/QuietNav';
import { GuideCard } from './quiet/GuideCard';
import { RunCard } from './quiet/RunCard';
import { begin, goOn, runsFor, undo, type Begun, type Order } from './quiet/start';
import { useActs, useAllHeads, useNow, type Acts } from './quiet/use-quiet';

export interface QuietProps { vault: Vault; version: number; chosen: ReadonlySet<string>; onChosen: (chosen: ReadonlySet<string>) => void; part: QuietPart; of: QuietOf | null }

/** How many of those that are over stand on the first page; all of them stand in the history. */
const MOST_OVER = 3;
const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
const isOver = ({ data, state }: ActJob): boolean => state === 'stopped' || count(data).waiting === 0;

/** Senders, chosen unread; what is being done about them; what was done. */
export function Quiet({ vault, version, chosen, onChosen, part, of }: QuietProps) {
  const t = useT();
  const acts = useActs(vault, version);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const now = useNow(acts?.jobs.some((job) => job.state === 'running') === true);

  const take = async (work: () => Promise<Begun>) => {
    setBusy(true);
    setProblem(null);
    const { left, problem: wrong } = await work();
    setBusy(false);
    if (wrong) setProblem(t('quiet:failed', { problem: problemWords({ error: wrong }) }));
    else if (left.length > 0) setProblem(left.map((host) => t('quiet:notAllowed', { host })).join(' '));
  };
  const keep = async (list: Kept[]) => {
    const kept = await keepOwnList(vault, list);
    setProblem(kept.ok ? null : problemWords(kept));
  };
  const undoSome = (some: Some[]) => void take(() => undo(vault, some));
  const forget = (job: ActJob) => void vault.dropJob(job.id);

  if (acts === null) return <section class="sheet"><p class="hint">{t('common:loading')}</p></section>;
  const ended = expired(acts.jobs, acts.standing, today());
  const endedLists = acts.taken.filter(({ data: { until } }) => until !== null && until <= today());
  const shown = [...acts.jobs.filter((job) => !isOver(job)), ...acts.jobs.filter(isOver).slice(0, MOST_OVER)];
  return (
    <section class="sheet" data-testid="quiet-page">
      <h1>{t('quiet:title')}</h1>
      <QuietNav part={part} />
      {problem ? <Notice kind="failed" testid="quiet-problem"><p>{problem}</p></Notice> : null}
      {part === 'history' ? <History acts={acts} onUndo={undoSome} onForget={forget} busy={busy} /> : part === 'lists' ? (
        <>
          <NeverList list={acts.list} onKeep={(list) => void keep(list)} />
          <Lists vault={vault} version={version} acts={acts} onChosen={onChosen} onProblem={setProblem} />
        </>
      ) : (
        <>
          <p class="lead">{t('quiet:lead')}</p>
          <p class="hint">{t('quiet:rule')}</p>
          {ended.map(({ job, indexes }) => (
            <p class="row" key={job.id} data-testid="quiet-expired">
              <span>{t('quiet:expired', { count: indexes.length })}</span>
              <Button kind="quiet" disabled={busy} onClick={() => undoSome([{ job, indexes }])} testid="quiet-undo-expired">{t('quiet:undoCount', { count: indexes.length })}</Button>
            </p>
          ))}
          {endedLists.length > 0 ? <p class="row" data-testid="lists-expired"><span>{t('quiet:listsExpired', { count: endedLists.length })}</span><a href={writeRoute({ page: 'quiet', part: 'lists', of: null })}>{t('quiet:part.lists')}</a></p> : null}
          {shown.length > 0 ? (
            <>
              <h2>{t('quiet:runs')}</h2>
              {shown.map((job) => {
                const Card = job.data.how === 'guided' ? GuideCard : RunCard;
                return <Card key={job.id} job={job} lines={acts.lines.filter((line) => line.job === job)} stamps={acts.stamps} now={now} onUndo={(indexes) => undoSome([{ job, indexes }])}
                  onCommand={(command) => void (command === 'go' ? goOn(job.id, job.data) : ask('act.command', { id: job.id, command }))} onForget={() => forget(job)} />;
              })}
              {acts.jobs.length > shown.length ? <p><a href={writeRoute({ page: 'quiet', part: 'history', of: null })}>{t('quiet:historyAll', { count: acts.jobs.length })}</a></p> : null}
            </>
          ) : null}
          <Senders vault={vault} version={version} chosen={chosen} of={of} verb={part === 'block' ? 'block' : 'mute'} acts={acts} busy={busy}
            onStart={(order, spare) => void take(() => begin(vault, runsFor(order, spare)))}
            onNever={({ site, host, userId, handle }) => void keep([{ site, host: site === 'mastodon' ? host : null, userId, handle, note: null }, ...acts.list])} />
        </>
      )}
    </section>
  );
}

interface SendersProps { vault: Vault; version: number; chosen: ReadonlySet<string>; of: QuietOf | null; verb: Verb; acts: Acts; busy: boolean; onStart: (order: Order, spare: SpareFor) => void; onNever: (sender: Sender) => void }

/** Of what she came with: posts that are chosen, one whole page, one conversation; else of everything saved. */
function Senders({ vault, version, chosen, of, verb, acts, busy, onStart, onNever }: SendersProps) {
  const t = useT();
  const heads = useAllHeads(vault, version);
  const [all, setAll] = useState(chosen.size === 0 && of === null);
  const picked = useMemo(() => {
    if (heads === null || all) return heads;
    if (of === null) return heads.filter(({ id }) => chosen.has(id));
    if (of.kind === 'run') return heads.filter(({ run }) => run === of.id);
    const first = heads.find(({ id }) => id === of.id);
    const key = first === undefined ? null : threadOf(first);
    return heads.filter((head) => head.id === of.id || (key !== null && isInThread(head, key)));
  }, [heads, all, of?.kind, of?.id, chosen]);
  const senders = useMemo(() => (picked === null ? [] : sendersOf(picked)), [picked]);
  if (picked === null) return <p class="hint" role="status">{t('common:loading')}</p>;
  if (senders.length === 0) return <EmptyState title={t('quiet:noneTitle')} testid="quiet-none"><p>{t('quiet:noneLead')}</p>{all ? null : <Button kind="quiet" onClick={() => setAll(true)} testid="quiet-show-all">{t('quiet:showAll')}</Button>}</EmptyState>;
  const title = all ? t('quiet:ofAll') : of === null ? t('quiet:ofChosen', { count: picked.length }) : t(of.kind === 'run' ? 'quiet:ofRun' : 'quiet:ofThread', { count: picked.length });
  return (
    <Choose key={`${String(all)} ${of?.kind ?? ''} ${of?.id ?? ''}`} senders={senders} title={title} spare={acts.spare} stamps={acts.stamps} preset={!all} verb={verb} busy={busy}
      onStart={onStart} onNever={onNever} onAll={all ? null : () => setAll(true)} />
  );
}

interface ListsProps { vault: Vault; version: number; acts: Acts; onChosen: (chosen: ReadonlySet<string>) => void; onProblem: (problem: string | null) => void }

/** Lists out and in. Whom a list names and whose posts are saved can be chosen; nobody else. */
function Lists({ vault, version, acts, onChosen, onProblem }: ListsProps) {
  const heads = useAllHeads(vault, version);
  const senders = useMemo(() => sendersOf(heads ?? []), [heads]);
  const told = (done: Result<void, VaultProblem>) => onProblem(done.ok ? null : problemWords(done));
  return (
    <>
      <ListsOut acts={acts} />
      <ListsIn senders={senders} spare={acts.spare} lists={acts.taken} onTake={(list) => void takeList(vault, list).then(told)} onDrop={(id) => void dropList(vault, id).then(told)}
        onChoose={(known) => { onChosen(new Set(known.flatMap(({ evidence }) => evidence))); goTo({ page: 'quiet', part: 'home', of: null }); }} />
    </>
  );
}
