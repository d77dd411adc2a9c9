import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { DeleteDialog } from './DeleteDialog';

export interface ChosenBarProps { vault: Vault; chosen: ReadonlySet<string>; onChosen: (chosen: ReadonlySet<string>) => void }

/** What can be done with the posts that are ticked. */
export function ChosenBar({ vault, chosen, onChosen }: ChosenBarProps) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return (
    <div class="chosen" data-testid="chosen">
      <p class="chosen-count" role="status">{t('list:chosen', { count: chosen.size })}</p>
      <div class="row">
        <Button kind="main" onClick={() => goTo({ page: 'handover' })} testid="hand-over">{t('list:handOver', { count: chosen.size })}</Button>
        <Button kind="quiet" onClick={() => onChosen(new Set())} testid="choose-none">{t('list:chooseNone')}</Button>
        <Button kind="quiet" expanded={asking} onClick={() => setAsking(!asking)} testid="delete-chosen">{t('list:delete', { count: chosen.size })}</Button>
      </div>
      {asking ? <DeleteDialog vault={vault} ids={[...chosen]} onClose={() => setAsking(false)} onDone={() => { setAsking(false); onChosen(new Set()); }} /> : null}
    </div>
  );
}
