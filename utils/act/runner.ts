import type { Outcome, Run, Seen, Sender, Verb, Way } from '@/utils/domain/act';

import { keep, nextAt, PACES } from './pace';
import { begin, looked, next, settle } from './queue';

/** What a run needs of the world. Each `save` is sealed and on disk before it answers. */
export interface World {
  now(): number;
  random(): number;
  /** Answers early when the run was paused, stopped or changed from elsewhere. */
  sleep(ms: number): Promise<void>;
  /** Null when it is gone, or the vault locked. */
  load(): Promise<Run | null>;
  /** With `acted`, the line of the log goes in the same transaction. False: locked or full; nothing was asked yet. */
  save(run: Run, acted: { index: number } | null): Promise<boolean>;
  stamps(): Promise<number[]>;
  keepStamps(stamps: number[]): Promise<void>;
  /** Null: no page of that host is open, or it does not let a script run. */
  perform(ask: { verb: Verb; way: Way; sender: Sender }): Promise<Outcome | null>;
  look(ask: { sender: Sender }): Promise<Seen | Outcome | null>;
}

export type Ended = 'ended' | 'paused' | 'halted' | 'no-page' | 'locked' | 'no-pace';

const MOST_LOOKS = 3;
const LOOK_AGAIN_MS = 5_000;

/**
 * Drives one run to its end, its halt or her pause. Every step is written before it is taken, so that whoever goes on
 * after a death knows at most this: one account may have been asked, and is looked at first.
 */
export async function drive(world: World): Promise<Ended> {
  let looks = 0;
  for (;;) {
    const run = await world.load();
    if (run === null) return 'locked';
    const pace = PACES[run.site];
    if (pace === undefined) return 'no-pace';
    const now = world.now();
    const stamps = keep(await world.stamps(), pace, now);
    const move = next(run, now, nextAt(stamps, pace, now, world.random()));
    if (move.move === 'ended') return 'ended';
    if (move.move === 'stand') return move.why;
    if (move.move === 'wait') {
      await world.sleep(move.until - now);
      continue;
    }
    const { index } = move;
    const sender = run.entries[index]?.sender as Sender;
    if (move.move === 'look') {
      const seen = await world.look({ sender });
      if (seen === null) return 'no-page';
      const unsure = 'kind' in seen && seen.kind === 'unknown';
      if (unsure && ++looks < MOST_LOOKS) {
        await world.sleep(LOOK_AGAIN_MS);
        continue;
      }
      looks = 0;
      const after = unsure ? settle(run, index, { kind: 'halt', why: 'unknown-answer', answer: 'the page does not answer' }, world.now()) : looked(run, index, seen, world.now());
      if (!(await save(world, after, index))) return 'locked';
      continue;
    }
    // The budget is spent before the account is asked: a death in between can only make us slower.
    await world.keepStamps([...stamps, now]);
    const tried = begin(run, index, now);
    if (!(await world.save(tried, null))) return 'locked';
    const outcome = await world.perform({ verb: run.verb, way: run.way, sender });
    if (outcome === null) return 'no-page';
    // She may have paused while the platform was thinking: her word is kept, the answer too.
    const latest = (await world.load()) ?? tried;
    if (!(await save(world, settle(latest, index, outcome, world.now()), index))) return 'locked';
  }
}

/** A line in the log for every answer of the platform; none where nothing was asked or nothing is known yet. */
function save(world: World, run: Run, index: number): Promise<boolean> {
  const state = run.entries[index]?.step.state;
  return world.save(run, state === 'waiting' || state === 'trying' || state === 'spared' ? null : { index });
}
