import { useState } from 'preact/hooks';

import { readRecipients } from '@/utils/ui/recipients';
import { generatePassphrase } from '@/utils/ui/passphrase';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';
import { Choice } from './Choice';
import { Field } from './Field';
import { Notice } from './Notice';
import { Tick } from './Tick';

export interface HandOverChoice {
  pictures: 'post' | 'screen';
  labels: boolean;
  /** Pictures of what is marked intimate go too. */
  intimate: boolean;
  form: { kind: 'age'; recipients: string[] } | { kind: 'passphrase'; passphrase: string } | { kind: 'plain' };
}

/** Somebody she knows who gets packages. */
export interface KnownRecipient {
  id: string;
  name: string;
  /** Their age key; null: six words each time. */
  key: string | null;
  /** Why nothing goes to them now, in words; null: it may. */
  stopped: string | null;
}

export interface HandOverOptionsProps {
  count: number;
  /** How many of them are marked intimate and still have pictures. */
  intimates: number;
  known: readonly KnownRecipient[];
  /** Back to the list, to choose others. */
  onChange: () => void;
  /** Called inside her click: the browser's dialog for the file needs one. */
  onStart: (choice: HandOverChoice) => void;
}

export function HandOverOptions({ count, intimates, known, onChange, onStart }: HandOverOptionsProps) {
  const t = useT();
  const [pictures, setPictures] = useState<'post' | 'screen'>('post');
  const [kind, setKind] = useState<HandOverChoice['form']['kind']>('age');
  const [labels, setLabels] = useState(false);
  const [intimate, setIntimate] = useState(false);
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const { recipients, wrong } = readRecipients(typed);

  const withKey = known.filter(({ key }) => key !== null);
  const byWords = known.filter(({ key }) => key === null).map(({ name }) => name);
  const keys = withKey.filter(({ id, stopped }) => stopped === null && ticked.includes(id)).map(({ key }) => key as string);

  const choose = (next: typeof kind) => {
    setKind(next);
    if (next === 'passphrase' && passphrase === '') setPassphrase(generatePassphrase());
  };
  const start = (event: Event) => {
    event.preventDefault();
    const form = kind === 'age' ? { kind, recipients: [...new Set([...recipients, ...keys])] } : kind === 'passphrase' ? { kind, passphrase } : { kind };
    onStart({ pictures, labels, intimate: intimate && intimates > 0, form });
  };

  return (
    <form onSubmit={start}>
      <p class="counted"><strong data-testid="export-count">{t('handover:count', { count })}</strong> <Button kind="quiet" onClick={onChange}>{t('handover:change')}</Button></p>
      <Choice legend={t('handover:pictures')} value={pictures} onChange={setPictures} options={[
        { value: 'post', label: t('handover:picturesPost'), hint: t('handover:picturesPostHint'), testid: 'pictures-post' },
        { value: 'screen', label: t('handover:picturesScreen'), hint: t('handover:picturesScreenHint'), testid: 'pictures-screen' },
      ]} />
      <Choice legend={t('handover:form')} value={kind} onChange={choose} options={[
        { value: 'age', label: t('handover:formAge'), hint: t('handover:formAgeHint'), testid: 'export-age' },
        { value: 'passphrase', label: t('handover:formPassphrase'), hint: t('handover:formPassphraseHint'), testid: 'export-passphrase' },
        { value: 'plain', label: t('handover:formPlain'), hint: t('handover:formPlainHint'), testid: 'export-plain' },
      ]} />
      {kind === 'age' && withKey.length > 0 ? (
        <fieldset class="choice">
          <legend class="choice-legend">{t('handover:known')}</legend>
          {withKey.map(({ id, name, stopped }) => (
            <Tick key={id} label={name} {...(stopped === null ? {} : { hint: stopped })} disabled={stopped !== null} checked={stopped === null && ticked.includes(id)} testid="export-known"
              onChange={(on) => setTicked((old) => [...old.filter((one) => one !== id), ...(on ? [id] : [])])} />
          ))}
        </fieldset>
      ) : null}
      {kind === 'age' && byWords.length > 0 ? <p class="hint" data-testid="export-by-words">{t('handover:byWords', { names: byWords.join(', ') })}</p> : null}
      {kind === 'age' ? (
        <Field label={t('handover:recipients')} hint={t('handover:recipientsHint')} value={typed} onInput={setTyped} rows={2} error={wrong ? t('handover:recipientsWrong', { wrong }) : null} testid="export-recipients" />
      ) : null}
      {kind === 'passphrase' ? (
        <div class="given-block">
          <p class="given" data-testid="export-words"><strong dir="ltr">{passphrase}</strong></p>
          <p class="hint">{t('handover:wordsHint')}</p>
          <Button kind="quiet" onClick={() => setPassphrase(generatePassphrase())}>{t('handover:otherWords')}</Button>
        </div>
      ) : null}
      {kind === 'plain' ? <Notice kind="needs" title={t('handover:plainTitle')} testid="plain-warning"><p>{t('handover:plainLead')}</p></Notice> : null}
      {intimates === 0 ? null : <Tick label={t('handover:intimate', { count: intimates })} hint={t('handover:intimateHint')} checked={intimate} onChange={setIntimate} testid="export-intimate" />}
      <Tick label={t('handover:labels')} hint={t('handover:labelsHint')} checked={labels} onChange={setLabels} testid="export-labels" />
      <div class="row">
        <Button kind="main" type="submit" disabled={kind === 'age' && wrong !== null} testid="export-start">{t('handover:start', { count })}</Button>
      </div>
      <p class="hint">{t('handover:logged')}</p>
    </form>
  );
}
