import { describe, expect, it } from 'vitest';

import { plan } from '@/utils/act/queue';
import { drive, type World } from '@/utils/act/runner';
import type { Outcome, Run, Seen, Sender } from '@/utils/domain/act';

const sender = (n: number): Sender => ({
  site: 'mastodon', host: 'practice.example', userId: `10${n}`, handle: `loud${n}@practice.example`, displayName: null, evidence: [`item${n}`], post: null,
});
const runOf = (count: number): Run => ({
  verb: 'mute', way: 'do', site: 'mastodon', host: 'practice.example',
  entries: plan(Array.from({ length: count }, (_, i) => sender(i)), { self: new Set(), allies: new Set(), list: new Set() }),
  begun: '', paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null,
});

class Death extends Error {}

/** A server that counts, a disk that keeps what was saved, a clock of its own; death where it is told to strike. */
class Stage {
  run: Run;
  asked: string[] = [];
  muted = new Set<string>();
  logged: string[] = [];
  stamps: number[] = [];
  clock = 1_800_000_000_000;
  steps = 0;
  dieAt = Infinity;
  answers = new Map<string, () => Outcome>();
  locked = false;

  constructor(count: number) {
    this.run = runOf(count);
  }

  #step(): void {
    if (++this.steps === this.dieAt) throw new Death();
  }

  seen(id: string): Seen {
    return { userId: id, handle: null, muted: this.muted.has(id), blocked: false, following: false, self: false, undo: null };
  }

  world(): World {
    return {
      now: () => this.clock,
      steady: () => this.clock,
      random: () => 0.5,
      sleep: async (ms) => { this.clock += Math.max(1, ms); },
      load: async () => (this.locked ? null : structuredClone(this.run)),
      save: async (run, acted) => {
        this.#step();
        if (this.locked) return false;
        this.run = structuredClone(run);
        if (acted) this.logged.push(`${run.entries[acted.index]?.sender.userId} ${run.entries[acted.index]?.step.state}`);
        this.#step();
        return true;
      },
      stamps: async () => this.stamps,
      keepStamps: async (stamps) => { this.#step(); this.stamps = stamps; },
      perform: async ({ sender: { userId } }) => {
        const id = userId as string;
        this.#step();
        const special = this.answers.get(id);
        if (special) return special();
        this.asked.push(id);
        this.muted.add(id);
        this.#step();
        return { kind: 'done', seen: this.seen(id), already: false, answer: '200' };
      },
      prepare: async ({ sender: { userId, handle } }) => ({ page: 'page', was: this.muted.has(userId as string), userId, handle }),
      look: async ({ sender: { userId } }) => this.seen(userId as string),
    };
  }
}

describe('a run', () => {
  it('asks each account once and ends, no faster than the pace', async () => {
    const stage = new Stage(40);
    const from = stage.clock;
    expect(await drive(stage.world())).toBe('ended');
    expect(new Set(stage.asked).size).toBe(40);
    expect(stage.asked).toHaveLength(40);
    expect(stage.logged).toHaveLength(40);
    expect(stage.clock - from).toBeGreaterThan(60_000);
  });

  it('wherever it dies, and as often: each account is asked exactly once, and each answer logged once', async () => {
    for (let dieAt = 1; dieAt <= 60; dieAt++) {
      const stage = new Stage(6);
      stage.dieAt = dieAt;
      for (let life = 0; life < 20; life++) {
        try {
          expect(await drive(stage.world())).toBe('ended');
          break;
        } catch (error) {
          if (!(error instanceof Death)) throw error;
          stage.dieAt = stage.steps + 1 + ((dieAt * 7 + life) % 9);
          if (life > 8) stage.dieAt = Infinity;
        }
      }
      expect([...stage.asked].sort(), `died first at step ${dieAt}`).toEqual(['100', '101', '102', '103', '104', '105']);
      expect([...stage.logged].sort(), `died first at step ${dieAt}`).toEqual(['100', '101', '102', '103', '104', '105'].map((id) => `${id} done`));
    }
  });

  it('stops asking the moment the platform shows that something is wrong', async () => {
    const stage = new Stage(5);
    stage.answers.set('102', () => ({ kind: 'halt', why: 'logged-out', answer: '401' }));
    expect(await drive(stage.world())).toBe('halted');
    expect(stage.asked).toEqual(['100', '101']);
    expect(await drive(stage.world())).toBe('halted');
    expect(stage.asked).toEqual(['100', '101']);
  });

  it('waits out a rate limit and then asks the same account again', async () => {
    const stage = new Stage(2);
    let limited = 0;
    const until = stage.clock + 400_000;
    stage.answers.set('100', () => {
      if (limited++ === 0) return { kind: 'wait', until, why: 'rate-limit', answer: '429' };
      stage.muted.add('100');
      return { kind: 'done', seen: stage.seen('100'), already: false, answer: '200' };
    });
    expect(await drive(stage.world())).toBe('ended');
    expect(limited).toBe(2);
    expect(stage.clock).toBeGreaterThanOrEqual(until);
  });

  it('an answer that never comes is looked for on the page, and not asked for twice', async () => {
    const stage = new Stage(2);
    stage.answers.set('100', () => {
      stage.asked.push('100');
      stage.muted.add('100');
      return { kind: 'unknown', answer: 'no answer' };
    });
    expect(await drive(stage.world())).toBe('ended');
    expect(stage.asked).toEqual(['100', '101']);
    expect(stage.run.entries[0]?.step).toMatchObject({ state: 'done', answer: 'seen on the page' });
  });

  it('locked means nothing is asked', async () => {
    const stage = new Stage(2);
    stage.locked = true;
    expect(await drive(stage.world())).toBe('locked');
    expect(stage.asked).toEqual([]);
  });

  it('a clock that jumps back or forward neither repeats an account nor goes beyond the pace', async () => {
    const stage = new Stage(70);
    const world = stage.world();
    const real: number[] = [];
    let passed = 0;
    let acts = 0;
    const jumping: World = {
      ...world,
      steady: () => passed,
      sleep: async (ms) => { stage.clock += Math.max(1, ms); passed += Math.max(1, ms); },
      perform: async (ask) => {
        real.push(passed);
        acts += 1;
        if (acts === 20) stage.clock -= 3_600_000;
        if (acts === 35 || acts === 50) stage.clock += 86_400_000;
        return world.perform(ask);
      },
    };
    expect(await drive(jumping)).toBe('ended');
    expect(new Set(stage.asked).size).toBe(stage.asked.length);
    for (let i = 30; i < real.length; i++) expect((real[i] as number) - (real[i - 30] as number)).toBeGreaterThan(59_000);
  });

  it('jitter: no two pauses are the same by rule; each is thrown once, however often the waiting is broken off', async () => {
    const stage = new Stage(6);
    stage.run.site = 'x';
    const world = stage.world();
    const throws = [0.5, 0.9, 0.1, 0.7, 0.3, 0.8];
    const at: number[] = [];
    let thrown = 0;
    const shaken: World = {
      ...world,
      random: () => throws[thrown++] ?? 0,
      // As in a worker that must be woken before it dies, and by every press.
      sleep: async (ms) => { stage.clock += Math.max(1, Math.min(ms, 4_000)); },
      perform: async (ask) => { at.push(stage.clock); return world.perform(ask); },
    };
    expect(await drive(shaken)).toBe('ended');
    expect(at.slice(1).map((one, i) => one - (at[i] as number))).toEqual(throws.slice(1).map((one) => 20_000 + one * 25_000));
  });

  it('whatever came back is handed to the log, also where it put the account off', async () => {
    const stage = new Stage(2);
    const world = stage.world();
    const put: unknown[] = [];
    let times = 0;
    stage.answers.set('100', () => (times++ === 0 ? { kind: 'wait', until: stage.clock + 9, why: 'server', answer: '503' } : { kind: 'halt', why: 'challenge', answer: '200 html' }));
    expect(await drive({ ...world, save: (run, acted) => { put.push(acted?.put?.answer ?? null); return world.save(run, acted); } })).toBe('halted');
    expect(put.filter((one) => one !== null)).toEqual(['503', '200 html']);
  });

  it('her pause while the page is looked at holds: nothing is asked', async () => {
    const stage = new Stage(2);
    const world = stage.world();
    expect(await drive({ ...world, prepare: async (ask) => { stage.run = { ...stage.run, paused: true }; return world.prepare(ask); } })).toBe('paused');
    expect(stage.asked).toEqual([]);
    expect(stage.run.entries.map(({ step }) => step.state)).toEqual(['waiting', 'waiting']);
  });
});
