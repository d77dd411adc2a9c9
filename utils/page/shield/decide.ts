import type { Post } from '@/utils/domain/post';
import type { Reason, ShieldMode, Who } from '@/utils/domain/shield';

/** `unread`: nobody can tell whose it is. */
export type Why = Reason | 'unread';

/** What stands in one element that may be a post. */
export type Facts =
  /** A frame around posts, or none of this page's posts. */
  | { kind: 'other' }
  /** Nothing to tell it by yet: a shell, a row being filled. */
  | { kind: 'empty' }
  | { kind: 'post'; post: Post; viewer: string | null };

export type Verdict = { now: 'clear' } | { now: 'wait'; ask: Who[] } | { now: 'cover'; why: Why; who: string | null };

const CLEAR: Verdict = { now: 'clear' };

export const nameOf = ({ userId, handle }: Who): string => `${userId ?? ''} ${handle?.toLowerCase() ?? ''}`;

const isKnown = ({ userId, handle }: Who): boolean => userId !== null || handle !== null;

/** Whose words a post shows; in strong mode also whom it answers. */
function shownIn(post: Post, mode: ShieldMode): Who[] {
  const answered = mode === 'strong' && post.inReplyTo !== null ? [{ userId: null, handle: post.inReplyTo.handle }] : [];
  return [post, ...(post.quoted ? [post.quoted] : []), ...answered].map(({ userId, handle }) => ({ userId, handle })).filter(isKnown);
}

/** `told`: what the background said of each sender. What is not known yet waits, covered. */
export function decide(facts: Facts, mode: ShieldMode, told: ReadonlyMap<string, Reason | null>): Verdict {
  if (mode === 'off' || facts.kind === 'other') return CLEAR;
  if (facts.kind === 'empty') return { now: 'wait', ask: [] };
  const { post, viewer } = facts;
  const own = post.direction === 'outgoing' || (viewer !== null && post.handle !== null && viewer.toLowerCase() === post.handle.toLowerCase());
  const all = shownIn(post, mode).slice(own ? 1 : 0);
  const ask = all.filter((who) => !told.has(nameOf(who)));
  for (const who of all) {
    const why = told.get(nameOf(who));
    if (why) return { now: 'cover', why, who: who.handle ?? post.displayName };
  }
  if (ask.length > 0) return { now: 'wait', ask };
  return mode === 'strong' && !own && !isKnown(post) ? { now: 'cover', why: 'unread', who: null } : CLEAR;
}
