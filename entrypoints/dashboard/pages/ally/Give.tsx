import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import type { Given } from '@/utils/domain/handoff';
import type { GiveOrder } from '@/utils/handoff/handover/give';
import type { Me } from '@/utils/handoff/person';
import { problemWords } from '@/utils/ui/problem';
import { goTo, writeRoute } from '@/utils/ui/route';
import { secondsLeft } from '@/utils/ui/time-left';
import { useT } from '@/utils/ui/use-t';
import type { Shelved, Vault } from '@/utils/vault/types';

import type { AllyPageProps } from '../Ally';
import { groundsOf, withCard, writeGiven, type Written } from '../../give-file';
import { GivenList } from './give/GivenList';
import { GiveForm } from './give/GiveForm';
import { usePeople } from './use-people';

type Step = { name: 'form' } | { name: 'writing'; done: number; of: number; since: number } | { name: 'done'; made: Written; count: number };

interface About { given: Shelved<Given>[]; grounds: Map<string, string[]>; intimates: number; withGrounds: number; there: string[] }

/** Who, what of the chosen posts, what for and until when; then one file, and below it all that was given before. */
export function Give({ vault, version, chosen, onChosen }: AllyPageProps) {
  const t = useT();
  const people = usePeople(vault, version);
  const mine = people !== null && 'mine' in people ? people.mine : null;
  const [about, setAbout] = useState<About | string | null>(null);
  const [step, setStep] = useState<Step>({ name: 'form' });
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    let gone = false;
    if (mine) void look(vault, mine, chosen).then((answer) => { if (!gone) setAbout(answer); });
    return () => { gone = true; };
  }, [vault, version, mine, chosen]);

  const write = useCallback(async (me: Me, order: Omit<GiveOrder, 'items' | 'grounds'>, { there, grounds }: About) => {
    const abort = new AbortController();
    stop.current = abort;
    setProblem(null);
    setStep({ name: 'writing', done: 0, of: there.length, since: Date.now() });
    const answer = await writeGiven(vault, me, { ...order, items: there, grounds }, {
      now: new Date(), signal: abort.signal, progress: (done, of) => setStep((now) => (now.name === 'writing' ? { ...now, done, of } : now)),
    });
    stop.current = null;
    if (answer.ok) return setStep({ name: 'done', made: answer.value, count: there.length });
    setProblem(answer.error === 'no-place' ? null : problemWords(answer));
    setStep({ name: 'form' });
  }, [vault]);

  if (step.name === 'writing') {
    return (
      <section class="sheet" data-testid="give-writing">
        <h1>{t('give:writingTitle', { count: step.of })}</h1>
        <Progress label={t('give:writing')} done={step.done} of={step.of} secondsLeft={secondsLeft(step.done, step.of, Date.now() - step.since)}
          onStop={() => stop.current?.abort()} testid="give-progress" />
        <p class="hint">{t('give:stopHint')}</p>
      </section>
    );
  }
  if (step.name === 'done') return <Done {...step} onAgain={() => { setStep({ name: 'form' }); onChosen(new Set()); }} />;
  if (people === null || (mine !== null && about === null)) return <section class="sheet"><p class="hint" role="status">{t('common:loading')}</p></section>;
  const failed = 'problem' in people ? problemWords({ error: people.problem }) : typeof about === 'string' ? about : null;
  if (failed !== null || 'problem' in people) return <section class="sheet"><h1>{t('give:title')}</h1><Notice kind="failed"><p>{failed}</p></Notice></section>;
  const contacts = withCard(people.contacts);
  const known = typeof about === 'string' ? null : about;
  return (
    <section class="sheet" data-testid="give-page">
      <h1>{t('give:title')}</h1>
      <p class="lead">{t('give:lead')}</p>
      {problem ? <Notice kind="failed" title={t('give:failedTitle')} testid="give-problem"><p>{problem}</p><p>{t('give:failedSafe')}</p></Notice> : null}
      {mine === null || contacts.length === 0 ? (
        <Notice kind="needs" testid="give-nobody">
          <p>{t(mine === null ? 'give:cardFirst' : 'give:nobody')}</p>
          <a class="button button-main" href={writeRoute({ page: 'ally', part: 'people', id: null })}>{t('ally:people')}</a>
        </Notice>
      ) : known === null || known.there.length === 0 ? (
        <EmptyState title={t('give:noneTitle')} testid="give-none">
          <p>{t('give:noneLead')}</p>
          <div class="row">
            <Button kind="main" onClick={() => goTo({ page: 'saved', id: null })} testid="give-choose">{t('handover:chooseInList')}</Button>
          </div>
        </EmptyState>
      ) : (
        <GiveForm count={known.there.length} intimates={known.intimates} withGrounds={known.withGrounds} contacts={contacts} onStart={(order) => void write(mine, order, known)} />
      )}
      <p class="hint">{t('give:police')} <a href="#/handover">{t('common:navHandOver')}</a></p>
      {known && mine ? <GivenList vault={vault} me={mine} given={known.given} contacts={people.contacts} /> : null}
    </section>
  );
}

/** Of the ticked posts those that are still here, and what she may want to hold back. */
async function look(vault: Vault, me: Me, chosen: ReadonlySet<string>): Promise<About | string> {
  const [given, grounds] = await Promise.all([vault.shelf<Given>('given'), groundsOf(vault, me)]);
  if (!given.ok) return problemWords(given);
  if (!grounds.ok) return problemWords(grounds);
  const there: string[] = [];
  let intimates = 0;
  if (chosen.size > 0) {
    for await (const heads of vault.heads()) {
      const ours = heads.filter(({ id, damaged }) => chosen.has(id) && damaged !== true);
      there.push(...ours.map(({ id }) => id));
      intimates += ours.filter(({ mark, hasPicture }) => mark === 'intimate' && hasPicture).length;
    }
  }
  return { given: given.value.toReversed(), grounds: grounds.value, intimates, withGrounds: there.filter((id) => grounds.value.has(id)).length, there };
}

function Done({ made, count, onAgain }: { made: Written; count: number; onAgain: () => void }) {
  const t = useT();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="sheet" data-testid="give-done">
      <h1 ref={title} tabIndex={-1}>{t('give:doneTitle', { count })}</h1>
      <p>{made.place === 'downloads' ? t('handover:donePlaceDownloads') : t('handover:donePlacePicked')}</p>
      <p class="file-name" dir="ltr" data-testid="give-name">{made.name}</p>
      <p>{t('give:doneNext')}</p>
      <p class="hint">{t('give:doneHint')}</p>
      <div class="row"><Button kind="main" onClick={onAgain} testid="give-again">{t('give:again')}</Button></div>
    </section>
  );
}
