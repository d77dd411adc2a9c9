import { describe, expect, it } from 'vitest';

import { keep, meter, nextAt, PACES, timeFor } from '@/utils/act/pace';

const MINUTE = 60_000;

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.each(Object.entries(PACES))('the pace on %s', (_, pace) => {
  it('never does more in any of its windows than it may, however long it runs', () => {
    const random = numbers(7);
    const done: number[] = [];
    for (let now = 1_800_000_000_000; done.length < 1_000; ) {
      now = nextAt(done, pace, now, random());
      done.push(now);
    }
    for (const { ms, most } of pace.windows) {
      for (let i = most; i < done.length; i++) expect((done[i] as number) - (done[i - most] as number), `${most} in ${ms} ms`).toBeGreaterThan(ms);
    }
    for (let i = 1; i < done.length; i++) expect((done[i] as number) - (done[i - 1] as number)).toBeGreaterThanOrEqual(pace.gap[0]);
  });

  it('frees nothing when the clock is put back', () => {
    const now = 1_800_000_000_000;
    const { most, ms } = pace.windows[0] as { most: number; ms: number };
    const spent = Array.from({ length: most }, (_unused, i) => now - i);
    expect(meter(spent, pace, now).left).toBe(0);
    const back = now - 10 * ms;
    expect(meter(keep(spent, pace, back), pace, back).left).toBe(0);
    expect(nextAt(spent, pace, back, 0)).toBeGreaterThan(back + ms - 1);
  });
});

describe('meter', () => {
  const x = PACES['x']!;

  it('tells of the window that is nearest to its end', () => {
    const now = 1_800_000_000_000;
    expect(meter([], x, now)).toEqual({ left: 40, most: 40, ms: 15 * MINUTE });
    const today = Array.from({ length: 190 }, (_unused, i) => now - 60 * MINUTE - i * MINUTE);
    expect(meter(today, x, now)).toEqual({ left: 10, most: 200, ms: 24 * 60 * MINUTE });
  });

  it('forgets what is older than the longest window', () => {
    const now = 1_800_000_000_000;
    expect(keep([now - 25 * 60 * MINUTE, now - 1], x, now)).toEqual([now - 1]);
  });
});

it('says how long a run will take, the rest between the windows included', () => {
  const now = 1_800_000_000_000;
  expect(timeFor(1, [], PACES['mastodon']!, now)).toBe(0);
  const fifty = timeFor(50, [], PACES['x']!, now);
  expect(fifty).toBeGreaterThan(49 * 20_000);
  expect(fifty).toBeLessThan(60 * MINUTE);
});

it('says the same as going through the acts one by one, whatever was done before', () => {
  const next = numbers(11);
  for (const pace of Object.values(PACES)) for (const count of [0, 1, 40, 170]) {
    const now = 1_800_000_000_000;
    const reach = Math.max(...pace.windows.map(({ ms }) => ms)) * 1.2;
    // Some of them from the future: the clock was put back.
    const stamps = Array.from({ length: Math.floor(next() * 180) }, () => now - next() * reach + reach / 20).sort((a, b) => a - b);
    const done = keep(stamps, pace, now);
    let at = now;
    for (let i = 0; i < count; i++) done.push((at = nextAt(done, pace, at, 0.5)));
    expect(timeFor(count, stamps, pace, now)).toBe(at - now);
  }
});
