import { useState } from 'preact/hooks';

import { Choice } from '@/components/Choice';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { BringIn } from './write/BringIn';
import { EventForm } from './write/EventForm';

/** What no page shows, and what she already has. Both stay in place while she looks at the other. */
export function WriteDown({ vault }: { vault: Vault }) {
  const t = useT();
  const [way, setWay] = useState<'event' | 'files'>('event');
  return (
    <section class="sheet" data-testid="write-page">
      <h1>{t('write:title')}</h1>
      <p class="lead">{t('write:lead')}</p>
      <Choice
        legend={t('write:choose')} value={way} onChange={setWay}
        options={[
          { value: 'event', label: t('write:tabEvent'), hint: t('write:tabEventHint'), testid: 'write-event' },
          { value: 'files', label: t('write:tabFiles'), hint: t('write:tabFilesHint'), testid: 'write-files' },
        ]}
      />
      <div class="write-way" hidden={way !== 'event'}><EventForm vault={vault} /></div>
      <div class="write-way" hidden={way !== 'files'}><BringIn vault={vault} /></div>
    </section>
  );
}
