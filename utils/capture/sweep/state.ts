import { isOver, type SweepJob, type SweepReason } from '@/utils/domain/sweep';

export type SweepEvent =
  /** The one runner takes it up; `until`: its lease. */
  | { is: 'turn'; until: number }
  | { is: 'held'; until: number }
  /** It cannot go on now and will by itself. */
  | { is: 'waits'; reason: 'in-line' | 'hidden' | 'tab-gone' | 'restart' }
  /** It cannot go on before she does something. */
  | { is: 'fails'; reason: Exclude<SweepReason, 'in-line' | 'hidden' | 'tab-gone' | 'restart' | 'by-her'> }
  | { is: 'pause' }
  | { is: 'resume' }
  | { is: 'unlocked' }
  | { is: 'stop'; at: string }
  | { is: 'end'; at: string };

/** What becomes of a sweep. What is over stays over; what does not fit changes nothing. */
export function step(job: SweepJob, event: SweepEvent): SweepJob {
  if (isOver(job)) return job;
  const to = (state: SweepJob['state'], reason: SweepReason | null, lease = 0): SweepJob => ({ ...job, state, reason, lease });
  switch (event.is) {
    case 'turn': return job.state === 'paused' ? job : to('running', null, event.until);
    case 'held': return job.state === 'running' ? to('running', null, event.until) : job;
    case 'waits': return job.state === 'paused' && event.reason !== 'restart' ? job : to('waiting', event.reason);
    case 'fails': return to('paused', event.reason);
    case 'pause': return to('paused', 'by-her');
    case 'resume': return job.state === 'running' ? job : to('waiting', 'in-line');
    case 'unlocked': return job.state === 'paused' && job.reason === 'locked' ? to('waiting', 'in-line') : job;
    case 'stop': return { ...to('stopped', null), endedAt: event.at };
    case 'end': return { ...to('done', null), endedAt: event.at };
  }
}

/** May be taken up without any act of hers, once its tab can be seen. A gone tab comes back as another: that takes a press. */
export const isInLine = ({ state, reason }: SweepJob): boolean => state === 'running' || (state === 'waiting' && (reason === 'in-line' || reason === 'hidden'));

/** Longer than any single step of a running sweep takes. */
export const LEASE_MS = 90_000;

const TOO_EARLY_MS = 3_000;

/** Posts a minute, and seconds that are left where the page tells how many there are; null while it is too early. */
export function pace({ counts: { saved, already }, ranMs, total, state }: SweepJob, now: { saved: number; ms: number } | null): { perMinute: number | null; secondsLeft: number | null } {
  const stretch = now !== null && now.ms >= TOO_EARLY_MS ? now : { saved, ms: ranMs };
  const perMs = stretch.ms >= TOO_EARLY_MS && stretch.saved > 0 ? stretch.saved / stretch.ms : null;
  if (perMs === null || state !== 'running') return { perMinute: null, secondsLeft: null };
  const left = total === null ? null : total - saved - already;
  return { perMinute: Math.round(perMs * 60_000), secondsLeft: left === null || left <= 0 ? null : Math.ceil(left / perMs / 1000) };
}
