/** Mute is the default; a block is public, or seen by the blocked person, on several platforms. */
export type Verb = 'mute' | 'block';
export type Way = 'do' | 'undo';

/** One account. Its ids are those that `host` gives: a Mastodon account has another id on every instance. */
export interface Sender {
  site: string;
  host: string;
  userId: string | null;
  handle: string | null;
  displayName: string | null;
  /** Sealed items of this sender. Without one, nothing is ever done to the account. */
  evidence: string[];
  /** One of them as the platform names it: who wrote it now is asked before a handle alone is used. */
  post: { id: string | null; permalink: string | null; /** Where it was saved, if it has no address of its own. */ page?: string | null } | null;
  /** ISO UTC: when the saved post was last seen to be by this name. Good for a day; guided acting alone asks. */
  handleSeenAt?: string | null;
}

/** How the platform shows an account to her, now. Null: it does not say. */
export interface Seen {
  userId: string | null;
  handle: string | null;
  muted: boolean | null;
  blocked: boolean | null;
  following: boolean | null;
  self: boolean;
  /** What undoing a block needs, where the platform wants more than the id (Bluesky: the record's key). */
  undo: string | null;
}

export type WaitWhy = 'rate-limit' | 'server';
export type HaltWhy = 'logged-out' | 'locked-account' | 'challenge' | 'forbidden' | 'gone-streak' | 'unknown-answer';

/** `answer`: status and code in short, for the log; never words of people, never anything of the session. */
export type Outcome =
  | { kind: 'done'; seen: Seen; already: boolean; answer: string }
  | { kind: 'gone'; answer: string }
  | { kind: 'refused'; why: string; answer: string }
  | { kind: 'spared'; why: SpareWhy; answer: string }
  /** The answer's id was another's: it was undone at once where it could be. */
  | { kind: 'stranger'; undone: boolean; answer: string }
  | { kind: 'wait'; until: number; why: WaitWhy; answer: string }
  | { kind: 'halt'; why: HaltWhy; answer: string }
  /** No answer came: the page is looked at before anything else is asked. */
  | { kind: 'unknown'; answer: string };

/** Looked at just before it is asked: by which document, and how the account stood. */
export interface Ready { page: string; was: boolean | null; userId: string | null; handle: string | null }

/** One asking of one account, by the step that was written before it. */
export interface Attempt { verb: Verb; way: Way; at: number; page?: string | undefined }

/**
 * What a look after a cut finds: `asked`, `not-asked` where the document that was to ask still stands and knows; else how
 * the platform shows the account, or why it does not say.
 */
export type Looked = Seen | Outcome | { kind: 'asked'; outcome: Outcome } | { kind: 'not-asked' };

/** So many accounts are asked about at once: what Bluesky's own client may ask for in one go. */
export const MOST_AT_ONCE = 25;

/** Of those asked about, by id: whom she follows, and who is herself. */
export interface Ties { followed: string[]; self: string[] }

/** `asked`: of whom the platform was asked. `busy`: a run is at work, and asks about each before it acts. */
export type TiesAnswer =
  | ({ kind: 'told'; asked: string[] } & Ties)
  | { kind: 'wait'; until: number; why: 'pace' | WaitWhy }
  | { kind: 'halt'; why: HaltWhy }
  | { kind: 'no-page' | 'busy' | 'no-answer' };

/** Before the platform is asked, or by what it says of the account. */
export type SpareWhy = 'no-evidence' | 'self' | 'ally' | 'own-list' | 'followed' | 'twice' | 'no-such-verb' | 'no-id' | 'skipped';

/** `trying` is written before anything is asked: whoever finds it looks at the page first. */
export type Step =
  | { state: 'waiting' }
  /**
   * `page`: the document that was to ask; while it stands, it knows what became of it. `was`: so already, before it was
   * asked. `met`: guided acting found the account on a page of hers, matched to the saved post.
   */
  | { state: 'trying'; at: number; page?: string | undefined; was?: boolean | null | undefined; met?: true }
  | { state: 'done'; at: number; userId: string | null; already: boolean; undo: string | null; answer: string }
  | { state: 'gone'; at: number; answer: string }
  | { state: 'refused'; at: number; why: string; answer: string }
  | { state: 'stranger'; at: number; undone: boolean; answer: string }
  | { state: 'spared'; why: SpareWhy }
  | { state: 'undone'; at: number; answer: string };

export interface Entry {
  sender: Sender;
  step: Step;
}

/** One run: one verb, on one platform, in one account's session. Sealed as a job's data. */
export interface Run {
  verb: Verb;
  way: Way;
  /** `guided`: she does it herself in the platform's own menu, and is shown where. No `how`: by the platform's interface. */
  how?: 'guided';
  site: string;
  host: string;
  entries: Entry[];
  /** ISO UTC. */
  begun: string;
  paused: boolean;
  halted: { why: HaltWhy; answer: string } | null;
  waiting: { until: number; why: WaitWhy } | null;
  /** In a row; three of them halt the run. */
  gone: number;
  /** Why she did it, in her own words or a code; and when it may be lifted (ISO date). */
  reason: string | null;
  until: string | null;
}

/** Where `act.js` lies for the background to call, per version of ours: each answer is plain JSON. */
export const actSlot = (version: string): string => `hf.act ${version}`;

/** True where the account is as it was to become; null where the platform does not say. */
export function holds(seen: Seen, verb: Verb, way: Way): boolean | null {
  const set = verb === 'mute' ? seen.muted : seen.blocked;
  return set === null ? null : set === (way === 'do');
}
