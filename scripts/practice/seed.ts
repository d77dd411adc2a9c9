import { LINES, OWN, TAILS, THREAT, pileOn, type Line } from './words.ts';
import { people, reader, type Crowd, type Person } from './people.ts';

export interface Status {
  /** As on a real server: `milliseconds << 16 | counter`, decimal. */
  id: string;
  author: Person;
  /** ISO UTC with milliseconds. */
  createdAt: string;
  lang: string;
  words: string;
  warning: string | null;
  inReplyTo: string | null;
  replies: number;
  reblogs: number;
  favourites: number;
  mark: 'threat' | 'pile-on' | 'own' | null;
  picture: boolean;
}

/** Mulberry32: the same numbers for the same seed on every machine. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const START = Date.parse('2026-05-04T06:12:00.000Z');

/**
 * `count` posts, oldest first, the same for the same count: three of the reader's own, one threat, thirty copies of one text,
 * the rest by the three crowds. Every post of the crowds answers one of hers or stands alone.
 */
export function seedPosts(count = 200): Status[] {
  const next = numbers(20260504);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const of = (crowd: Crowd): Person[] => people.filter((one) => one.crowd === crowd);
  const crowds = { friendly: of('friendly'), critical: of('critical'), abusive: of('abusive') };
  const posts: Status[] = [];
  let clock = START;
  const add = (author: Person, [lang, words]: Line, more: Partial<Status> = {}): Status => {
    clock += 20_000 + Math.floor(next() * 240_000);
    const made: Status = {
      id: String((BigInt(clock) << 16n) | BigInt(posts.length % 65_536)), author, createdAt: new Date(clock).toISOString(), lang, words,
      warning: null, inReplyTo: null, replies: 0, reblogs: Math.floor(next() * 40), favourites: Math.floor(next() * 120), mark: null, picture: false, ...more,
    };
    posts.push(made);
    return made;
  };
  const own = OWN.map((line) => add(reader, line, { mark: 'own' }));
  const answer = (): Pick<Status, 'inReplyTo'> => ({ inReplyTo: next() < 0.7 ? own[Math.floor(next() * next() * own.length)]!.id : null });
  const pile = Math.min(30, Math.max(0, count - own.length - 1));
  const rest = count - own.length - 1 - pile;
  // Each line of each crowd comes up in turn, so that every language and script is there.
  for (let i = 0, copy = 0, turn = { friendly: 0, critical: 0, abusive: 0 }; i < rest + pile + 1; i++) {
    if (i === Math.floor((rest + pile) / 3)) {
      add(crowds.abusive[15]!, THREAT, { mark: 'threat', inReplyTo: own[0]!.id });
      continue;
    }
    const left = rest + pile + 1 - i;
    if (copy < pile && (next() < 0.16 || left <= pile - copy)) {
      add(crowds.abusive[copy % crowds.abusive.length]!, pileOn(copy), { mark: 'pile-on', inReplyTo: own[0]!.id });
      copy += 1;
      continue;
    }
    const crowd = (['friendly', 'abusive', 'critical', 'abusive', 'friendly'] as const)[Math.floor(next() * 5)]!;
    const line = LINES[crowd][turn[crowd]++ % LINES[crowd].length]!;
    const tail = turn[crowd] > LINES[crowd].length ? pick(TAILS[line[0]]!) : '';
    add(crowds[crowd][turn[crowd] % crowds[crowd].length]!, [line[0], tail === '' ? line[1] : `${line[1]}\n\n${tail}`], {
      ...answer(), warning: next() < 0.03 ? 'long, and cross' : null, picture: crowd === 'friendly' && next() < 0.12,
    });
  }
  for (const post of posts) if (post.inReplyTo !== null) posts.find(({ id }) => id === post.inReplyTo)!.replies += 1;
  return posts;
}
