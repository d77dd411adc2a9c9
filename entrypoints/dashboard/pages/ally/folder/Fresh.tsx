import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import type { FolderPlace } from '@/utils/domain/folder';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { leaveFile } from '../incoming';
import { fetchOne, remember, type WorkProblem } from './work';

/** New files there; each is fetched at her press, and opened as one that came by any other way. */
export function Fresh({ vault, place, names, onProblem }: { vault: Vault; place: FolderPlace; names: readonly string[]; onProblem: (problem: WorkProblem) => void }) {
  const t = useT();
  const [fetching, setFetching] = useState<string | null>(null);
  const open = async (name: string) => {
    setFetching(name);
    const file = await fetchOne(place, name);
    setFetching(null);
    if (!file.ok) return onProblem(file.error);
    // Any other refusal may be mended (a number to compare, a full disk): the file stays new.
    leaveFile(new File([file.value], name), async (answer) => {
      if (answer.ok || answer.error === 'not-for-me') await remember(vault, name, file.value.size, answer.ok ? 'taken' : 'not-mine');
    });
    return goTo({ page: 'ally', part: 'held', id: null });
  };
  return (
    <div role="status" data-testid="folder-fresh">
      <p>{names.length === 0 ? t('folder:none') : t('folder:fresh', { count: names.length })}</p>
      <ul class="files" role="list">
        {names.map((name, i) => (
          <li key={name} class="row row-apart">
            <span>{t('folder:freshOne', { number: i + 1 })}</span>
            <Button disabled={fetching !== null} onClick={() => void open(name)} testid="folder-fetch">{fetching === name ? t('common:loading') : t('folder:open')}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
