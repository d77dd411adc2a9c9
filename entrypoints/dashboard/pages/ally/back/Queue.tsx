import { Button } from '@/components/Button';
import { useT } from '@/utils/ui/use-t';

/** The advice as something to approve once, unread: the senders stand ready on the page Quiet. */
export function Queue({ mute, block, onQuiet }: { mute: string[]; block: string[]; onQuiet: (items: string[], part: 'home' | 'block') => void }) {
  const t = useT();
  if (mute.length + block.length === 0) return null;
  return (
    <section class="block" data-testid="back-queue">
      <h2>{t('triage:queueTitle')}</h2>
      <p>{t('triage:queueLead')}</p>
      <div class="row">
        {mute.length > 0 ? <Button kind="main" onClick={() => onQuiet(mute, 'home')} testid="back-mute">{t('triage:queueMute', { count: mute.length })}</Button> : null}
        {block.length > 0 ? <Button onClick={() => onQuiet(block, 'block')} testid="back-block">{t('triage:queueBlock', { count: block.length })}</Button> : null}
      </div>
    </section>
  );
}
