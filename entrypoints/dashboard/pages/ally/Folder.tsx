import { useCallback, useEffect, useState } from 'preact/hooks';

import type { FolderPlace } from '@/utils/domain/folder';
import type { Contact } from '@/utils/domain/handoff';
import { contactsOf } from '@/utils/handoff/book';
import { filed, readPlace, type Filed } from '@/utils/handoff/folder/outbox';
import { useT } from '@/utils/ui/use-t';

import type { AllyPageProps } from '../Ally';
import { Files } from './folder/Files';
import { Place } from './folder/Place';

export interface Shared { place: FolderPlace | null; files: Filed[]; contacts: Contact[] }

/** A folder that her team already runs, for sealed files alone. Off until she names one. */
export function Folder({ vault, version }: AllyPageProps) {
  const t = useT();
  const [shared, setShared] = useState<Shared | null>(null);
  const look = useCallback(async () => {
    const [place, files, contacts] = await Promise.all([readPlace(vault), filed(vault), contactsOf(vault)]);
    setShared({ place, files: files.ok ? files.value : [], contacts: contacts.ok ? contacts.value : [] });
  }, [vault]);
  useEffect(() => { void look(); }, [look, version]);
  return (
    <section class="sheet" data-testid="folder-page">
      <h1>{t('folder:title')}</h1>
      <p class="lead">{t('folder:lead')}</p>
      {shared === null ? <p class="hint">{t('common:loading')}</p> : (
        <>
          {shared.place === null ? null : <Files vault={vault} shared={shared} place={shared.place} onChange={look} />}
          <Place vault={vault} place={shared.place} onChange={look} />
        </>
      )}
    </section>
  );
}
