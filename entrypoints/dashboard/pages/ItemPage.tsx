import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { FactTable } from '@/components/FactTable';
import { FileTable } from '@/components/FileTable';
import { HoldToReveal } from '@/components/HoldToReveal';
import { LiftedWords } from '@/components/LiftedWords';
import { LogTable } from '@/components/LogTable';
import { NotCaptured } from '@/components/NotCaptured';
import { Notice } from '@/components/Notice';
import { NoteLine } from '@/components/NoteLine';
import { threadOf } from '@/utils/act/thread';
import type { ItemView } from '@/utils/domain/item';
import type { LoggedEntry } from '@/utils/domain/log';
import { isOwn, type EvidenceRecord } from '@/utils/domain/record';
import { formatLocal, formatNumber, formatUtc } from '@/utils/i18n/format';
import { attachedLines } from '@/utils/ui/attached';
import { problemWords } from '@/utils/ui/problem';
import { allFiles, goneFrom, liftedWords, openFacts, ownFilesOf, partPath, picturesOf, readPostPart, readRecord, type Fact } from '@/utils/ui/record-facts';
import { goTo, writeRoute } from '@/utils/ui/route';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { DeleteDialog } from './DeleteDialog';
import { LabelSection } from './LabelSection';
import { Versions } from './Versions';
import { MailSection } from './MailSection';
import { MarkSection } from './MarkSection';

interface Open { view: ItemView; record: EvidenceRecord; facts: Fact[]; log: LoggedEntry[] }

/** Slides in beside the list. What it keeps in memory while the cover lies holds no words but the list's own head. */
export function ItemPage({ vault, version, id, run }: { vault: Vault; version: number; id: string; run: string | null }) {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const close = () => goTo({ page: 'saved', id: null, ...(run === null ? {} : { run }) });

  useEffect(() => {
    let gone = false;
    void read(vault, id).then((answer) => {
      if (gone) return;
      setOpen(answer.ok ? answer.value : null);
      setProblem(answer.ok ? null : problemWords(answer));
    }, () => { if (!gone) setProblem(problemWords({ error: 'damaged' })); });
    return () => { gone = true; };
  }, [vault, version, id]);
  const there = open !== null;
  useEffect(() => { if (there) title.current?.focus(); }, [there]);

  const lift = useCallback(async () => {
    const part = await readPost(vault, id, open?.record ?? null);
    if (!part) return null;
    const lifted = liftedWords(part);
    return { ...lifted, lines: [...lifted.lines, ...attachedLines(open?.log ?? [], t('item:yes'), t('item:no'))] };
  }, [vault, id, open?.record, open?.log, t]);
  const files = useMemo(() => (open ? ownFilesOf(open.record, open.view) : []).map(({ path, type, bytes }) => ({
    path, type, bytes, load: async () => { const answer = await vault.file(id, path); return answer.ok ? answer.value : null; },
  })), [vault, id, open]);
  const pictures = useMemo(() => (open ? picturesOf(open.record, open.view) : []).map(({ path, type }) => ({
    path,
    load: async () => {
      const answer = await vault.file(id, path);
      return answer.ok ? new Blob([answer.value], { type }) : null;
    },
  })), [vault, id, open]);

  const head = open?.view.head;
  const own = head && isOwn(head.site) ? head.site : null;
  const number = head ? formatNumber(head.number, { useGrouping: false }) : '';
  return (
    <aside class="detail" aria-label={t('item:detail')} onKeyDown={(event) => { if (event.key === 'Escape') close(); }} data-testid="item-page">
      <div class="detail-bar">
        <h1 class="detail-title" ref={title} tabIndex={-1}>{head ? t('item:title', { number }) : t('item:detail')}</h1>
        <Button kind="quiet" onClick={close} testid="item-close">{t('item:close')}</Button>
      </div>
      {problem ? <Notice kind="failed" title={t('item:failedTitle')} testid="item-problem"><p>{problem}</p></Notice> : null}
      {open && head ? (
        <>
          <p class="detail-lead">{own ? null : <><bdi>{head.handle === null ? t('list:senderUnknown') : `@${head.handle}`}</bdi> · </>}{siteName(head.site)} · <time dateTime={head.savedAt}>{formatUtc(head.savedAt)}</time></p>
          <p class="hint">{t('item:savedLocal', { time: formatLocal(head.savedAt) })}</p>
          <HoldToReveal
            key={head.mark ?? ''}
            label={t('item:cover', { number })}
            load={lift}
            show={(lifted) => <LiftedWords files={files} lifted={lifted} number={number} place={siteName(head.site)} time={head.postedAt} pictures={pictures} />}
          />
          <NoteLine key={head.note ?? ''} note={head.note} onSave={async (note) => { const answer = await vault.setNote(id, note); return answer.ok ? null : problemWords(answer); }} />
          {own ? <Notice title={t('write:mark')} testid="not-ours"><p>{t(`write:own.${own}`)}</p>{open.facts.some(({ key }) => key === 'statedTime') ? <p>{t('write:own.archive')}</p> : null}</Notice> : null}
          <MailSection vault={vault} head={head} log={open.log} />
          <NotCaptured gaps={open.record.capture.notCaptured} parsed={open.record.capture.parsed || own !== null} lockedThen={open.record.capture.savedWhileLocked} />
          <LabelSection vault={vault} version={version} id={id} />
          <Versions vault={vault} version={version} head={head} />
          <FactTable facts={open.facts} />
          <FileTable files={allFiles(open.record, open.view)} gone={goneFrom(open.view)} />
          <LogTable entries={open.log} />
          <MarkSection vault={vault} head={head} />
          {own || (head.handle === null && head.userId === null) ? null : (
            <p><a href={writeRoute({ page: 'quiet', part: 'home', of: { kind: 'thread', id } })} data-testid="quiet-thread">{threadOf(head) === null ? t('quiet:enterSender') : t('quiet:enterThread')}</a></p>
          )}
          <section class="block">
            <Button kind="quiet" expanded={asking} onClick={() => setAsking(!asking)} testid="delete-item">{t('item:delete')}</Button>
            {asking ? <DeleteDialog vault={vault} ids={[id]} onClose={() => setAsking(false)} onDone={close} /> : null}
          </section>
        </>
      ) : null}
      {open || problem ? null : <p class="hint" role="status">{t('common:loading')}</p>}
    </aside>
  );
}

async function readPost(vault: Vault, id: string, record: EvidenceRecord | null) {
  const path = record ? partPath(record, 'post') : null;
  if (path === null) return null;
  const answer = await vault.file(id, path);
  return answer.ok ? readPostPart(answer.value) : null;
}

async function read(vault: Vault, id: string) {
  const answer = await vault.item(id);
  if (!answer.ok) return answer;
  const record = readRecord(answer.value.recordBytes);
  const part = await readPost(vault, id, record);
  const log = await vault.history(id);
  return { ok: true as const, value: { view: answer.value, record, facts: part ? openFacts(part) : [], log: log.ok ? log.value : [] } };
}
