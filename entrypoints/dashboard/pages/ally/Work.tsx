import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { EMPTY, isDone, type Draft } from '@/utils/handoff/labels/draft';
import { formatNumber } from '@/utils/i18n/format';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import type { Axis } from './work/axes';
import { Board } from './work/Board';
import { Post } from './work/Post';
import { useWork, type Row, type Work as Sorting } from './work/use-work';
import { Witness } from './work/Witness';

const BATCH = 10;

/** Sorting one hand-over: ten posts, a stop, ten posts. */
export function Work({ vault, version, id }: { vault: Vault; version: number; id: string }) {
  const t = useT();
  const work = useWork(vault, id);
  if (work === null) return <section class="sheet"><p class="hint" role="status">{t('common:loading')}</p></section>;
  if (typeof work === 'string') return <section class="sheet"><Notice kind="failed" testid="work-problem"><p>{work}</p></Notice></section>;
  return <Batches key={id} vault={vault} version={version} work={work} />;
}

function Batches({ vault, version, work }: { vault: Vault; version: number; work: Sorting }) {
  const t = useT();
  const [batch, setBatch] = useState<Row[] | null>(null);
  /** Of the batch before this stop. */
  const [just, setJust] = useState<ReadonlySet<string>>(new Set());
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (batch === null) title.current?.focus(); }, [batch]);
  // What was passed by without a word comes last, not at once again.
  const open = work.rows.filter(({ item }) => !work.done(item) && !just.has(item));
  const skipped = work.rows.filter(({ item }) => !work.done(item) && just.has(item));
  const left = [...open, ...skipped];
  const leave = () => void work.settled().then(() => goTo({ page: 'ally', part: 'held', id: null }));
  if (batch !== null) {
    return <Batch vault={vault} version={version} work={work} rows={batch} onStop={() => { setJust(new Set(batch.map(({ item }) => item))); void work.settled().then(() => setBatch(null)); }} />;
  }
  const count = Math.min(BATCH, left.length);
  const done = [...just].filter((item) => work.done(item)).length;
  return (
    <section class="sheet" data-testid="work-stop" data-left={left.length}>
      <h1 ref={title} tabIndex={-1}>{just.size > 0 ? t('triage:stopTitle', { count: done }) : t('triage:title')}</h1>
      {work.problems.map(({ number, words }) => <Notice key={number} kind="failed" testid="work-not-kept"><p>{t('triage:keptNot', { number: formatNumber(number, { useGrouping: false }), problem: words })}</p></Notice>)}
      {left.length === 0 ? <p>{t('triage:allDone')}</p> : (
        <>
          <p>{t('triage:left', { count: left.length })} {just.size > 0 ? t('triage:pause') : t('triage:begin')}</p>
          <p class="hint">{t('triage:beginKeys')}</p>
        </>
      )}
      <div class="row">
        {count > 0 ? <Button kind="main" onClick={() => setBatch(left.slice(0, BATCH))} testid="work-begin">{just.size > 0 ? t('triage:more', { count }) : t('triage:next', { count })}</Button> : null}
        <Button kind={count > 0 ? 'quiet' : 'main'} onClick={leave} testid="work-enough">{t('triage:enough')}</Button>
      </div>
    </section>
  );
}

function Batch({ vault, version, work, rows, onStop }: { vault: Vault; version: number; work: Sorting; rows: Row[]; onStop: () => void }) {
  const t = useT();
  const [at, setAt] = useState(0);
  const [axis, setAxis] = useState<Axis>('form');
  const row = rows[at] as Row;
  const [draft, setDraft] = useState<Draft>(() => work.draftFor(row.item));
  const drafts = useRef(new Map<string, Draft>());
  const go = (to: number) => {
    const next = rows[to];
    if (next === undefined) return onStop();
    setAt(to);
    setAxis('form');
    setDraft(drafts.current.get(next.item) ?? work.draftFor(next.item));
    return undefined;
  };
  const next = (said: Draft) => {
    drafts.current.set(row.item, said);
    if (isDone(said) || JSON.stringify(said) !== JSON.stringify(EMPTY)) work.keep(row, said);
    go(at + 1);
  };
  return (
    <section class="sheet work" data-testid="work">
      <div class="row row-apart">
        <p class="hint" role="status" data-testid="work-place">{t('triage:place', { at: formatNumber(at + 1), of: formatNumber(rows.length) })}</p>
        <Button kind="quiet" onClick={onStop} testid="work-stop-now">{t('triage:enough')}</Button>
      </div>
      <Post vault={vault} row={row} />
      <Board key={row.item} draft={draft} axis={axis} onDraft={setDraft} onAxis={setAxis} onNext={next} onBefore={at > 0 ? () => go(at - 1) : null}
        witness={<Witness vault={vault} version={version} row={row} ops={work.opsFor(row.item)} onSign={(news) => work.sign(row, news)} />} />
    </section>
  );
}
