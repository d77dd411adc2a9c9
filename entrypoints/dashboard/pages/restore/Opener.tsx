import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Field } from '@/components/Field';
import { join, readHalf, wordsOf } from '@/utils/handoff/share';
import { problemWords } from '@/utils/ui/problem';
import { readPicture } from '@/utils/ui/qr';
import { useT } from '@/utils/ui/use-t';
import { WORDS } from '@/utils/ui/words';

/** What opens a backup: typed as it is, or worked out of two halves. Null as long as it is not all there. */
export function Opener({ onChange }: { onChange: (passphrase: string | null) => void }) {
  const t = useT();
  const [by, setBy] = useState<'words' | 'halves'>('words');
  const [typed, setTyped] = useState('');
  const [halves, setHalves] = useState<[string, string]>(['', '']);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    setProblem(null);
    if (by === 'words') onChange(typed === '' ? null : asWords(typed));
    else {
      onChange(null);
      if (halves.every((half) => half.trim() !== '')) void passphraseOf(halves).then((answer) => {
        if (gone) return;
        if (answer.ok) onChange(answer.value);
        else setProblem(problemWords(answer));
      });
    }
    return () => { gone = true; };
  }, [by, typed, halves, onChange]);
  return (
    <>
      <Choice
        legend={t('backup:opensBy')}
        value={by}
        onChange={setBy}
        options={[{ value: 'words', label: t('backup:opensByWords'), testid: 'opens-by-words' }, { value: 'halves', label: t('backup:opensByHalves'), testid: 'opens-by-halves' }]}
      />
      {by === 'words' ? <Field label={t('backup:typed')} hint={t('backup:typedHint')} type="password" value={typed} onInput={setTyped} testid="restore-words" /> : (
        <>
          <HalfField label={t('backup:firstHalf')} value={halves[0]} onInput={(half) => setHalves(([, two]) => [half, two])} testid="restore-half-1" />
          <HalfField label={t('backup:secondHalf')} value={halves[1]} onInput={(half) => setHalves(([one]) => [one, half])} testid="restore-half-2" />
          {problem ? <p class="field-error" role="alert" data-testid="half-problem">{problem}</p> : null}
        </>
      )}
    </>
  );
}

/** Six words are taken as people write them down; anything else is a passphrase of hers and stays as it is. */
function asWords(typed: string): string {
  const words = typed.trim().toLowerCase().split(/[\s-]+/);
  return words.length === 6 && words.every((word) => WORDS.includes(word)) ? words.join('-') : typed;
}

async function passphraseOf([first, second]: [string, string]) {
  const [one, two] = await Promise.all([readHalf(first), readHalf(second)]);
  if (!one.ok) return one;
  if (!two.ok) return two;
  const secret = join(one.value, two.value);
  return secret.ok ? { ok: true as const, value: await wordsOf(secret.value, WORDS) } : secret;
}

const MOST_TEXT = 10_000;

function HalfField({ label, value, onInput, testid }: { label: string; value: string; onInput: (half: string) => void; testid: string }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (element: HTMLInputElement) => {
    const file = element.files?.[0];
    element.value = '';
    if (!file) return;
    const text = file.type.startsWith('image/') ? await readPicture(file) : await file.slice(0, MOST_TEXT).text();
    setProblem(text === null ? t('backup:noCode') : null);
    if (text !== null) onInput(text);
  };
  return (
    <div class="field">
      <Field label={label} rows={3} value={value} onInput={onInput} error={problem} testid={testid} />
      <input ref={input} class="unseen" type="file" accept=".txt,text/plain,image/*" tabIndex={-1} aria-hidden="true" onChange={(event) => void take(event.currentTarget)} data-testid={`${testid}-file`} />
      <div class="row"><Button kind="quiet" onClick={() => input.current?.click()}>{t('backup:halfFrom')}</Button></div>
    </div>
  );
}
