import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Field } from '@/components/Field';
import { VirtualList } from '@/components/VirtualList';
import { count } from '@/utils/act/queue';
import type { Sender, Verb } from '@/utils/domain/act';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { Plan } from './Plan';
import { DRIVEN, runsFor, type Order } from './start';

export interface ChooseProps { senders: Sender[]; title: string; onAll: (() => void) | null; onStart: (order: Order) => void; busy: boolean }

const keyOf = ({ site, host, userId, handle }: Sender): string => `${site} ${host} ${userId ?? ''} ${handle ?? ''}`;

/** Whom, what, and what follows from it; the words of their posts stay where they are. */
export function Choose({ senders, title, onAll, onStart, busy }: ChooseProps) {
  const t = useT();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [verb, setVerb] = useState<Verb>('mute');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const able = senders.filter(({ site }) => DRIVEN.includes(site));
  const chosen = able.filter((sender) => ticked.has(keyOf(sender)));
  const tick = (key: string, on: boolean) => setTicked((old) => new Set(on ? [...old, key] : [...old].filter((one) => one !== key)));
  const order = { senders: chosen, verb, reason, until };
  const runs = runsFor(order);
  const people = runs.reduce((sum, run) => sum + count(run).waiting, 0);
  return (
    <>
      <h2>{t('quiet:who')}</h2>
      <div class="row">
        <p>{title}</p>
        {onAll ? <Button kind="quiet" onClick={onAll} testid="quiet-show-all">{t('quiet:showAll')}</Button> : null}
        {able.length > 1 ? <Button kind="quiet" onClick={() => setTicked(new Set(able.map(keyOf)))} testid="quiet-all">{t('quiet:tickAll')}</Button> : null}
      </div>
      <VirtualList count={senders.length} label={title} estimate={68} rowKey={(i) => keyOf(senders[i] as Sender)} testid="quiet-senders"
        row={(i) => {
          const sender = senders[i] as Sender;
          const driven = DRIVEN.includes(sender.site);
          const key = keyOf(sender);
          return (
            <label class="choice-option">
              <input type="checkbox" data-row-focus checked={driven && ticked.has(key)} disabled={!driven} onChange={(event) => tick(key, event.currentTarget.checked)} data-testid="quiet-sender" />
              <span class="choice-words">
                <span class="choice-label"><bdi>{sender.handle ? `@${sender.handle}` : t('quiet:noAccount')}</bdi></span>
                <span class="hint">{siteName(sender.site)} · {t('quiet:posts', { count: sender.evidence.length })}{driven ? '' : ` · ${t('quiet:byHand')}`}</span>
              </span>
            </label>
          );
        }}
      />
      <Choice legend={t('quiet:verb')} value={verb} onChange={setVerb} options={[
        { value: 'mute', label: t('quiet:mute'), hint: t('quiet:muteHint'), testid: 'quiet-mute' },
        { value: 'block', label: t('quiet:block'), hint: t('quiet:blockHint'), testid: 'quiet-block' },
      ]} />
      {chosen.length > 0 ? (
        <>
          <Plan runs={runs} />
          <Field label={t('quiet:reason')} value={reason} onInput={setReason} testid="quiet-reason" />
          <label class="field"><span class="field-label">{t('quiet:until')}</span><input class="input" type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} data-testid="quiet-until" /></label>
          <div class="row"><Button kind="main" disabled={busy || people === 0} onClick={() => onStart(order)} testid="quiet-start">{t(verb === 'mute' ? 'quiet:start_mute' : 'quiet:start_block', { count: people })}</Button></div>
        </>
      ) : null}
    </>
  );
}
