import type { PageFacts, SiteId } from './site';

/**
 * Whether the page itself tells that she follows a post's sender. Mastodon: the home timeline holds the people (and hashtags) she
 * follows; what stands under a line of its own (somebody shared it) is of another. Elsewhere no page says it beside a post.
 */
export function followed(site: SiteId, post: Element, page: PageFacts): boolean {
  if (site !== 'mastodon' || page.url.pathname !== '/home') return false;
  const row = post.closest('.status__wrapper') ?? post;
  return row.querySelector('.status__prepend') === null;
}
