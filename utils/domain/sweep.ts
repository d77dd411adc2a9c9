/** One long save of a thread, a list or a feed: its own run id, every post of it an item of its own. */
export type SweepState = 'running' | 'waiting' | 'paused' | 'done' | 'stopped';

/**
 * Why it does not run. Waiting: `in-line` behind the one in another tab, `hidden` tab or window, `tab-gone`, `restart` of the
 * browser. Paused: `by-her`, `locked`, the page does not answer (`page-error`) or stands still, else a problem of the store.
 */
export type SweepReason =
  | 'in-line' | 'hidden' | 'tab-gone' | 'restart' | 'by-her' | 'locked' | 'page-error'
  | 'address-changed' | 'cover-lost' | 'not-scrolling' | 'more-not-loading'
  | 'full-disk' | 'damaged' | 'failed';

export interface SweepCounts {
  /** Records written, new versions among them. */
  saved: number;
  /** Of those: posts that had been saved before this run. */
  versions: number;
  /** Of those: posts that the platform marks as sensitive, saved as words and address. */
  words: number;
  /** Met again on the page and in this run already. */
  already: number;
  /** Could not be saved at all. */
  failed: number;
  /** Saved without a picture though one was wanted, by reason. */
  noPicture: Record<string, number>;
}

export interface SweepJob {
  /** The run's id, as records and heads name it. */
  id: string;
  kind: 'sweep';
  state: SweepState;
  /** Milliseconds since the epoch until which a running runner holds it; 0 when nobody does. */
  lease: number;
  reason: SweepReason | null;
  /** Address bar of the page, as records keep it. */
  address: string;
  site: string;
  /** Which kind of page, as the site's reader tells: `thread`, `notifications` … */
  what: string;
  pictures: boolean;
  /** What the platform marks as sensitive: words and address only. */
  sensitiveAsWords: boolean;
  /** ISO UTC. */
  startedAt: string;
  endedAt: string | null;
  /** Posts that the page says it has, where it does. */
  total: number | null;
  counts: SweepCounts;
  /** Milliseconds in which it really ran. */
  ranMs: number;
  /** No picture can be taken any more in that tab: it goes on in words. */
  blind: boolean;
  /** Saved earlier from the same address and not met this time; known at the end. */
  unseen: number | null;
}

/** A job as our own pages show it. */
export interface SweepView extends SweepJob {
  /** Tab in which its page is open now; null when none is known. */
  tabId: number | null;
  perMinute: number | null;
  secondsLeft: number | null;
}

export const noCounts = (): SweepCounts => ({ saved: 0, versions: 0, words: 0, already: 0, failed: 0, noPicture: {} });

export const isOver = ({ state }: { state: SweepState }): boolean => state === 'done' || state === 'stopped';
