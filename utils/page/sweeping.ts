import type { Posts } from './posts';
import type { Reader } from './reader';

/** What the core leaves for `sweep.js`, which answers the calls of a sweep by itself (`utils/page/sweep/answers.ts`). */
export interface SweepStage {
  posts: Posts;
  reader: Reader;
  /** Takes the bar out of the page, and the shield off it until `done`. */
  clear(): void;
  done(): void;
  /** The document's end as far as we go: the extension was updated, switched off or removed. */
  signal: AbortSignal;
  /** Somebody answers already. */
  taken?: true;
}

const SLOT = Symbol.for('hf.stage');

type World = { [SLOT]?: SweepStage };

export function offerStage(stage: SweepStage): void {
  (globalThis as World)[SLOT] = stage;
}

export const stageHere = (): SweepStage | null => (globalThis as World)[SLOT] ?? null;
