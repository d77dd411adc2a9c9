import { useCallback, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { Field } from '@/components/Field';
import { Notice } from '@/components/Notice';
import { Slip, SlipWaiting } from '@/components/Slip';
import { VirtualList } from '@/components/VirtualList';
import type { ItemHead } from '@/utils/domain/item';
import { problemWords } from '@/utils/ui/problem';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { usePages, useSearch } from '../use-heads';
import { useLines } from '../use-lines';
import { BackupLine } from './BackupLine';
import { ChosenBar } from './ChosenBar';
import { ItemPage } from './ItemPage';
import { MarkDialog } from './MarkDialog';
import { PendingNotice } from './PendingNotice';
import { SweepLine } from './SweepLine';

export interface SavedProps {
  vault: Vault;
  version: number;
  /** The one that stands open beside the list. */
  openId: string | null;
  /** Only what was saved in that one go. */
  run: string | null;
  pending: number;
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
}

const isPending = (head: ItemHead): boolean => head.pending;

export function Saved({ vault, version, openId, run, pending, chosen, onChosen }: SavedProps) {
  const t = useT();
  const lines = useLines(vault, version);
  const [typed, setTyped] = useState('');
  const [looking, setLooking] = useState(false);
  const [marking, setMarking] = useState<{ id: string; number: number } | null>(null);
  const pages = usePages(vault, version);
  const ofRun = useCallback((head: ItemHead) => head.run === run, [run]);
  const found = useSearch(vault, version, typed, looking && pending > 0 ? isPending : run === null ? null : ofRun);
  const heads = found?.heads ?? pages.heads;
  const rows = useRef(heads);
  rows.current = heads;
  const count = found ? found.heads.length : (pages.total ?? 0);
  const { need } = pages;
  const searching = found !== null;
  const range = useCallback((_first: number, last: number) => { if (!searching) need(last); }, [need, searching]);

  const inRun = run === null ? {} : { run };
  const tick = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChosen(next);
  };
  const chooseAll = async () => {
    const next = new Set(chosen);
    if (found) for (const head of found.heads) next.add(head.id);
    else for await (const batch of vault.heads()) for (const head of batch) next.add(head.id);
    onChosen(next);
  };

  return (
    <div class={`beside ${openId === null ? '' : 'beside-open'}`}>
      <section class="beside-list">
        <div class="list-head">
          <h1>{t('list:title')}</h1>
          <p class="hint" role="status" data-testid="list-count">
            {found ? (found.total === null ? t('list:looking') : t('list:found', { count: found.total })) : pages.total === null ? t('common:loading') : t('list:count', { count: pages.total })}
          </p>
        </div>
        <BackupLine vault={vault} items={pages.total} />
        <SweepLine run={run} />
        {pending > 0 ? <PendingNotice vault={vault} count={pending} looking={looking} onLook={setLooking} /> : null}
        {pages.problem ? (
          <Notice kind="failed" title={t(pages.heads.length > 0 ? 'list:partialTitle' : 'list:failedTitle')} testid="list-problem">
            <p>{problemWords({ error: pages.problem })}</p>
          </Notice>
        ) : null}
        {pages.total === 0 && !found ? (
          pages.problem ? null : (
            <EmptyState title={t('list:emptyTitle')} testid="list-empty">
              <p>{t('list:emptyLead')}</p>
              <ol class="plain-list"><li>{t('list:empty1')}</li><li>{t('list:empty2')}</li><li>{t('list:empty3')}</li></ol>
            </EmptyState>
          )
        ) : (
          <>
            <div class="list-tools">
              <Field label={t('list:search')} type="search" value={typed} onInput={setTyped} testid="search" />
              <Button kind="quiet" onClick={() => void chooseAll()} disabled={count === 0} testid="select-all">
                {searching ? t('list:chooseFound') : t('list:chooseAll')}
              </Button>
            </div>
            {chosen.size > 0 ? <ChosenBar vault={vault} chosen={chosen} onChosen={onChosen} /> : null}
            {marking === null ? null : (
              <div class="chosen chosen-asking"><MarkDialog key={marking.id} vault={vault} ids={[marking.id]} number={marking.number} onClose={() => setMarking(null)} onDone={() => setMarking(null)} /></div>
            )}
            {found?.total === 0 ? <EmptyState title={t('list:noneTitle')}><p>{t('list:noneLead')}</p></EmptyState> : null}
            <VirtualList
              count={count}
              label={t('list:title')}
              estimate={92}
              rowKey={(index) => rows.current[index]?.id ?? `row-${index}`}
              onRange={range}
              testid="list"
              row={(index) => {
                const head = heads[index];
                if (!head) return <SlipWaiting />;
                return (
                  <Slip facts={{ ...head, note: head.note ?? lines.get(head.id) ?? null }} href={writeRoute({ page: 'saved', id: head.id, ...inRun })} current={head.id === openId} ticked={chosen.has(head.id)} onTick={(on) => tick(head.id, on)} onMark={() => setMarking({ id: head.id, number: head.number })} />
                );
              }}
            />
          </>
        )}
      </section>
      {openId === null ? null : <ItemPage key={openId} vault={vault} version={version} id={openId} run={run} />}
    </div>
  );
}
