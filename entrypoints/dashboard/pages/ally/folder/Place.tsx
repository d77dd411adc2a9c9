import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { Notice } from '@/components/Notice';
import type { FolderPlace } from '@/utils/domain/folder';
import { writePlace } from '@/utils/handoff/folder/outbox';
import { placeOf } from '@/utils/handoff/folder/place';
import { tCode } from '@/utils/i18n';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { allowFolder, forgetFolder } from './tab';

/** Where it is. Our pages may speak to that one server only while it is used. */
export function Place({ vault, place, onChange }: { vault: Vault; place: FolderPlace | null; onChange: () => Promise<void> }) {
  const t = useT();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async (next: FolderPlace | null) => {
    const kept = await writePlace(vault, next);
    setProblem(kept.ok ? null : problemWords(kept));
    await onChange();
  };
  const use = async () => {
    const read = placeOf(address);
    if (!read.ok) return setProblem(tCode('folder:place.', read.error));
    // Asked first: the browser wants the click itself.
    if (!(await allowFolder(read.value))) return setProblem(t('folder:notAllowed'));
    return keep(read.value);
  };
  const stop = async (used: FolderPlace) => {
    await forgetFolder(used);
    await keep(null);
  };
  if (place) {
    return (
      <div class="block">
        <h2>{t('folder:where')}</h2>
        <p><bdi data-testid="folder-place">{place.origin + decodeURI(place.path)}</bdi></p>
        {problem ? <Notice kind="failed"><p>{problem}</p></Notice> : null}
        <Button kind="quiet" onClick={() => void stop(place)} testid="folder-stop">{t('folder:stop')}</Button>
        <p class="hint">{t('folder:stopHint')}</p>
      </div>
    );
  }
  return (
    <div class="block">
      <p>{t('folder:what')}</p>
      <p>{t('folder:sees')}</p>
      <Field label={t('folder:address')} hint={t('folder:addressHint')} value={address} onInput={setAddress} error={problem} testid="folder-address" />
      <Button kind="main" onClick={() => void use()} disabled={address.trim() === ''} testid="folder-use">{t('folder:use')}</Button>
    </div>
  );
}
