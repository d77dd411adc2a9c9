import type { PageCapture, PostKey, Rect, Standing } from './types';

export type SweepKind = 'thread' | 'notifications' | 'search' | 'quotes' | 'profile' | 'feed' | 'page';

/** Why no sweep begins here: private messages are saved one by one, by her own click; the cover must hold. */
export type SweepRefusal = 'messages' | 'cover-lost';

/** Why a sweep stands still before the end. `more-not-loading`: the page offers more, and does not bring it. */
export type SweepHalt = 'hidden' | 'address-changed' | 'cover-lost' | 'not-scrolling' | 'more-not-loading';

export interface SweepAsk {
  /** One of the interface's languages. */
  lang: string;
  run: string;
  pictures: boolean;
  /** Unless false, no bytes of media are read of what the platform marks as sensitive. */
  sensitiveAsWords?: boolean;
  /** Keys already saved in this run: passed over. */
  done: PostKey[];
}

export interface SweepStarted {
  refused: SweepRefusal | null;
  site: string;
  kind: SweepKind;
  /** As the page itself counts: there may be more or fewer. Null where it does not say. */
  total: number | null;
}

export interface SweepPost {
  /** Read at this moment; `domChanges` holds every click and scroll of the sweep that concerns it. */
  capture: PageCapture;
  /** In CSS pixels of the viewport; null when it is not in the window (words can be read all the same). */
  rect: Rect | null;
  /** All of it is in the window. */
  whole: boolean;
  /** It is taller than the window and goes on in the next batch, under the same key, unless it is acknowledged before. */
  more: boolean;
  /** As the platform marks it. */
  sensitive: boolean;
}

export interface SweepBatch {
  /** In reading order. May be empty while `end` is `no`: ask again. */
  posts: SweepPost[];
  standing: Standing;
  end: 'no' | 'end' | 'stuck' | 'hidden';
  /** Why, when `end` is `stuck` or `hidden`. */
  halt: SweepHalt | null;
}

export interface SweepLifted {
  standing: Standing;
  /** Of every post on the picture, the ones answered before too; null for keys of the last batch that are gone. */
  rects: Record<PostKey, Rect | null>;
  /** Keys among `rects` that the platform marks as sensitive. */
  sensitive: PostKey[];
  /** False when the cover is not where it should be (off for a picture, on otherwise), or had come back by itself before it was put back. */
  right: boolean;
}

export interface SweepTold {
  saved: number;
  already: number;
  failed: number;
  perMinute: number | null;
  secondsLeft: number | null;
  /** After `done` and `stopped` the cover stays, with the sum and a button, until she takes it away or `page.sweepEnd`. */
  state: 'running' | 'paused' | 'waiting' | 'done' | 'stopped';
  /** A code with words on the cover (`utils/page/sweep/words.ts`); an unknown one says nothing. */
  reason: string | null;
  /** Saved for good: never answered again. What is not acknowledged is answered again, three times at most. */
  acknowledged: PostKey[];
}

/** Background → page. All but the first fail (`PageFailed`) where no sweep runs in the document: then it is started anew. */
export interface SweepCalls {
  /** Brings up the cover. A second one ends the first. */
  'page.sweepStart': { ask: SweepAsk; answer: SweepStarted };
  /** `pending`: answered before and still being saved; they are not answered again now. Takes ten seconds at most. */
  'page.sweepNext': { ask: { pending?: PostKey[] }; answer: SweepBatch };
  /** On: nothing of ours is drawn, two frames ago. Off: the cover is back. */
  'page.sweepLift': { ask: { on: boolean }; answer: SweepLifted };
  'page.sweepTold': { ask: SweepTold; answer: null };
  /** Takes the cover away at once, and forgets. */
  'page.sweepEnd': { ask: Record<string, never>; answer: null };
}

/** What the cover's buttons ask of the background, as `{ type: 'sweep.command', command }`. Any object but a refusal means: taken. */
export type SweepCommand = 'pause' | 'resume' | 'stop';
