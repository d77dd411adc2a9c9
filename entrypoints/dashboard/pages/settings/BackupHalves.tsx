import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { QrPicture } from '@/components/QrPicture';
import { utf8 } from '@/utils/crypto/bytes';
import { secretOf } from '@/utils/handoff/backup-note';
import { cut, writeHalf } from '@/utils/handoff/share';
import { problemWords } from '@/utils/ui/problem';
import { qrRows } from '@/utils/ui/qr';
import { downloadBytes } from '@/utils/ui/save-file';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** What gives the six words back when they are lost. The halves are nowhere kept: made anew, they are another pair. */
export function BackupHalves({ vault }: { vault: Vault }) {
  const t = useT();
  const [halves, setHalves] = useState<[string, string] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async () => {
    const secret = await secretOf(vault, new Date());
    if (!secret.ok) return setProblem(problemWords(secret));
    const [one, two] = cut(secret.value);
    setHalves([await writeHalf(one), await writeHalf(two)]);
  };
  return (
    <div class="inset" data-testid="backup-halves">
      <h3>{t('backup:halves')}</h3>
      <p>{t('backup:halvesLead')}</p>
      <p>{t('backup:halvesWho')}</p>
      {halves ? (
        <div class="card-views halves">
          <HalfShown title={t('backup:half1')} text={halves[0]} testid="half-1" />
          <HalfShown title={t('backup:half2')} text={halves[1]} testid="half-2" />
        </div>
      ) : null}
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      <Button kind="quiet" onClick={() => void make()} testid="make-halves">{halves ? t('backup:halvesAgain') : t('backup:halvesMake')}</Button>
      {halves ? <p class="hint">{t('backup:halvesAgainHint')}</p> : null}
    </div>
  );
}

function HalfShown({ title, text, testid }: { title: string; text: string; testid: string }) {
  const t = useT();
  const rows = useMemo(() => qrRows(text), [text]);
  const [copied, setCopied] = useState(false);
  const [printing, setPrinting] = useState(false);
  const print = () => {
    setPrinting(true);
    // After the page is drawn anew: only this half is on the sheet.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.print();
      setPrinting(false);
    }));
  };
  const file = () => downloadBytes(utf8(`${t('backup:halfWords')}\n\n${text}\n`), `half-${text.slice(4, 5)}.txt`, 'text/plain');
  return (
    <section class={printing ? 'card-ways on-paper' : 'card-ways'} data-testid={testid}>
      <h4>{title}</h4>
      <p class="only-paper">{t('backup:halfWords')}</p>
      <QrPicture rows={rows} label={t('backup:halfQr')} />
      <p class="code-text" dir="ltr" data-testid={`${testid}-text`}>{text}</p>
      <div class="row">
        <Button onClick={print} testid={`${testid}-print`}>{t('backup:halfPrint')}</Button>
        <Button onClick={file} testid={`${testid}-save`}>{t('backup:halfSave')}</Button>
        <Button kind="quiet" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => undefined)}>{t('backup:halfCopy')}</Button>
      </div>
      <p class="hint" role="status">{copied ? t('backup:halfCopied') : ''}</p>
    </section>
  );
}
