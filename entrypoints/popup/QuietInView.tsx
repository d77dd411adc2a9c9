import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { ask } from '@/utils/messages/client';
import { browser } from '@/utils/platform/browser';
import { handChosen } from '@/utils/ui/handed';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

export interface QuietInViewProps { vault: Vault; tabId: number; site: string; ticked: ReadonlySet<string>; wordsOnly: boolean; disabled: boolean }

/**
 * Quiets the senders of the posts that are ticked: what is not saved is saved first, and only what is sealed goes on to the
 * workspace, where she sees what follows before anything begins. It must be this very post: a name may be another account's by now.
 */
export function QuietInView({ vault, tabId, site, ticked, wordsOnly, disabled }: QuietInViewProps) {
  const t = useT();
  const [known, setKnown] = useState<ReadonlyMap<string, string> | null>(null);
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<{ lines: string[]; ids: string[] } | null>(null);
  const some = ticked.size > 0;
  useEffect(() => {
    if (!some || known !== null) return;
    let gone = false;
    void sealed(vault, site).then((found) => { if (!gone) setKnown(found); }, () => undefined);
    return () => { gone = true; };
  }, [vault, site, some, known]);
  const fresh = [...ticked].filter((key) => known?.has(key) !== true);

  const go = async (ids: string[]) => {
    await handChosen(ids);
    await browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html#/quiet') });
    window.close();
  };
  const quiet = async () => {
    setBusy(true);
    setLeft(null);
    const ids = [...ticked].map((key) => known?.get(key)).filter((id) => id !== undefined);
    const lines: string[] = [];
    if (fresh.length > 0) {
      const answer = await ask('saveInTab', { tabId, keys: fresh, wordsOnly }).catch(() => null);
      if (answer === null) lines.push(problemWords({ error: 'no-answer' }));
      else {
        ids.push(...(await idsOf(vault, answer.saved)));
        if (answer.failed.length > 0) lines.push(t('popup:failed', { count: answer.failed.length }), ...new Set(answer.failed.map(({ problem }) => problemWords({ error: problem }))));
      }
      setKnown(null);
    }
    setBusy(false);
    // What is not saved is told before anything else; nobody is quieted for it.
    if (lines.length > 0 || ids.length === 0) setLeft({ lines: [...lines, t('quiet:popupLeft')], ids });
    else await go(ids);
  };
  return (
    <div class="block" data-testid="quiet-in-view">
      <Button disabled={disabled || busy || !some} onClick={() => void quiet()} testid="quiet-ticked">
        {busy ? t('popup:saving') : some && fresh.length === 0 ? t('quiet:popupQuiet', { count: ticked.size }) : t('quiet:popupSave', { count: Math.max(1, fresh.length) })}
      </Button>
      <div role="status" data-testid="quiet-left">{left?.lines.map((line) => <p key={line}>{line}</p>)}</div>
      {left !== null && left.ids.length > 0 ? <Button onClick={() => void go(left.ids)} testid="quiet-go-on">{t('quiet:popupGoOn', { count: left.ids.length })}</Button> : null}
    </div>
  );
}

/** Key of each post of that site that is saved → its item. */
async function sealed(vault: Vault, site: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const batch of vault.heads()) for (const { id, site: of, postId, damaged } of batch) if (of === site && postId !== null && damaged !== true) found.set(postId, id);
  return found;
}

/** Items by the numbers that she sees; they were saved last. */
async function idsOf(vault: Vault, numbers: readonly number[]): Promise<string[]> {
  if (numbers.length === 0) return [];
  const page = await vault.page(1 + Math.max(...numbers) - Math.min(...numbers), Math.max(...numbers) + 1);
  return page.ok ? page.value.filter(({ number }) => numbers.includes(number)).map(({ id }) => id) : [];
}
