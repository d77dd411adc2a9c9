import type { Sender, Verb, Way } from './act';

/** What the guide's box in the page may tell: what it saw, or what she pressed. */
export const GUIDE_SAID = ['met', 'seen', 'did', 'not-done', 'skip', 'other', 'self', 'next', 'post'] as const;
export type GuideSaid = (typeof GUIDE_SAID)[number];

/** For one person. Ids and names only; nothing that anybody wrote. */
export interface GuideAsk {
  /** Good for this person, in this tab. */
  token: string;
  lang: string;
  verb: Verb;
  way: Way;
  sender: Pick<Sender, 'site' | 'userId' | 'handle' | 'post'>;
  /** The saved post was seen to be by this name within the last day. */
  fresh: boolean;
  /** The account was found before, and the page may have been loaded anew since she pressed. */
  met: boolean;
  /** The how manieth person, of how many. */
  at: number;
  of: number;
}

/** `left`: how many are still to come. `until` with `pace`: ms since the epoch. */
export interface GuideAnswer { done: boolean; left: number; problem: 'locked' | 'no-evidence' | 'pace' | 'ended' | 'spared' | null; until: number | null }

/** Where `guide.js` lies for the background to call, per version of ours. */
export const guideSlot = (version: string): string => `hf.guide ${version}`;
