import type { PostKind, Tier } from '@/utils/domain/post';

/**
 * One way to a value: where (`''` is the post itself, `{id}` its id), which attribute (`#text` for words), which part of
 * it: the first group, or of two groups `second@first` (a host in an address, then a name).
 */
export type Ask = readonly [tier: Tier, at: string, get: string, part?: RegExp];

/** A software that makes pages with posts on many hosts, by its published hooks. Further ones are a row more. */
export interface Engine {
  name: string;
  /** One of these stands on every page that it makes. */
  page: string;
  post: string;
  /** Such posts are known for posts even where their words are not to be found. */
  bare?: string;
  kind: PostKind;
  /** Those of its posts that stand above the others (a video, a thread's first post): `post`, whatever `kind` says. */
  head?: string;
  id: readonly Ask[];
  handle: readonly Ask[];
  displayName: readonly Ask[];
  userId: readonly Ask[];
  profile: readonly Ask[];
  permalink: readonly Ask[];
  /** Where a post that fits holds no link: its address by its id, as the software's own routes have it. */
  route?: readonly [fits: string, path: string];
  time: readonly Ask[];
  /** Where a time stands in words only. */
  shown?: string;
  /** The time inside the id. */
  idTime?: (id: string | null) => string | null;
  text: readonly (readonly [Tier, string])[];
  notText: string;
  /** A heading by the author, and what in it is the page's. */
  title?: readonly [at: string, not: string];
  /** Pictures that stand for characters, where they are none of the usual. */
  emoji?: string;
  /** `''` where the mark-up does not tell them: then their number stays unknown. */
  media: string;
  warning?: string;
  /** `text: ''` is the whole quote. */
  quote?: { at: string; handle: readonly Ask[]; id: readonly Ask[]; userId: readonly Ask[]; text: string };
  /** Names are `user@domain`; where the domain of a local one stands: `page` is the page's own host. */
  federated?: 'page' | readonly [attribute: string, part: RegExp];
}
