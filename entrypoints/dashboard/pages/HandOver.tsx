import { useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { shownName } from '@/components/FileChooser';
import { HandOverDone } from '@/components/HandOverDone';
import { HandOverOptions, type HandOverChoice, type KnownRecipient } from '@/components/HandOverOptions';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { contactsOf } from '@/utils/handoff/book';
import { standing } from '@/utils/handoff/contacts';
import { problemWords } from '@/utils/ui/problem';
import { goTo } from '@/utils/ui/route';
import { secondsLeft } from '@/utils/ui/time-left';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { makePackage, type Made } from '../make-package';

export interface HandOverProps { vault: Vault; version: number; chosen: ReadonlySet<string>; onChosen: (chosen: ReadonlySet<string>) => void }

type Step = { name: 'options' } | { name: 'writing'; done: number; of: number; since: number } | { name: 'done'; made: Made; choice: HandOverChoice };

/** Choose, set, write, done: one at a time. Stopping leaves no file behind. */
export function HandOver({ vault, version, chosen, onChosen }: HandOverProps) {
  const t = useT();
  const [step, setStep] = useState<Step>({ name: 'options' });
  const [problem, setProblem] = useState<string | null>(null);
  const [total, setTotal] = useState<number | null>(null);
  const [intimates, setIntimates] = useState(0);
  const known = useKnown(vault, version);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => { void vault.count().then((answer) => setTotal(answer.ok ? answer.value : 0)); }, [vault, version]);
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    let left = false;
    void countIntimate(vault, chosen).then((n) => { if (!left) setIntimates(n); });
    return () => { left = true; };
  }, [vault, version, chosen]);

  const chooseAll = async () => {
    const all = new Set<string>();
    for await (const batch of vault.heads()) for (const head of batch) all.add(head.id);
    onChosen(all);
  };

  const write = async (choice: HandOverChoice) => {
    const abort = new AbortController();
    stop.current = abort;
    setProblem(null);
    const since = Date.now();
    setStep({ name: 'writing', done: 0, of: chosen.size, since });
    const answer = await makePackage(vault, { ids: [...chosen], pictures: choice.pictures, labels: choice.labels, intimate: choice.intimate, form: choice.form }, abort.signal,
      (done, of) => setStep((now) => (now.name === 'writing' ? { ...now, done, of } : now)));
    stop.current = null;
    if (answer.ok) return setStep({ name: 'done', made: answer.value, choice });
    setProblem(answer.error === 'no-place' ? null : problemWords(answer));
    setStep({ name: 'options' });
  };

  if (step.name === 'done') return <HandOverDone {...step} onAgain={() => { setStep({ name: 'options' }); onChosen(new Set()); }} />;
  if (step.name === 'writing') {
    return (
      <section class="sheet" data-testid="export-writing">
        <h1>{t('handover:writingTitle', { count: step.of })}</h1>
        <Progress label={t('handover:writing')} done={step.done} of={step.of} secondsLeft={secondsLeft(step.done, step.of, Date.now() - step.since)}
          onStop={() => stop.current?.abort()} stopLabel={t('handover:stop')} testid="export-progress" />
        <p class="hint">{t('handover:stopHint')}</p>
      </section>
    );
  }
  return (
    <section class="sheet" data-testid="hand-over-page">
      <h1>{t('handover:title')}</h1>
      <p class="lead">{t('handover:lead')}</p>
      {problem ? <Notice kind="failed" title={t('handover:failedTitle')} testid="export-problem"><p>{problem}</p><p>{t('handover:failedSafe')}</p></Notice> : null}
      {chosen.size === 0 ? (
        <EmptyState title={t('handover:noneTitle')} testid="hand-over-none">
          <p>{t('handover:noneLead')}</p>
          <div class="row">
            <Button kind="main" onClick={() => goTo({ page: 'saved', id: null })} testid="choose-in-list">{t('handover:chooseInList')}</Button>
            <Button kind="quiet" disabled={!total} onClick={() => void chooseAll()} testid="choose-everything">{t('handover:chooseAll', { count: total ?? 0 })}</Button>
          </div>
        </EmptyState>
      ) : (
        <HandOverOptions count={chosen.size} intimates={intimates} known={known} onChange={() => goTo({ page: 'saved', id: null })} onStart={(choice) => void write(choice)} />
      )}
    </section>
  );
}

/** Recipients among the people she knows. One with another key in question, or not compared yet, is shown and gets nothing. */
function useKnown(vault: Vault, version: number): KnownRecipient[] {
  const t = useT();
  const [known, setKnown] = useState<KnownRecipient[]>([]);
  useEffect(() => {
    let gone = false;
    void contactsOf(vault).then((contacts) => {
      if (gone || !contacts.ok) return;
      setKnown(contacts.value.filter(({ roles }) => roles.includes('recipient')).map((contact) => {
        const now = standing(contact);
        return { id: contact.id, name: shownName(contact.name), key: contact.card?.card.recipient ?? contact.recipient, stopped: now === 'fit' || now === 'no-card' ? null : t(`ally:standing.${now}`) };
      }));
    });
    return () => { gone = true; };
  }, [vault, version, t]);
  return known;
}

async function countIntimate(vault: Vault, chosen: ReadonlySet<string>): Promise<number> {
  let n = 0;
  if (chosen.size > 0) for await (const heads of vault.heads()) n += heads.filter((head) => chosen.has(head.id) && head.mark === 'intimate' && head.hasPicture).length;
  return n;
}
