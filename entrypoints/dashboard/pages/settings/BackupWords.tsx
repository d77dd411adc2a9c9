import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Tick } from '@/components/Tick';
import { secretOf } from '@/utils/handoff/backup-note';
import { wordsOf } from '@/utils/handoff/share';
import { formatDayHere } from '@/utils/i18n/format';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import { WORDS } from '@/utils/ui/words';
import type { Vault } from '@/utils/vault/types';

/** The six words of her backups: made when she asks for them first, shown when she asks. `since`: null where there are none yet. */
export function BackupWords({ vault, since, wrote, onWrote }: { vault: Vault; since: string | null; wrote: boolean; onWrote: (wrote: boolean) => void }) {
  const t = useT();
  const [words, setWords] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = async (anew: boolean) => {
    const secret = await secretOf(vault, new Date(), anew);
    if (!secret.ok) return setProblem(problemWords(secret));
    setProblem(null);
    setWords(await wordsOf(secret.value, WORDS));
    if (anew || since === null) onWrote(false);
  };
  return (
    <div class="given-block">
      {words ? (
        <>
          <p class="given" data-testid="backup-words"><span>{t('backup:words')}</span> <strong dir="ltr">{words}</strong> <span class="hint">{t('backup:wordsHint')}</span></p>
          <Tick label={t('backup:wrote')} checked={wrote} onChange={onWrote} testid="backup-wrote" />
          <div>
            <Button kind="quiet" onClick={() => void show(true)} testid="other-words">{t('backup:otherWords')}</Button>
            <p class="hint">{t('backup:otherWordsHint')}</p>
          </div>
        </>
      ) : (
        <div class="row">
          <Button onClick={() => void show(false)} testid="show-words">{t('backup:showWords')}</Button>
          {since ? <span class="hint">{t('backup:wordsSince', { time: formatDayHere(since) })}</span> : null}
        </div>
      )}
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
    </div>
  );
}
