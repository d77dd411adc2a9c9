import type { Post } from '@/utils/domain/post';

export type SiteId =
  | 'x' | 'bluesky' | 'mastodon' | 'reddit' | 'youtube' | 'instagram' | 'threads' | 'facebook' | 'tiktok' | 'linkedin'
  | 'gmail' | 'outlook' | 'whatsapp' | 'telegram' | 'engines' | 'generic';

/** What an adapter may know of the page besides the post's own element. */
export interface PageFacts {
  /** The address bar, read again for every batch: single-page apps change it without a load. */
  url: URL;
  doc: Document;
}

/** An account as a page names it: at least one of both, or nobody knows. */
export interface Named { userId: string | null; handle: string | null }
/** Who speaks in one post. `own`: it is hers, as `direction` says. */
export interface Speakers { sender: Named; quoted: Named | null; own: boolean }

/**
 * One platform's way of showing posts. Pure reading: an adapter never changes the page, never asks the network,
 * never keeps a node (nodes are re-used), and never matches words of the interface (they are translated).
 */
export interface Site {
  id: SiteId;
  /** Goes up with every change to a selector; the record keeps it. */
  version: number;
  /** True when the page at this address is this platform's. Cheap: it runs once for each document. */
  matches(page: PageFacts): boolean;
  /** Every post below `root` (which may itself be one) that is really shown as one, in document order. */
  find(root: ParentNode, page: PageFacts): Element[];
  /** Of `find` at least those that no selector of `COVERS` names, where they can be told without the others; without it all are looked for. */
  late?(root: ParentNode, page: PageFacts): Element[];
  /** The innermost post that holds `node`, or null. */
  at(node: Element, page: PageFacts): Element | null;
  /** Reads one post, quote included. Never throws on a strange page: what cannot be read is null. */
  read(post: Element, page: PageFacts): Post;
  /**
   * Whose words stand in an element that a selector of `COVERS` hit: the same as `read` tells of the post that `at` finds there, for a
   * fraction of the work. Null where that cannot be told for certain so quickly, or where it is no one post: then it is read. May throw.
   */
  speakers?(cover: Element, page: PageFacts): Speakers | null;
  /** Frames of the same origin whose posts count as the page's (a live chat). No other frame is ever looked into. */
  frames?: string;
  /** The post that this one answers, where the page shows it above. */
  parent?(post: Element, page: PageFacts): Element | null;
  /** What the values hang on; only tests ask. */
  anchors?: Anchors;
  /** Her own account, as a handle, where the page shows it. */
  viewer?(page: PageFacts): string | null;
}

/**
 * Per field, the selectors that a value hangs on (`post` for finding the post at all). They are counted inside the
 * post's element, those that begin with `:root ` in the whole page. Where none of them was touched by a change of
 * the page, the value must still be read: the tests hold every adapter to it.
 */
export type Anchors = Partial<Record<'post' | 'id' | 'handle' | 'displayName' | 'permalink' | 'postedAt' | 'text' | 'quoted' | 'media' | 'userId', readonly string[]>>;

/** How well the page is read: `readable` counts posts with handle or account number (of messages: any name), and a permalink or id, and words (title counts) or media. */
export interface Health {
  found: number;
  withHandle: number;
  withPermalink: number;
  withTime: number;
  withWords: number;
  readable: number;
}
