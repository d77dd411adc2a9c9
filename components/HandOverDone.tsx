import { useEffect, useRef } from 'preact/hooks';

import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';
import type { HandOverChoice } from './HandOverOptions';

export interface HandOverDoneProps {
  made: { name: string; place: 'picked' | 'downloads'; items: number };
  choice: HandOverChoice;
  onAgain: () => void;
}

/** What was made, where it lies, and what to do next. */
export function HandOverDone({ made, choice, onAgain }: HandOverDoneProps) {
  const t = useT();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { kind } = choice.form;
  return (
    <section class="sheet" data-testid="export-done">
      <h1 ref={title} tabIndex={-1}>{t('handover:doneTitle', { count: made.items })}</h1>
      <p>{made.place === 'downloads' ? t('handover:donePlaceDownloads') : t('handover:donePlacePicked')}</p>
      <p class="file-name" dir="ltr" data-testid="export-name">{made.name}</p>
      {choice.form.kind === 'passphrase' ? <p class="given"><strong dir="ltr">{choice.form.passphrase}</strong> <span class="hint">{t('handover:doneWords')}</span></p> : null}
      <h2>{t('handover:nextTitle')}</h2>
      <ol class="plain-list">
        <li>{t('handover:next1')}</li>
        {kind === 'passphrase' ? <li>{t('handover:nextPassphrase')}</li> : null}
        {kind === 'plain' ? <li>{t('handover:nextPlain')}</li> : <li>{t('handover:nextSealed')}</li>}
        <li>{t('handover:next3')}</li>
      </ol>
      <p class="hint">{t('handover:limits')}</p>
      <div class="row">
        <a class="button button-main" href="/verify.html" data-testid="go-check">{t('common:navCheck')}</a>
        <Button kind="quiet" onClick={onAgain} testid="export-again">{t('handover:again')}</Button>
      </div>
    </section>
  );
}
