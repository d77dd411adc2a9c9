import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Notice } from '@/components/Notice';
import { Tick } from '@/components/Tick';
import { useT } from '@/utils/ui/use-t';

export interface SweepStartProps {
  /** "Always ready" is allowed. */
  always: boolean;
  onAlways: () => void;
  onStart: (wish: { pictures: boolean; sensitiveAsWords: boolean }) => Promise<void>;
  /** Another one runs: this one will wait. */
  inLine: boolean;
  autoLockMinutes: number | null;
}

/** What she may choose before it begins; the cautious choice stands already. */
export function SweepStart({ always, onAlways, onStart, inLine, autoLockMinutes }: SweepStartProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [how, setHow] = useState<'pictures' | 'words'>('pictures');
  const [careful, setCareful] = useState(true);
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    await onStart({ pictures: how === 'pictures', sensitiveAsWords: careful });
    setBusy(false);
  };
  if (!open) {
    return (
      <>
        <p class="hint">{t('sweep:lead')}</p>
        <Button expanded={false} onClick={() => setOpen(true)} testid="sweep-open">{t('sweep:title')} …</Button>
      </>
    );
  }
  return (
    <>
      <p class="hint">{t('sweep:lead')}</p>
      <Choice legend={t('sweep:how')} value={how} onChange={setHow} options={[
        { value: 'pictures', label: t('sweep:withPictures'), hint: t('sweep:withPicturesHint'), testid: 'sweep-pictures' },
        { value: 'words', label: t('sweep:inWords'), hint: t('sweep:inWordsHint'), testid: 'sweep-words' },
      ]} />
      {how === 'pictures' ? (
        <>
          <Tick label={t('sweep:sensitive')} hint={t('sweep:sensitiveHint')} checked={careful} onChange={setCareful} testid="sweep-sensitive" />
          {always ? <p class="hint" data-testid="sweep-always-on">{t('sweep:alwaysOn')}</p> : (
            <Notice title={t('sweep:alwaysTitle')} testid="sweep-always">
              <p>{t('sweep:alwaysLead')}</p>
              <Button onClick={onAlways} testid="sweep-allow">{t('sweep:always')}</Button>
              <p class="hint">{t('sweep:alwaysWithout')}</p>
            </Notice>
          )}
        </>
      ) : null}
      {inLine ? <p class="hint" data-testid="sweep-in-line">{t('sweep:inLine')}</p> : null}
      {autoLockMinutes === null ? null : <p class="hint">{t('sweep:autoLock', { count: autoLockMinutes })}</p>}
      <Button kind="main" disabled={busy} onClick={() => void begin()} testid="sweep-start">{busy ? t('sweep:starting') : t('sweep:start')}</Button>
    </>
  );
}
