import { Button } from '@/components/Button';
import type { Line } from '@/utils/act/history';
import { formatShort } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { stepWords } from './words';

/** One sender of one run: the name, what came of it and when; never a word that they wrote. */
export function SenderLine({ line: { entry: { sender, step }, standing }, onUndo }: { line: Line; onUndo: (() => void) | null }) {
  const t = useT();
  return (
    <div class="act-line" data-testid="quiet-entry" data-standing={standing}>
      <span class="act-who"><bdi>{sender.handle ? `@${sender.handle}` : t('quiet:noAccount')}</bdi></span>
      <span class="hint">{stepWords(step, standing, t)}{'at' in step && step.at > 0 ? <> · <time dateTime={new Date(step.at).toISOString()}>{formatShort(new Date(step.at).toISOString())}</time></> : null}</span>
      {standing === 'stands' && onUndo ? <Button kind="quiet" onClick={onUndo} testid="quiet-undo-one">{t('quiet:undoOne')}</Button> : <span data-row-focus tabIndex={-1} />}
    </div>
  );
}
