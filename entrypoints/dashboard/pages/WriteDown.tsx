import { useEffect, useState } from 'preact/hooks';

import { Choice } from '@/components/Choice';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import type { DraftBox } from '../use-draft';
import { BringIn } from './write/BringIn';
import type { Download } from './write/Download';
import { EventForm } from './write/EventForm';

/** What no page shows, and what she already has. Both stay in place while she looks at the other. */
export function WriteDown({ vault, draft }: { vault: Vault; draft: DraftBox }) {
  const t = useT();
  const [way, setWay] = useState<'event' | 'files' | 'download'>(draft.download ? 'download' : draft.bring.length > 0 || (draft.origin !== '' && draft.words.what === '') ? 'files' : 'event');
  const [Page, setPage] = useState<typeof Download | null>(null);
  useEffect(() => { if (way === 'download') void import('./write/Download').then((part) => setPage(() => part.Download)); }, [way]);
  useEffect(() => {
    // A file dropped beside its place would open in this window, and what stands here would be gone.
    const stay = (event: Event) => event.preventDefault();
    for (const name of ['dragover', 'drop']) addEventListener(name, stay);
    return () => { for (const name of ['dragover', 'drop']) removeEventListener(name, stay); };
  }, []);
  return (
    <section class="sheet" data-testid="write-page">
      <h1>{t('write:title')}</h1>
      <p class="lead">{t('write:lead')}</p>
      <Choice
        legend={t('write:choose')} value={way} onChange={setWay}
        options={[
          { value: 'event', label: t('write:tabEvent'), hint: t('write:tabEventHint'), testid: 'write-event' },
          { value: 'files', label: t('write:tabFiles'), hint: t('write:tabFilesHint'), testid: 'write-files' },
          { value: 'download', label: t('write:tabDownload'), hint: t('write:tabDownloadHint'), testid: 'write-download' },
        ]}
      />
      <div class="write-way" hidden={way !== 'event'}><EventForm vault={vault} draft={draft} /></div>
      <div class="write-way" hidden={way !== 'files'}><BringIn vault={vault} draft={draft} /></div>
      <div class="write-way" hidden={way !== 'download'}>{Page ? <Page vault={vault} draft={draft} /> : null}</div>
    </section>
  );
}
