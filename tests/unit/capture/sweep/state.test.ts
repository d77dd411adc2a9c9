import { describe, expect, it } from 'vitest';

import { FakePage } from '@/tests/lib/fake-sweep';
import { isInLine, pace, step, type SweepEvent } from '@/utils/capture/sweep/state';
import type { SweepJob } from '@/utils/domain/sweep';
import { noCounts } from '@/utils/domain/sweep';

const AT = '2026-05-04T10:00:00.000Z';
const after = (...events: SweepEvent[]): Pick<SweepJob, 'state' | 'reason'> => {
  const { state, reason } = events.reduce(step, FakePage.job());
  return { state, reason };
};
const turn: SweepEvent = { is: 'turn', until: 90 };

describe('what becomes of a whole page', () => {
  const ROWS: [string, SweepEvent[], SweepJob['state'], SweepJob['reason']][] = [
    ['it begins in line', [], 'waiting', 'in-line'],
    ['its turn', [turn], 'running', null],
    ['hidden while it runs', [turn, { is: 'waits', reason: 'hidden' }], 'waiting', 'hidden'],
    ['paused by her while it waits', [{ is: 'waits', reason: 'hidden' }, { is: 'pause' }], 'paused', 'by-her'],
    ['a turn does not end her pause', [turn, { is: 'pause' }, turn], 'paused', 'by-her'],
    ['being shown again does not either', [turn, { is: 'pause' }, { is: 'waits', reason: 'hidden' }], 'paused', 'by-her'],
    ['she goes on', [turn, { is: 'pause' }, { is: 'resume' }], 'waiting', 'in-line'],
    ['going on while it runs changes nothing', [turn, { is: 'resume' }], 'running', null],
    ['locked', [turn, { is: 'fails', reason: 'locked' }], 'paused', 'locked'],
    ['unlocked again', [turn, { is: 'fails', reason: 'locked' }, { is: 'unlocked' }], 'waiting', 'in-line'],
    ['an unlock does not end her pause', [turn, { is: 'pause' }, { is: 'unlocked' }], 'paused', 'by-her'],
    ['an unlock does not empty the disk', [turn, { is: 'fails', reason: 'full-disk' }, { is: 'unlocked' }], 'paused', 'full-disk'],
    ['the browser started anew', [turn, { is: 'pause' }, { is: 'waits', reason: 'restart' }], 'waiting', 'restart'],
    ['the end', [turn, { is: 'end', at: AT }], 'done', null],
    ['stopped while it waits', [{ is: 'stop', at: AT }], 'stopped', null],
  ];
  it.each(ROWS)('%s', (_, events, state, reason) => expect(after(...events)).toEqual({ state, reason }));

  const EVENTS: SweepEvent[] = [
    turn, { is: 'held', until: 1 }, { is: 'waits', reason: 'restart' }, { is: 'fails', reason: 'locked' }, { is: 'pause' }, { is: 'resume' }, { is: 'unlocked' }, { is: 'stop', at: 'later' }, { is: 'end', at: 'later' },
  ];
  it.each(['stop', 'end'] as const)('what is over by "%s" stays over, whatever comes', (is) => {
    const over = step(FakePage.job({ state: 'running', reason: null }), { is, at: AT });
    for (const event of EVENTS) expect(step(over, event)).toBe(over);
    expect(over.endedAt).toBe(AT);
  });

  it('holds a lease only while it runs', () => {
    expect(step(FakePage.job(), turn).lease).toBe(90);
    for (const event of EVENTS.filter(({ is }) => is !== 'turn' && is !== 'held' && is !== 'resume' && is !== 'unlocked')) expect(step(step(FakePage.job(), turn), event).lease).toBe(0);
  });

  it.each([
    ['in-line', true], ['hidden', true], ['tab-gone', false], ['restart', false],
  ] as const)('waiting because of "%s" it may be taken up by itself: %s', (reason, may) => expect(isInLine(FakePage.job({ reason }))).toBe(may));
  it('paused it may not', () => expect(isInLine(FakePage.job({ state: 'paused', reason: 'locked' }))).toBe(false));
});

describe('the pace', () => {
  const job = (saved: number, ranMs: number, total: number | null): SweepJob => FakePage.job({ state: 'running', reason: null, counts: { ...noCounts(), saved }, ranMs, total });
  it('is not told too early', () => expect(pace(job(5, 2_000, 100), null)).toEqual({ perMinute: null, secondsLeft: null }));
  it('tells posts a minute and what is left of those that the page counts', () => expect(pace(job(100, 60_000, 300), null)).toEqual({ perMinute: 100, secondsLeft: 120 }));
  it('tells no time where the page does not say how many there are, or said too few', () => {
    expect(pace(job(100, 60_000, null), null).secondsLeft).toBeNull();
    expect(pace(job(100, 60_000, 90), null).secondsLeft).toBeNull();
  });
  it('is that of the last stretch once that is long enough', () => expect(pace(job(100, 60_000, null), { saved: 30, ms: 6_000 }).perMinute).toBe(300));
});
