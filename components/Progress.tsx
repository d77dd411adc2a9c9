import { useId } from 'preact/hooks';

import { formatNumber, formatWait } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';

export interface ProgressProps {
  label: string;
  /** Null: not known yet how much there is. */
  done: number | null;
  of: number;
  /** Shown as a count below the bar; off where `of` is a share. */
  counted?: boolean;
  secondsLeft?: number | null;
  onStop?: (() => void) | undefined;
  stopLabel?: string;
  testid?: string;
}

export function Progress({ label, done, of, counted = true, secondsLeft = null, onStop, stopLabel, testid }: ProgressProps) {
  const t = useT();
  const id = useId();
  return (
    <div class="progress" data-testid={testid}>
      <p class="progress-label" id={id} role="status">{label}</p>
      <progress aria-labelledby={id} max={of} {...(done === null ? {} : { value: done })} />
      <p class="hint progress-count">
        {counted && done !== null ? t('common:doneOf', { done: formatNumber(done), of: formatNumber(of) }) : null}
        {secondsLeft === null ? null : <span> {t('common:timeLeft', { time: formatWait(secondsLeft) })}</span>}
      </p>
      {onStop ? <Button onClick={onStop} testid="stop">{stopLabel ?? t('common:stop')}</Button> : null}
    </div>
  );
}
