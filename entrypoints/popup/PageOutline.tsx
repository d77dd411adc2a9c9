import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { ask } from '@/utils/messages/client';
import { outlineFile } from '@/utils/page/outline/file';
import { browser } from '@/utils/platform/browser';
import type { Worry } from '@/utils/sites/worry';
import { downloadBytes } from '@/utils/ui/save-file';
import { useT } from '@/utils/ui/use-t';

type Made = { text: string; cut: boolean } | 'none' | 'asking' | 'failed';

/** How the page is built, for whoever mends the reading of it: shown whole before it can be saved, and sent nowhere. */
export function PageOutline({ tabId, site, worry }: { tabId: number; site: string; worry: Worry }) {
  const t = useT();
  const [made, setMade] = useState<Made>('none');
  const [saved, setSaved] = useState(false);
  const make = async () => {
    setMade('asking');
    const outline = await ask('outline', { tabId }).catch(() => null);
    setMade(outline ? { text: outlineFile(outline.text, { version: browser.runtime.getManifest().version, site, worry }), cut: outline.cut } : 'failed');
  };
  if (made === 'none' || made === 'asking' || made === 'failed') {
    return (
      <div>
        <p class="hint">{t('popup:outlineLead')}</p>
        <Button kind="quiet" disabled={made === 'asking'} onClick={() => void make()} testid="make-outline">{t('popup:outlineMake')}</Button>
        <div role="status">{made === 'asking' ? <p>{t('common:loading')}</p> : made === 'failed' ? <p data-testid="outline-failed">{t('popup:outlineFailed')}</p> : null}</div>
      </div>
    );
  }
  const save = () => {
    downloadBytes(new TextEncoder().encode(made.text), 'page-outline.txt', 'text/plain');
    setSaved(true);
  };
  return (
    <section aria-labelledby="outline-title">
      <h2 id="outline-title">{t('popup:outlineTitle')}</h2>
      <p class="hint" id="outline-hint">{t('popup:outlineShown')}{made.cut ? ` ${t('popup:outlineCut')}` : ''}</p>
      <textarea class="outline" readOnly rows={12} dir="ltr" lang="en" spellcheck={false} aria-labelledby="outline-title" aria-describedby="outline-hint" value={made.text} data-testid="outline-text" />
      <Button onClick={save} testid="save-outline">{t('popup:outlineSave')}</Button>
      <div role="status" data-testid="outline-saved">{saved ? <p>{t('popup:outlineSaved')}</p> : null}</div>
    </section>
  );
}
