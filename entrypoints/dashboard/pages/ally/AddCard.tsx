import { useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { addCard } from '@/utils/handoff/book';
import { readCard } from '@/utils/handoff/card';
import { problemWords } from '@/utils/ui/problem';
import { readPicture } from '@/utils/ui/qr';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** A card's text is shorter by far; a picture of one is told by its type. */
const MOST_TEXT = 100_000;

/** Somebody's card, pasted, or out of a file or a photo of its code. `own`: her own identity key. */
export function AddCard({ vault, own }: { vault: Vault; own: string | null }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (text: string) => {
    const card = await readCard(text);
    const answer = card.ok ? await addCard(vault, own, card.value) : card;
    if (!answer.ok) return setProblem(problemWords(answer));
    if (answer.value.id === null) return setProblem(t('ally:ownCard'));
    goTo({ page: 'ally', part: 'people', id: answer.value.id });
  };
  const takeFile = async (file: File) => {
    const picture = file.type.startsWith('image/');
    const text = picture ? await readPicture(file) : await file.slice(0, MOST_TEXT).text();
    if (text === null) setProblem(t('ally:noCode'));
    else await take(text);
  };
  const start = (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    void work().finally(() => setBusy(false));
  };
  return (
    <form
      class={`block ally-add${over ? ' drop-over' : ''}`} data-testid="add-card"
      onSubmit={(event) => { event.preventDefault(); start(() => take(typed)); }}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file) start(() => takeFile(file));
      }}
    >
      <h2>{t('ally:add')}</h2>
      <p>{t('ally:addLead')}</p>
      <Field label={t('ally:paste')} rows={4} value={typed} onInput={setTyped} error={problem} testid="card-text" />
      <input
        ref={input} class="unseen" type="file" accept=".txt,text/plain,image/*" tabIndex={-1} aria-hidden="true" data-testid="card-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) start(() => takeFile(file));
        }}
      />
      <div class="row">
        <Button kind="main" type="submit" disabled={busy || typed.trim() === ''} testid="take-card">{t('ally:take')}</Button>
        <Button disabled={busy} onClick={() => input.current?.click()} testid="pick-card">{t('ally:pick')}</Button>
      </div>
      <p class="hint">{t('ally:pickHint')}</p>
    </form>
  );
}
