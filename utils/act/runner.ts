import type { Attempt, Looked, Outcome, Ready, Run, Sender, Step, Verb, Way } from '@/utils/domain/act';

import { keep, nextAt, PACES } from './pace';
import { begin, looked, next, settle } from './queue';

/** What a run needs of the world. Each `save` is sealed and on disk before it answers. */
export interface World {
  now(): number;
  /** Milliseconds that no change of the clock moves, from wherever. */
  steady(): number;
  random(): number;
  /** Answers early when the run was paused, stopped or changed from elsewhere. */
  sleep(ms: number): Promise<void>;
  /** Null when it is gone, or the vault locked. */
  load(): Promise<Run | null>;
  /** With `acted`, the line of the log goes in the same transaction. False: locked or full; nothing was asked yet. */
  save(run: Run, acted: Acted | null): Promise<boolean>;
  stamps(): Promise<number[]>;
  keepStamps(stamps: number[]): Promise<void>;
  /** Looks, and asks for nothing yet; an outcome where it ends here. Null, here and below: no page of that host is open, or it does not let a script run. */
  prepare(ask: { sender: Sender; verb: Verb; way: Way }): Promise<Ready | Outcome | null>;
  perform(ask: { sender: Sender } & Attempt): Promise<Outcome | null>;
  look(ask: { sender: Sender } & Attempt): Promise<Looked | null>;
}

/** Of which account something came back; `put`: what put it off, where it is still to come. */
export interface Acted { index: number; put?: PutOff }
export type PutOff = Extract<Outcome, { kind: 'wait' | 'halt' | 'unknown' }>;

export type Ended = 'ended' | 'paused' | 'halted' | 'no-page' | 'locked' | 'no-pace';

const MOST_LOOKS = 3;
const LOOK_AGAIN_MS = 5_000;
const SILENT: Outcome = { kind: 'halt', why: 'unknown-answer', answer: 'the page does not answer' };
/** What a clock is put right by in passing. */
const CLOCK_SLACK_MS = 10_000;

/**
 * Drives one run to its end, its halt or her pause. Every step is written before it is taken, so that whoever goes on
 * after a death knows at most this: one account may have been asked, and is looked at first.
 */
export async function drive(world: World): Promise<Ended> {
  let looks = 0;
  const from = { now: world.now(), steady: world.steady() };
  /** One throw an act, however often the wait for it is broken off. */
  let dice = world.random();
  for (;;) {
    const run = await world.load();
    if (run === null) return 'locked';
    const pace = PACES[run.site];
    // What she does by her own hand is never driven.
    if (pace === undefined || run.how === 'guided') return 'no-pace';
    const now = world.now();
    // A clock put forward frees no budget: what was done moves with it. (So it does when the machine slept: slower, never faster.)
    const jump = now - from.now - (world.steady() - from.steady);
    if (Math.abs(jump) > CLOCK_SLACK_MS) from.now += jump;
    const moved = jump > CLOCK_SLACK_MS ? jump : 0;
    const stamps = keep((await world.stamps()).map((at) => at + moved), pace, now);
    if (moved > 0) await world.keepStamps(stamps);
    const move = next(run, now, nextAt(stamps, pace, now, dice));
    if (move.move === 'ended') return 'ended';
    if (move.move === 'stand') return move.why;
    if (move.move === 'wait') {
      await world.sleep(move.until - now);
      continue;
    }
    const { index } = move;
    const sender = run.entries[index]?.sender as Sender;
    if (move.move === 'look') {
      const seen = await world.look({ sender, ...attempt(run, index) });
      if (seen === null) return 'no-page';
      const kind = 'kind' in seen ? seen.kind : null;
      looks = kind === 'unknown' || kind === 'not-asked' ? looks + 1 : 0;
      if (kind === 'unknown' && looks < MOST_LOOKS) {
        await world.sleep(LOOK_AGAIN_MS);
        continue;
      }
      const after = looked(run, index, looks < MOST_LOOKS ? seen : SILENT, world.now());
      if (!(await save(world, after, index, 'kind' in seen && seen.kind === 'asked' ? seen.outcome : null))) return 'locked';
      continue;
    }
    // The budget is spent before the account is asked: a death in between can only make us slower.
    await world.keepStamps([...stamps, now]);
    dice = world.random();
    const ready = await world.prepare({ sender, verb: run.verb, way: run.way });
    if (ready === null) return 'no-page';
    if ('kind' in ready) {
      looks = ready.kind === 'unknown' ? looks + 1 : 0;
      if (ready.kind === 'unknown' && looks < MOST_LOOKS) continue;
      const after = settle((await world.load()) ?? run, index, ready.kind === 'unknown' ? SILENT : ready, world.now());
      if (!(await save(world, after, index))) return 'locked';
      continue;
    }
    const still = (await world.load()) ?? run;
    // Looking may take a while; nothing was asked yet.
    if (still.paused) continue;
    const tried = begin(still, index, now, ready);
    if (!(await world.save(tried, null))) return 'locked';
    const outcome = await world.perform({ sender, ...attempt(tried, index) });
    if (outcome === null) return 'no-page';
    if (outcome.kind !== 'unknown') looks = 0;
    // She may have paused while the platform was thinking: her word is kept, the answer too.
    const latest = (await world.load()) ?? tried;
    if (!(await save(world, settle(latest, index, outcome, world.now()), index, outcome))) return 'locked';
  }
}

function attempt({ verb, way, entries }: Run, index: number): Attempt {
  const step = entries[index]?.step as Extract<Step, { state: 'trying' }>;
  return { verb, way, at: step.at, page: step.page };
}

/** A line in the log for whatever came back from the platform when it was asked; none where nothing was asked. */
function save(world: World, run: Run, index: number, asked: Outcome | null = null): Promise<boolean> {
  const state = run.entries[index]?.step.state;
  if (state !== 'waiting' && state !== 'trying' && state !== 'spared') return world.save(run, { index });
  return world.save(run, asked?.kind === 'wait' || asked?.kind === 'halt' || asked?.kind === 'unknown' ? { index, put: asked } : null);
}
