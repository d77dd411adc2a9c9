/**
 * Where a value was found, best first (`platforms/README.md` in the project's notes; the record keeps it):
 * data = custom element or data attribute, testid, role = ARIA, structure, id = worked out from the post's own id,
 * address = from the page's address, meta = from the page's metadata, text = taken from visible words.
 */
export type Tier = 'data' | 'testid' | 'role' | 'structure' | 'id' | 'address' | 'meta' | 'text';

export type PostKind = 'post' | 'comment' | 'article' | 'message' | 'unparsed';

export interface MediaItem {
  kind: 'image' | 'video' | 'gif' | 'audio';
  /** As the page gives it; `blob:` for players. Null where there is none. */
  url: string | null;
  poster: string | null;
  alt: string | null;
  /** CSS pixels as drawn, 0 when not drawn. */
  width: number;
  height: number;
}

/** What the page holds about one post. Null means that the page does not hold it: nothing here is guessed. */
export interface Post {
  id: string | null;
  kind: PostKind;
  /** Without `@`; on Mastodon always `user@domain`. */
  handle: string | null;
  displayName: string | null;
  /** The platform's stable account id, as the page gives it. */
  userId: string | null;
  profileUrl: string | null;
  /** Absolute, without tracking parameters. */
  permalink: string | null;
  /** UTC, ISO 8601 with milliseconds: the best of `machineTime` and `idTime`. */
  postedAt: string | null;
  /** From a machine-readable attribute of the page. */
  machineTime: string | null;
  /** Worked out from the post's id. Set by the client on some platforms: a cross-check, not proof. */
  idTime: string | null;
  /** The time as the page shows it, in its own words and zone. */
  shownTime: string | null;
  /** A heading of its own above the words, by the author; absent where the page has none. */
  title?: string | null;
  /** Verbatim; emoji pictures as their characters, paragraphs as `\n\n`. */
  text: string | null;
  lang: string | null;
  contentWarning: string | null;
  /** "Reposted by …", "Pinned": the line above the post, as shown. */
  context: string | null;
  quoted: Post | null;
  /** The post this one answers, where the page shows it. */
  inReplyTo: { id: string | null; handle: string | null; permalink: string | null } | null;
  /** Own pictures and videos; avatars, emoji, link cards and the quote's are left out. */
  media: MediaItem[];
  /** Exact where known, by the platform's own names (`replies`, `reposts`, `likes`, `views`). */
  counts: Record<string, number>;
  /** The page's main post. */
  focal: boolean;
  /** The page has cut the text and offers more. */
  truncated: boolean;
  /** The platform marks it as sensitive. */
  sensitive: boolean;
  /** Paid for: an advertisement. Absent where the page does not say so. */
  promoted?: true;
  /** Of a private message: whether it was sent to her or by her. Absent elsewhere, and where the page does not tell. */
  direction?: 'incoming' | 'outgoing';
  /** Per field: the tier that gave it. */
  sources: Partial<Record<string, Tier>>;
}

/** A post of which nothing is known yet: adapters fill in what the page holds. */
export function blankPost(kind: PostKind = 'post'): Post {
  return {
    id: null, kind, handle: null, displayName: null, userId: null, profileUrl: null, permalink: null, postedAt: null,
    machineTime: null, idTime: null, shownTime: null, text: null, lang: null, contentWarning: null, context: null,
    quoted: null, inReplyTo: null, media: [], counts: {}, focal: false, truncated: false, sensitive: false, sources: {},
  };
}
