import type { Post, Tier } from '../../utils/domain/post';
import { health } from '../../utils/sites/health';
import { select } from '../../utils/sites/registry';
import type { Health, PageFacts, Site } from '../../utils/sites/site';

/** A post in the short shape that `npm run read` prints: `media` is a count, null when it could not be told. */
export interface ReadPost {
  id: string | null;
  handle: string | null;
  displayName: string | null;
  permalink: string | null;
  postedAt: string | null;
  text: string | null;
  quoted: ReadPost | null;
  media: number | null;
  userId: string | null;
  [more: string]: unknown;
}

/** Best first. */
const TIERS: readonly Tier[] = ['data', 'testid', 'role', 'structure', 'id', 'address', 'meta', 'text'];

export function toRead(post: Post): ReadPost {
  const { id, handle, displayName, permalink, postedAt, text, quoted, media, userId, kind, sources, focal, ...more } = post;
  const weakest = Math.max(...Object.values(sources).map((tier) => (tier ? TIERS.indexOf(tier) : -1)), -1);
  return {
    id, handle, displayName, permalink, postedAt, text,
    quoted: quoted && toRead(quoted),
    media: media.length || sources['media'] ? media.length : null,
    userId,
    kind, tier: TIERS[weakest] ?? 'none', sources, focal,
    ...more,
    mediaItems: media,
  };
}

export const pageFacts = (): PageFacts => ({ url: new URL(location.href), doc: document });

/** Runs in the page: the adapter that the address selects, and every post it finds, in document order. */
export function readPage(): { site: string | null; version: number; posts: ReadPost[]; health: Health | null } {
  const page = pageFacts();
  const site: Site | null = select(page);
  if (!site) return { site: null, version: 0, posts: [], health: null };
  const posts = site.find(document, page).map((post) => ({
    ...toRead(site.read(post, page)),
    adapter: site.id,
  }));
  return { site: site.id, version: site.version, posts, health: health(site, document, page) };
}
