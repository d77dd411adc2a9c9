import type { Post } from '@/utils/domain/post';
import { MOST_READ, type ReadReason, type Reason, type ShieldMode, type Unread, type Who } from '@/utils/domain/shield';
import type { Speakers } from '@/utils/sites/site';

/** `unread`: nobody can tell whose it is. */
export type Why = Reason | ReadReason | 'unread';

/** What stands in one element that may be a post. `followed`: the page tells that she follows its sender. */
export type Facts =
  /** A frame around posts, or none of this page's posts. */
  | { kind: 'other' }
  /** Nothing to tell it by yet: a shell, a row being filled. */
  | { kind: 'empty' }
  | { kind: 'post'; post: Post; viewer: string | null; followed?: boolean };

/** `media` false: its pictures and videos come on a press of their own. */
export type Verdict = { now: 'clear'; media: boolean } | { now: 'wait'; ask: Who[]; read: Unread | null } | { now: 'cover'; why: Why; who: string | null };

/** What the background said: of each sender, and of each post by `readName`. */
export interface Told { senders: ReadonlyMap<string, Reason | null>; posts: ReadonlyMap<string, ReadReason | null> }

const ALL: Verdict = { now: 'clear', media: true };

export const nameOf = ({ userId, handle }: Who): string => `${userId ?? ''} ${handle?.toLowerCase() ?? ''}`;
export const readName = ({ who, words }: Unread): string => `${nameOf(who)}\n${words}`;

const isKnown = ({ userId, handle }: Who): boolean => userId !== null || handle !== null;

const isHers = (own: boolean, { handle }: Who, viewer: string | null): boolean =>
  own || (viewer !== null && handle !== null && viewer.toLowerCase() === handle.toLowerCase());

/** Whose words a post shows, but for her own; in strong mode also whom it answers. */
function shownIn(post: Post, hers: boolean, mode: ShieldMode): Who[] {
  const answered = mode === 'strong' && post.inReplyTo !== null ? [{ userId: null, handle: post.inReplyTo.handle }] : [];
  return [...(hers ? [] : [post]), ...(post.quoted ? [post.quoted] : []), ...answered].map(({ userId, handle }) => ({ userId, handle })).filter(isKnown);
}

/** All that it says, what it quotes included. */
const wordsIn = (post: Post): (string | null | undefined)[] => [
  post.title, post.contentWarning, post.text, ...post.media.map(({ alt }) => alt), ...(post.quoted ? wordsIn(post.quoted) : []),
];

function unread(post: Post): Unread {
  const words = wordsIn(post).filter(Boolean).join('\n').slice(0, MOST_READ);
  return { who: { userId: post.userId, handle: post.handle }, words };
}

/** In light mode, by who speaks, without a look at the rest. `read`: what is covered says whose it is. */
export function decideAtOnce({ sender, quoted, own }: Speakers, viewer: string | null, told: Told): Verdict | 'read' {
  const ask: Who[] = [];
  for (const who of [isHers(own, sender, viewer) ? null : sender, quoted]) {
    if (who === null || !isKnown(who)) continue;
    const why = told.senders.get(nameOf(who));
    if (why) return 'read';
    if (why === undefined) ask.push(who);
  }
  return ask.length > 0 ? { now: 'wait', ask, read: null } : ALL;
}

/** What is not known yet waits, covered. */
export function decide(facts: Facts, mode: ShieldMode, told: Told): Verdict {
  if (mode === 'off' || facts.kind === 'other') return ALL;
  if (facts.kind === 'empty') return { now: 'wait', ask: [], read: null };
  const { post, viewer } = facts;
  const own = isHers(post.direction === 'outgoing', post, viewer);
  const all = shownIn(post, own, mode);
  for (const who of all) {
    const why = told.senders.get(nameOf(who));
    if (why) return { now: 'cover', why, who: who.handle ?? post.displayName };
  }
  const ask = all.filter((who) => !told.senders.has(nameOf(who)));
  const read = mode === 'strong' && !own && facts.followed !== true && isKnown(post) ? unread(post) : null;
  const said = read && told.posts.get(readName(read));
  if (ask.length > 0 || said === undefined) return { now: 'wait', ask, read: said === undefined ? read : null };
  if (said === 'word' || said === 'sign') return { now: 'cover', why: said, who: post.handle ?? post.displayName };
  if (mode === 'strong' && !own && !isKnown(post)) return { now: 'cover', why: 'unread', who: null };
  return { now: 'clear', media: said !== 'media' };
}
