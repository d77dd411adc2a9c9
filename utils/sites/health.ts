import type { Post } from '@/utils/domain/post';
import type { Health, PageFacts, Site } from './site';

/** Reads every post below `root` and counts what came out. A post that is found but not readable is a sign of a redesign. */
export function health(site: Site, root: ParentNode, page: PageFacts): Health {
  return countHealth(site.find(root, page).map((post) => site.read(post, page)));
}

/** The same, of posts that were read already. */
export function countHealth(posts: readonly Post[]): Health {
  const count = (test: (post: Post) => unknown): number => posts.filter((post) => Boolean(test(post))).length;
  const words = (post: Post): unknown => post.text ?? post.title ?? post.contentWarning ?? post.media.length;
  /** Some people have a number in place of a handle; a live chat shows names only. */
  const who = (post: Post): unknown => post.handle ?? post.userId ?? (post.kind === 'message' ? post.displayName : null);
  return {
    found: posts.length,
    withHandle: count((post) => post.handle),
    withPermalink: count((post) => post.permalink),
    withTime: count((post) => post.postedAt),
    withWords: count(words),
    readable: count((post) => who(post) && (post.permalink ?? post.id) && words(post)),
  };
}
