import type { Anchors } from '../site';

/** Every selector for Bluesky's own web client. Classes are made by a tool and mean nothing; test ids are the same in every language. */
export const selectors = {
  host: /(^|\.)bsky\.app$/,
  /** The same client at another host. */
  client: '[data-testid^="feedItem-by-"],[data-testid^="postThreadItem-by-"],a[href*="/post/"][data-tooltip]',
  /** Feed and notification rows, thread rows; the rest of the test id is the author's handle. Follow and like notices carry them too. */
  item: '[data-testid^="feedItem-by-"],[data-testid^="postThreadItem-by-"]',
  itemHandle: /^(?:feedItem|postThreadItem)-by-(.+)$/,
  /** The time of a post; carries its address. Links inside a text have no tooltip. */
  permalink: 'a[href*="/post/"][data-tooltip]',
  permalinkPath: /^\/profile\/([^/]+)\/post\/([^/]+)$/,
  /** Only the page's main post has these, and they hold its address. */
  focalLinks: 'a[href$="/reposted-by"],a[href$="/quotes"],a[href$="/liked-by"]',
  focalPath: /^\/profile\/([^/]+)\/post\/([^/]+)\/(?:reposted-by|quotes|liked-by)$/,
  /** A row, and a quoted post inside one. */
  box: '[role="link"]:not(a)',
  profileLink: 'a[href*="/profile/"]',
  text: [['testid', '[data-testid="postText"]'], ['data', '[data-word-wrap="1"]']],
  anyText: '[data-word-wrap="1"],[data-testid="postText"]',
  line: '[dir="auto"]',
  avatar: 'img[src*="/avatar"]',
  picture: 'img[src*="/feed_thumbnail/"],img[src*="/feed_fullsize/"],[data-expoimage] img',
  video: 'video',
  warning: '[data-testid^="contentHider"] button',
  knownButton: 'button[aria-haspopup],button[data-testid],button[aria-pressed]',
  menuButton: 'button[aria-haspopup="menu"]',
  hidden: '[hidden],[style*="display: none"],[style*="display:none"]',
  counts: { replies: '[data-testid="replyBtn"]', likes: '[data-testid="likeBtn"]' },
  repostCount: '[data-testid="repostCount"]',
  /** Her own profile in the bar at the side (or below, on a narrow window). */
  viewer: 'nav a[href^="/profile/"]',
  profileData: 'script[type="application/ld+json"]',
} as const;

/** What each value hangs on: while all of a value's anchors stand, it must be read. */
export const anchors: Anchors = {
  post: [selectors.permalink, selectors.focalLinks, selectors.box],
  id: [selectors.permalink, selectors.focalLinks],
  handle: [selectors.profileLink],
  displayName: [selectors.profileLink],
  permalink: [selectors.permalink, selectors.focalLinks],
  postedAt: [selectors.permalink, selectors.focalLinks],
  text: [selectors.anyText.split(',')[0] ?? ''],
  quoted: [selectors.box],
  media: [selectors.picture, selectors.video],
  userId: [selectors.avatar, selectors.picture, `:root ${selectors.profileData}`],
};
