import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { QrPicture } from '@/components/QrPicture';
import { utf8 } from '@/utils/crypto/bytes';
import { isName, MOST_NAME, writeCard } from '@/utils/handoff/card';
import { introduce, type Me } from '@/utils/handoff/person';
import { problemWords } from '@/utils/ui/problem';
import { qrRows } from '@/utils/ui/qr';
import { downloadBytes } from '@/utils/ui/save-file';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** Who she is to the people who help her: made once, then shown as a picture, a text or a file. */
export function MyCard({ vault, mine }: { vault: Vault; mine: Me | null }) {
  const t = useT();
  const [naming, setNaming] = useState(false);
  return (
    <section class="block" data-testid="my-card">
      <h2>{t('ally:mine')}</h2>
      {mine === null || naming ? <Naming vault={vault} name={mine?.signed.card.name ?? ''} onEnd={mine ? () => setNaming(false) : null} /> : <Shown mine={mine} onRename={() => setNaming(true)} />}
    </section>
  );
}

function Naming({ vault, name, onEnd }: { vault: Vault; name: string; onEnd: (() => void) | null }) {
  const t = useT();
  const [typed, setTyped] = useState(name);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await introduce(vault, typed.trim());
    setBusy(false);
    if (answer.ok) onEnd?.();
    else setProblem(problemWords(answer));
  };
  return (
    <form class="inset" onSubmit={(event) => void make(event)}>
      <p>{t('ally:mineLead')}</p>
      <Field label={t('ally:myName')} hint={t('ally:myNameHint')} value={typed} onInput={setTyped} maxLength={MOST_NAME} error={problem} testid="my-name" />
      <div class="row">
        <Button kind="main" type="submit" disabled={busy || !isName(typed.trim())} testid="make-card">{t(name === '' ? 'ally:makeCard' : 'ally:rename')}</Button>
        {onEnd ? <Button kind="quiet" onClick={onEnd}>{t('common:cancel')}</Button> : null}
      </div>
    </form>
  );
}

function Shown({ mine, onRename }: { mine: Me; onRename: () => void }) {
  const t = useT();
  const text = writeCard(mine.signed);
  const rows = useMemo(() => qrRows(text), [text]);
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <>
      <p>{t('ally:mineName')} <strong><bdi>{mine.signed.card.name}</bdi></strong></p>
      <p class="hint">{t('ally:mineHint')}</p>
      <div class="card-views">
        <QrPicture rows={rows} label={t('ally:mineQr')} testid="my-qr" />
        <div class="card-ways">
          <label class="field">
            <span class="field-label">{t('ally:mineText')}</span>
            <textarea class="input code-text" rows={6} readOnly dir="ltr" value={text} onFocus={(event) => event.currentTarget.select()} data-testid="my-card-text" />
          </label>
          <div class="row">
            <Button onClick={copy} testid="copy-card">{t('ally:copy')}</Button>
            <Button onClick={() => downloadBytes(utf8(`${text}\n`), `card-${mine.signed.card.issued.slice(0, 10)}.txt`, 'text/plain')} testid="save-card">{t('ally:saveCard')}</Button>
            <Button kind="quiet" onClick={onRename} testid="rename-card">{t('ally:otherName')}</Button>
          </div>
          <p class="hint" role="status">{copied ? t('ally:copied') : ''}</p>
        </div>
      </div>
    </>
  );
}
