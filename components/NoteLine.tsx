import { useState } from 'preact/hooks';

import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';
import { Field } from './Field';

/** Her own neutral line, which stands for the post in lists. `onSave` answers words when it failed. */
export function NoteLine({ note, onSave }: { note: string | null; onSave: (note: string | null) => Promise<string | null> }) {
  const t = useT();
  const [typed, setTyped] = useState(note ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const changed = typed.trim() !== (note ?? '');
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await onSave(typed.trim() === '' ? null : typed.trim());
    setProblem(answer);
    setKept(answer === null);
  };
  return (
    <form class="block note" onSubmit={(event) => void save(event)}>
      <Field label={t('item:note')} hint={t('item:noteHint')} value={typed} onInput={(next) => { setTyped(next); setKept(false); }} error={problem} maxLength={200} testid="note" />
      <div class="row">
        <Button type="submit" disabled={!changed} testid="note-save">{t('item:noteSave')}</Button>
        <span role="status" class="hint">{kept && !changed ? t('item:noteKept') : ''}</span>
      </div>
    </form>
  );
}
