import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Field } from '@/components/Field';
import { VirtualList } from '@/components/VirtualList';
import { byHand } from '@/utils/act/guided';
import { count } from '@/utils/act/queue';
import type { Route } from '@/utils/act/order';
import { sparedNow, withTies, type SpareFor } from '@/utils/act/spare';
import type { Stamps } from '@/utils/act/job';
import type { Sender, Verb } from '@/utils/domain/act';
import { formatNumber } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { Plan } from './Plan';
import { Report } from './Report';
import { QUIETED, runsFor, type Order } from './start';
import { useTies } from './use-ties';

export interface ChooseProps {
  senders: Sender[];
  title: string;
  spare: SpareFor;
  stamps: Stamps;
  /** She came with these: all of them are chosen until she takes one out. */
  preset: boolean;
  /** Chosen beforehand. */
  verb: Verb;
  onAll: (() => void) | null;
  /** `spare`: also whom she was told to follow. */
  onStart: (order: Order, spare: SpareFor) => void;
  onNever: (sender: Sender) => void;
  busy: boolean;
}

const MOST_REASON = 200;
const keyOf = ({ site, host, userId, handle }: Sender): string => `${site} ${host} ${userId ?? ''} ${handle ?? ''}`;
const isAble = ({ site }: Sender): boolean => QUIETED.includes(site);

/** Whom, what, and what follows from it; the words of their posts stay where they are. */
export function Choose({ senders, title, spare: kept, stamps, preset, verb: first, onAll, onStart, onNever, busy }: ChooseProps) {
  const t = useT();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(preset ? senders.filter(isAble).map(keyOf) : []));
  const [verb, setVerb] = useState<Verb>(first);
  const [route, setRoute] = useState<Route | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const ties = useTies();
  const spare = useMemo(() => withTies(kept, ties.ties), [kept, ties.ties]);
  const able = useMemo(() => senders.filter(isAble), [senders]);
  const chosen = useMemo(() => able.filter((sender) => ticked.has(keyOf(sender))), [able, ticked]);
  const runs = useMemo(() => runsFor({ senders: chosen, verb, reason: '', until: '' }, spare), [chosen, verb, spare]);
  const people = runs.reduce((sum, run) => sum + count(run).waiting, 0);
  const onlyBlock = chosen.length > 0 && runs.every((run) => run.verb === 'block');
  const tick = (key: string, on: boolean) => setTicked((old) => new Set(on ? [...old, key] : [...old].filter((one) => one !== key)));
  const order = { senders: chosen, verb, reason, until };
  return (
    <>
      <h2>{t('quiet:who')}</h2>
      <div class="row">
        <p>{title}</p>
        {onAll ? <Button kind="quiet" onClick={onAll} testid="quiet-show-all">{t('quiet:showAll')}</Button> : null}
        {able.length > 0 && chosen.length < able.length ? <Button kind="quiet" onClick={() => setTicked(new Set(able.map(keyOf)))} testid="quiet-all">{t('quiet:tickAll')}</Button> : null}
        {chosen.length > 0 ? <Button kind="quiet" onClick={() => setTicked(new Set())} testid="quiet-none-ticked">{t('quiet:tickNone')}</Button> : null}
      </div>
      <p class="hint" role="status" data-testid="quiet-chosen">{t('quiet:chosenOf', { count: chosen.length, all: formatNumber(senders.length) })}</p>
      <Choice legend={t('quiet:verb')} value={verb} onChange={setVerb} options={[
        { value: 'mute', label: t('quiet:mute'), hint: t('quiet:muteHint'), testid: 'quiet-mute' },
        { value: 'block', label: t('quiet:block'), hint: t('quiet:blockHint'), testid: 'quiet-block' },
      ]} />
      <Report route={route} verb={verb} onRoute={setRoute} onMute={() => setVerb('mute')} />
      {chosen.length > 0 ? (
        <>
          <Plan runs={runs} chosen={chosen} stamps={stamps} ties={ties} />
          <Field label={t('quiet:reason')} value={reason} onInput={setReason} maxLength={MOST_REASON} testid="quiet-reason" />
          <label class="field"><span class="field-label">{t('quiet:until')}</span><input class="input" type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} data-testid="quiet-until" /></label>
          <div class="row"><Button kind="main" disabled={busy || people === 0} onClick={() => onStart(order, spare)} testid="quiet-start">{t(verb === 'mute' && !onlyBlock ? 'quiet:start_mute' : 'quiet:start_block', { count: people })}</Button></div>
        </>
      ) : null}
      <h2>{t('quiet:each')}</h2>
      <VirtualList count={senders.length} label={title} estimate={68} rowKey={(i) => keyOf(senders[i] as Sender)} testid="quiet-senders"
        row={(i) => {
          const sender = senders[i] as Sender;
          const driven = isAble(sender);
          const key = keyOf(sender);
          const why = sparedNow(sender, spare);
          const name = sender.handle ? `@${sender.handle}` : t('quiet:noAccount');
          return (
            <div class="act-sender">
              <label class="choice-option">
                <input type="checkbox" data-row-focus checked={driven && ticked.has(key)} disabled={!driven} onChange={(event) => tick(key, event.currentTarget.checked)} data-testid="quiet-sender" />
                <span class="choice-words">
                  <span class="choice-label"><bdi>{name}</bdi></span>
                  <span class="hint">{siteName(sender.site)} · {t('quiet:posts', { count: sender.evidence.length })}{driven && !byHand(sender.site) ? '' : ` · ${t(driven ? 'quiet:byHand' : 'quiet:noWay')}`}{why === null ? '' : ` · ${t(`quiet:spare.${why}`)}`}</span>
                </span>
              </label>
              {why !== null || (sender.handle === null && sender.userId === null) ? null : <Button kind="quiet" onClick={() => onNever(sender)} label={t('quiet:neverName', { name })} testid="quiet-never">{t('quiet:never')}</Button>}
            </div>
          );
        }}
      />
    </>
  );
}
