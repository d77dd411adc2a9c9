import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Tick } from '@/components/Tick';
import { formatList, formatNumber, formatShort } from '@/utils/i18n/format';
import { ask } from '@/utils/messages/client';
import type { InView, PageHealth } from '@/utils/messages/types';
import { worry } from '@/utils/sites/worry';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { LearnSite } from './LearnSite';
import { PageOutline } from './PageOutline';
import { QuietInView } from './QuietInView';

/** Null: the page could not be asked (a page of the browser's own, or the site is not readable). */
type Seen = { posts: InView[]; site: string; health: PageHealth } | null | 'asking';

/** A messenger gives names, a mail an address. */
const senderOf = (post: InView): string | null => (post.private ? (post.handle ?? post.displayName) : post.handle === null ? null : `@${post.handle}`);

/** The posts in view by sender and time, without their words: tick and save. */
export function InViewList({ vault, tabId, address, locked }: { vault: Vault; tabId: number; address: string | undefined; locked: boolean }) {
  const t = useT();
  const [seen, setSeen] = useState<Seen>('asking');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [wordsOnly, setWordsOnly] = useState(false);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string[]>([]);
  useEffect(() => { void ask('inView', { tabId }).then(setSeen, () => setSeen(null)); }, [tabId]);

  const save = async () => {
    setBusy(true);
    setTold([]);
    const answer = await ask('saveInTab', { tabId, keys: [...ticked], wordsOnly }).catch(() => null);
    setBusy(false);
    setTicked(new Set());
    if (!answer) return setTold([problemWords({ error: 'no-answer' })]);
    const lines: string[] = [];
    const reasons = new Set(answer.failed.map(({ problem }) => problemWords({ error: problem })));
    if (answer.failed.length > 0) lines.push(t('popup:failed', { count: answer.failed.length }), ...reasons);
    if (answer.saved.length > 0) lines.push(t('popup:saved', { count: answer.saved.length, numbers: formatList(answer.saved.map((n) => formatNumber(n, { useGrouping: false }))) }));
    if (answer.locked > 0) lines.push(t('popup:savedLocked', { count: answer.locked }));
    if (answer.saved.length + answer.locked > 0 && seen !== null && seen !== 'asking' && (seen.site === 'gmail' || seen.site === 'outlook')) lines.push(t('popup:mailNext'));
    setTold(lines);
  };
  const pick = (how: 'picker' | 'region' | 'screen') => {
    void ask('pickInTab', { tabId, how, wordsOnly: wordsOnly || how === 'screen' }).catch(() => null);
    window.close();
  };
  const tick = (key: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(key);
    else next.delete(key);
    setTicked(next);
  };
  const posts = seen === null || seen === 'asking' ? [] : seen.posts;
  /** Private messages are other people's confidences too: never all at once. */
  const open = posts.filter((post) => !post.private);
  const wrong = seen === null || seen === 'asking' ? null : worry(seen.health);

  return (
    <section class="block">
      <h2>{t('popup:title')}</h2>
      {seen === 'asking' ? <p class="hint" role="status">{t('common:loading')}</p> : null}
      {seen !== 'asking' && posts.length === 0 && wrong === null ? <p data-testid="in-view-none">{seen === null ? t('popup:cannotRead') : t('popup:none')}</p> : null}
      {posts.length > 0 ? (
        <>
          <ul class="in-view" role="list" data-testid="in-view">
            {posts.map((post) => (
              <li key={post.key}>
                <Tick label={senderOf(post) ?? t('list:senderUnknown')} checked={ticked.has(post.key)} onChange={(on) => tick(post.key, on)}
                  hint={post.readable ? (post.postedAt === null ? t('popup:noTime') : formatShort(post.postedAt)) : t('popup:partly')} testid="in-view-post" />
              </li>
            ))}
          </ul>
          {open.length > 0 ? <Button kind="quiet" onClick={() => setTicked(new Set(open.map((post) => post.key)))} testid="in-view-all">{t('popup:chooseAll')}</Button> : null}
          {open.length < posts.length ? <p class="hint" data-testid="in-view-private">{t('popup:private')}</p> : null}
        </>
      ) : null}
      {wrong === null ? null : <p data-testid="reads-badly">{t(wrong === 'partly' ? 'popup:readsPartly' : 'popup:readsNothing')} {t('popup:stillWorks')}</p>}
      <Tick label={t('popup:wordsOnly')} hint={t('popup:wordsOnlyHint')} checked={wordsOnly} onChange={setWordsOnly} testid="words-only" />
      <div class="row">
        {posts.length > 0 ? <Button kind="main" disabled={busy || ticked.size === 0} onClick={() => void save()} testid="save-in-view">{busy ? t('popup:saving') : ticked.size === 0 ? t('popup:saveNone') : t('popup:save', { count: ticked.size })}</Button> : null}
        <Button onClick={() => pick('picker')} disabled={busy} testid="pick-element">{t('popup:pick')}</Button>
        <Button onClick={() => pick('region')} disabled={busy} testid="pick-region">{t('popup:region')}</Button>
        {wrong === null ? null : <Button onClick={() => pick('screen')} disabled={busy} testid="pick-screen">{t('popup:screen')}</Button>}
      </div>
      {locked || seen === null || seen === 'asking' || posts.length === 0 ? null : <QuietInView vault={vault} tabId={tabId} site={seen.site} ticked={ticked} wordsOnly={wordsOnly} disabled={busy} />}
      {locked ? <p class="hint">{t('popup:lockedHint')}</p> : null}
      <div role="status" data-testid="save-result">{told.map((line) => <p key={line}>{line}</p>)}</div>
      {seen === null || seen === 'asking' ? null : <LearnSite vault={vault} tabId={tabId} address={address} offered={wrong !== null || seen.health.found < 2} />}
      {wrong === null || seen === null || seen === 'asking' ? null : <PageOutline tabId={tabId} site={seen.site} worry={wrong} />}
    </section>
  );
}
