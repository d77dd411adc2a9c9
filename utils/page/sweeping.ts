import type { SweepCalls, SweepCommand } from '@/utils/messages/sweep';
import type { Posts } from './posts';
import type { Reader } from './reader';

/** What the core gives to `sweep.js`. */
export interface SweepStage {
  posts: Posts;
  reader: Reader;
  /** True when the background took it. */
  send(command: SweepCommand): Promise<boolean>;
  /** Takes the bar out of the page. */
  clear(): void;
  /** The document's end as far as we go: the extension was updated, switched off or removed. */
  signal: AbortSignal;
}

type Answer<T extends keyof SweepCalls> = (ask: SweepCalls[T]['ask']) => SweepCalls[T]['answer'] | Promise<SweepCalls[T]['answer']>;
export type SweepAnswers = { [T in keyof SweepCalls]: Answer<T> };

const SLOT = Symbol.for('hf.sweep');

type World = { [SLOT]?: (stage: SweepStage) => SweepAnswers };

/** Called by `sweep.js`, which the background puts beside the core before each start. */
export function offerSweep(make: (stage: SweepStage) => SweepAnswers): void {
  (globalThis as World)[SLOT] = make;
}

/** The core's half: passes calls on to the sweep of this document, and throws where there is none. */
export function sweeping(stage: SweepStage): SweepAnswers {
  let now: SweepAnswers | null = null;
  stage.signal.addEventListener('abort', () => delete (globalThis as World)[SLOT]);
  const running = (): SweepAnswers => {
    if (!now) throw new Error('no sweep');
    return now;
  };
  return {
    'page.sweepStart': (ask) => {
      void now?.['page.sweepEnd']({});
      now = (globalThis as World)[SLOT]?.(stage) ?? null;
      return running()['page.sweepStart'](ask);
    },
    'page.sweepNext': (ask) => running()['page.sweepNext'](ask),
    'page.sweepLift': (ask) => running()['page.sweepLift'](ask),
    'page.sweepTold': (ask) => running()['page.sweepTold'](ask),
    'page.sweepEnd': (ask) => {
      const ended = now?.['page.sweepEnd'](ask) ?? null;
      now = null;
      return ended;
    },
  };
}
