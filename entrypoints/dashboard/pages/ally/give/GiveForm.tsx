import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Field } from '@/components/Field';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { Tick } from '@/components/Tick';
import type { Contact } from '@/utils/domain/handoff';
import type { GiveOrder } from '@/utils/handoff/handover/give';
import { LONGEST } from '@/utils/handoff/handover/body';
import { standing } from '@/utils/handoff/contacts';
import { formatDayHere, formatList } from '@/utils/i18n/format';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';

const DAYS = { week: 7, month: 30, quarter: 90 } as const;
type End = keyof typeof DAYS | 'none';
const endOf = (end: End, now = Date.now()): Date | null => (end === 'none' ? null : new Date(now + DAYS[end] * 86_400_000));

export interface GiveFormProps {
  count: number;
  /** How many of them are marked intimate and have pictures; how many have grounds of hers. */
  intimates: number;
  withGrounds: number;
  contacts: readonly Contact[];
  /** Called inside her click: the browser's dialog for the file needs one. */
  onStart: (order: Omit<GiveOrder, 'items' | 'grounds'>) => void;
}

export function GiveForm({ count, intimates, withGrounds, contacts, onStart }: GiveFormProps) {
  const t = useT();
  const fit = contacts.filter((one) => standing(one) === 'fit');
  const [to, setTo] = useState<readonly string[]>(fit.length === 1 ? fit.map(({ id }) => id) : []);
  const [words, setWords] = useState(true);
  const [pictures, setPictures] = useState(false);
  const [intimate, setIntimate] = useState(false);
  const [grounds, setGrounds] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [rules, setRules] = useState('');
  const [end, setEnd] = useState<End>('month');
  const chosen = fit.filter(({ id }) => to.includes(id));
  const names = formatList(chosen.map(({ name }) => shownName(name)));
  const ends = endOf(end);
  const start = (event: Event) => {
    event.preventDefault();
    const scope = { words, pictures, intimate: intimate && pictures && intimates > 0, grounds: grounds && withGrounds > 0 };
    onStart({ to: chosen.map(({ id }) => id), purpose: purpose.trim(), rules: rules.trim(), ends: endOf(end), scope });
  };
  return (
    <form onSubmit={start} data-testid="give-form">
      <p class="counted"><strong data-testid="give-count">{t('handover:count', { count })}</strong> <Button kind="quiet" onClick={() => goTo({ page: 'saved', id: null })}>{t('handover:change')}</Button></p>
      <fieldset class="choice">
        <legend class="choice-legend">{t('give:who')}</legend>
        {contacts.map((one) => {
          const now = standing(one);
          return (
            <Tick key={one.id} label={shownName(one.name)} hint={now === 'fit' ? one.roles.map((role) => t(`ally:role.${role}`)).join(' · ') : t(`ally:standing.${now}`)} disabled={now !== 'fit'}
              checked={to.includes(one.id) && now === 'fit'} onChange={(on) => setTo(on ? [...to, one.id] : to.filter((id) => id !== one.id))} testid={`give-to-${one.id}`} />
          );
        })}
      </fieldset>
      <fieldset class="choice">
        <legend class="choice-legend">{t('give:what')}</legend>
        <Tick label={t('give:words')} hint={t('give:wordsHint')} checked={words} onChange={setWords} testid="give-words" />
        <Tick label={t('give:pictures')} hint={t('give:picturesHint')} checked={pictures} onChange={setPictures} testid="give-pictures" />
        {pictures && intimates > 0 ? <Tick label={t('handover:intimate', { count: intimates })} hint={t('give:intimateHint')} checked={intimate} onChange={setIntimate} testid="give-intimate" /> : null}
        {withGrounds > 0 ? <Tick label={t('give:grounds', { count: withGrounds })} hint={t('give:groundsHint')} checked={grounds} onChange={setGrounds} testid="give-grounds" /> : null}
        <p class="hint">{t(words || pictures ? 'give:always' : 'give:neither')}</p>
      </fieldset>
      <Field label={t('give:purpose')} hint={t('give:purposeHint')} value={purpose} onInput={setPurpose} maxLength={LONGEST.purpose} testid="give-purpose" />
      <Field label={t('give:rules')} hint={t('give:rulesHint')} value={rules} onInput={setRules} rows={3} maxLength={LONGEST.rules} testid="give-rules" />
      <Choice legend={t('give:until')} value={end} onChange={setEnd} options={(['week', 'month', 'quarter', 'none'] as const).map((value) => ({ value, label: t(`give:until.${value}`), testid: `give-until-${value}` }))} />
      <Notice title={t('give:beforeTitle')} testid="give-before">
        <p>{t('give:beforeSee', { names: names === '' ? t('give:whoever') : names })} {t(ends === null ? 'give:beforeNoEnd' : 'give:beforeEnd', { day: formatDayHere((ends ?? new Date()).toISOString()) })}</p>
        <p>{t('give:beforeTestify')}</p>
        <p>{t('give:beforeCopy')}</p>
      </Notice>
      <div class="row">
        <Button kind="main" type="submit" disabled={chosen.length === 0} testid="give-start">{t('give:start', { count })}</Button>
      </div>
      <p class="hint">{t('give:logged')}</p>
    </form>
  );
}
