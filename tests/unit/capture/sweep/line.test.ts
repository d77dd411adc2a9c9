import { describe, expect, it } from 'vitest';

import { Line } from '@/utils/capture/sweep/line';
import type { Orders, Run } from '@/utils/capture/sweep/run';
import { step, type SweepEvent } from '@/utils/capture/sweep/state';
import { FakePage } from '@/tests/lib/fake-sweep';
import type { SweepJob } from '@/utils/domain/sweep';

const idOf = (n: number): string => n.toString(16).padStart(32, '0');

/** A run of as many steps, each let go by the test; it ends itself, or gives way when it is not seen. */
class FakeRun {
  where: 'shown' | 'hidden' | 'gone' = 'shown';
  steps = 3;
  /** Milliseconds until the browser says where its tab is. */
  slow = 0;
  /** What its page says of itself, whatever the tab is. */
  pageHidden = false;
  said: (string | null)[] = [];
  job: SweepJob;
  constructor(n: number, readonly log: string[]) {
    this.job = FakePage.job({ id: idOf(n), startedAt: `2026-05-04T10:00:0${n}.000Z` });
  }
  async whereabouts() {
    await new Promise((done) => setTimeout(done, this.slow));
    return this.where;
  }
  async happens(event: SweepEvent) {
    this.job = step(this.job, event);
    this.said.push(this.job.reason);
    return this.job;
  }
  async turn(orders: Orders) {
    this.job = step(this.job, { is: 'turn', until: 1 });
    this.log.push(`${Number.parseInt(this.job.id, 16)} on`);
    let event: SweepEvent = { is: 'end', at: 'now' };
    for (; this.steps > 0; this.steps--) {
      await new Promise((done) => setTimeout(done, 1));
      const order = orders.wanted();
      if (order === 'pause') event = { is: 'pause' };
      else if (order === 'stop') event = { is: 'stop', at: 'now' };
      else if (this.where === 'hidden' || this.pageHidden) event = { is: 'waits', reason: 'hidden' };
      else continue;
      break;
    }
    this.log.push(`${Number.parseInt(this.job.id, 16)} off`);
    return this.happens(event);
  }
}

function world(count: number, others = false) {
  const log: string[] = [];
  const state = { later: 0, others };
  const line = new Line({
    alone: async (work) => { if (state.others) return false; await work(); return true; },
    later: () => { state.later++; },
    now: () => 0,
  });
  const runs = Array.from({ length: count }, (_, i) => new FakeRun(i + 1, log));
  for (const run of runs) line.add(run as unknown as Run);
  return { line, runs: runs as [FakeRun, FakeRun], log, state };
}

const until = async (holds: () => boolean): Promise<void> => { while (!holds()) await new Promise((done) => setTimeout(done, 1)); };

describe('the line', () => {
  it('runs one after the other, in the order in which they were begun', async () => {
    const { line, log } = world(3);
    await line.go();
    expect(log).toEqual(['1 on', '1 off', '2 on', '2 off', '3 on', '3 off']);
  });

  it('one that comes into sight while another runs says that it waits for that one', async () => {
    const { line, log, runs: [first, second] } = world(2);
    second.where = 'hidden';
    first.steps = 50;
    const going = line.go();
    await until(() => log.length === 1);
    expect(second.said).toEqual(['hidden']);
    second.where = 'shown';
    await line.go();
    expect(second.said).toEqual(['hidden', 'in-line']);
    await going;
    expect(log).toEqual(['1 on', '1 off', '2 on', '2 off']);
  });

  it('asked again while it runs, it still runs one', async () => {
    const { line, log } = world(2);
    await Promise.all([line.go(), line.go(), line.go()]);
    expect(log).toEqual(['1 on', '1 off', '2 on', '2 off']);
  });

  it('asked again while it is being picked, it is not sent back to wait', async () => {
    const { line, runs: [first], log } = world(1);
    first.slow = 4;
    first.steps = 20;
    const going = line.go();
    await new Promise((done) => setTimeout(done, 2));
    await line.go();
    await going;
    expect(log).toEqual(['1 on', '1 off']);
    expect(first.said).toEqual([null]);
  });

  it('one that is hidden lets the one that is seen go on, and goes on later by itself', async () => {
    const { line, log, runs: [first, second], state } = world(2);
    first.where = 'hidden';
    await line.go();
    expect(log).toEqual(['2 on', '2 off']);
    expect(first.job).toMatchObject({ state: 'waiting', reason: 'hidden' });
    expect(state.later).toBe(1);
    first.where = 'shown';
    await line.go();
    expect(log.slice(2)).toEqual(['1 on', '1 off']);
    expect(second.job.state).toBe('done');
  });

  it('one whose page says that it is hidden is not asked again and again at once', async () => {
    const { line, log, runs: [first], state } = world(1);
    first.pageHidden = true;
    await line.go();
    expect(log).toEqual(['1 on', '1 off']);
    expect(state.later).toBe(1);
  });

  it('a closed tab leaves the line until she comes back', async () => {
    const { line, log, runs: [first], state } = world(1);
    first.where = 'gone';
    await line.go();
    expect(log).toEqual([]);
    expect(first.job).toMatchObject({ state: 'waiting', reason: 'tab-gone' });
    expect(state.later).toBe(0);
  });

  it.each(['pause', 'stop'] as const)('"%s" reaches the one that runs between two steps, and only that one', async (command) => {
    const { line, log, runs: [first, second] } = world(2);
    first.steps = 50;
    const going = line.go();
    await until(() => log.length === 1);
    await line.command(first.job.id, command);
    expect(line.isRunning(first.job.id)).toBe(true);
    await going;
    expect(first.job.state).toBe(command === 'pause' ? 'paused' : 'stopped');
    expect(first.steps).toBeGreaterThan(1);
    expect(second.job.state).toBe('done');
  });

  it('a pause taken back before it was heard is none', async () => {
    const { line, log, runs: [first] } = world(1);
    first.steps = 50;
    const going = line.go();
    await until(() => log.length === 1);
    await line.command(first.job.id, 'pause');
    await line.command(first.job.id, 'resume');
    await going;
    expect(first.job.state).toBe('done');
  });

  it('a paused one waits, and goes on when she says so', async () => {
    const { line, runs: [first], log } = world(1);
    await line.command(first.job.id, 'pause');
    await line.go();
    expect(log).toEqual([]);
    await line.command(first.job.id, 'resume');
    await until(() => first.job.state === 'done');
  });

  it('where another worker is at it, it asks again later and touches nothing', async () => {
    const { line, log, state } = world(1, true);
    await line.go();
    expect(log).toEqual([]);
    expect(state.later).toBe(1);
  });

  it('knows none by another name', async () => expect(await world(1).line.command(idOf(9), 'stop')).toBeNull());
});
