import { people, reader, type Person } from './people.ts';
import { seedPosts, type Status } from './seed.ts';

/** What the practice server remembers while it runs. */
export interface State {
  posts: Status[];
  byId: Map<string, Status>;
  muted: Set<string>;
  blocked: Set<string>;
  following: Set<string>;
  reports: { accountId: string; statusIds: string[]; comment: string; category: string; forward: boolean }[];
}

export const TOKEN = 'practice-token';

export function newState(count = 200): State {
  const posts = seedPosts(count);
  return {
    posts, byId: new Map(posts.map((post) => [post.id, post])), muted: new Set(), blocked: new Set(), reports: [],
    following: new Set(people.filter(({ crowd }) => crowd === 'friendly').map(({ id }) => id)),
  };
}

export const person = (id: string): Person | undefined => people.find((one) => one.id === id);

/** Newest first, without muted and blocked senders. */
export const home = (state: State): Status[] =>
  state.posts.filter(({ author }) => !state.muted.has(author.id) && !state.blocked.has(author.id)).reverse();

export const mentions = (state: State): Status[] => home(state).filter(({ author, words }) => author.id !== reader.id && words.includes('@afi'));

/** All answers to a post, in order of time, senders she blocked or muted left out. */
export const answers = (state: State, id: string): Status[] => home(state).filter(({ inReplyTo }) => inReplyTo === id).reverse();
