import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { DeleteDialog } from './DeleteDialog';
import { MarkDialog } from './MarkDialog';

export interface ChosenBarProps { vault: Vault; chosen: ReadonlySet<string>; onChosen: (chosen: ReadonlySet<string>) => void }

/** What can be done with the posts that are ticked. */
export function ChosenBar({ vault, chosen, onChosen }: ChosenBarProps) {
  const t = useT();
  const [asking, setAsking] = useState<'mark' | 'delete' | null>(null);
  const ask = (what: 'mark' | 'delete') => setAsking(asking === what ? null : what);
  const done = () => { setAsking(null); onChosen(new Set()); };
  return (
    <div class={`chosen ${asking === 'mark' ? 'chosen-asking' : ''}`} data-testid="chosen">
      <p class="chosen-count" role="status">{t('list:chosen', { count: chosen.size })}</p>
      <div class="row">
        <Button kind="main" onClick={() => goTo({ page: 'handover' })} testid="hand-over">{t('list:handOver', { count: chosen.size })}</Button>
        <Button onClick={() => goTo({ page: 'ally', part: 'give', id: null })} testid="give-chosen">{t('give:title')}</Button>
        <Button onClick={() => goTo({ page: 'quiet', part: 'home', of: null })} testid="quiet-chosen-posts">{t('quiet:enterChosen')}</Button>
        <Button kind="quiet" onClick={() => onChosen(new Set())} testid="choose-none">{t('list:chooseNone')}</Button>
        <Button kind="quiet" expanded={asking === 'mark'} onClick={() => ask('mark')} testid="mark-chosen">{t('mark:open')}</Button>
        <Button kind="quiet" expanded={asking === 'delete'} onClick={() => ask('delete')} testid="delete-chosen">{t('list:delete', { count: chosen.size })}</Button>
      </div>
      {asking === 'mark' ? <MarkDialog vault={vault} ids={[...chosen]} onClose={() => setAsking(null)} onDone={done} /> : null}
      {asking === 'delete' ? <DeleteDialog vault={vault} ids={[...chosen]} onClose={() => setAsking(null)} onDone={done} /> : null}
    </div>
  );
}
