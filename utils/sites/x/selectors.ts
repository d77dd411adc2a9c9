import type { Anchors } from '../site';

/** Every selector for X. Classes are made by a tool and mean nothing; test ids have changed once since 2021. */
export const selectors = {
  host: /(^|\.)(x|twitter)\.com$/,
  post: [['testid', 'article[data-testid="tweet"]'], ['role', 'article:not([data-testid])']],
  anyPost: 'article',
  nameBlock: '[data-testid="User-Name"],[data-testid="User-Names"]',
  avatarBox: '[data-testid^="UserAvatar-Container-"]',
  avatarPrefix: 'UserAvatar-Container-',
  /** A post's own time is a link; a quoted post's is not. */
  time: 'time[datetime]',
  statusLink: 'a[href*="/status/"]',
  articleLink: 'a[href*="/article/"]',
  statusPath: /^\/(\w{1,15})\/(?:status|article)\/(\d+)(?:\/|$)/,
  /** A quoted post; an affiliation badge is one too, but holds no name and no time. */
  box: 'div[role="link"],div[role="blockquote"]',
  /** The row of buttons below a post. */
  bar: '[role="group"]',
  text: [['testid', '[data-testid="tweetText"]'], ['structure', 'div[dir][lang]']],
  longText: [['testid', '[data-testid="longformRichTextComponent"]'], ['data', '[data-contents="true"]']],
  longBlock: '[data-block],[data-testid="markdown-code-block"],pre,p,h1,h2,h3,blockquote',
  longTitle: '[data-testid="twitter-article-title"]',
  more: '[data-testid="tweet-text-show-more-link"]',
  notText: 'button,[role="button"],[data-testid="tweet-text-show-more-link"]',
  handleLink: 'a[href]',
  context: '[data-testid="socialContext"]',
  photoBox: '[data-testid="tweetPhoto"]',
  /** Our pictures by their address: photos, and the still pictures of videos and GIFs. */
  mediaPath: /\/(media|ext_tw_video_thumb|amplify_video_thumb|tweet_video_thumb)\//,
  photoLink: 'a[href*="/photo/"] img',
  video: 'video',
  notMedia: /\/(profile_images|default_profile_images|emoji|card_img|hashflags|semantic_core_img|profile_banners)\//,
  decoration: '[role="presentation"][aria-hidden="true"]',
  card: '[data-testid^="card."]',
  follow: '[data-testid$="-follow"],[data-testid$="-unfollow"],[data-testid$="-unblock"],[data-testid$="-cancel"]',
  followId: /^(\d+)-/,
  profileData: 'script[type="application/ld+json"]',
  sensitive: 'a[href="/settings/content_you_see"]',
  /** Her own profile in the bar at the side. */
  viewer: 'a[data-testid="AppTabBar_Profile_Link"]',
  promoted: '[data-testid="placementTracking"]',
  counts: {
    replies: '[data-testid="reply"]',
    reposts: '[data-testid="retweet"],[data-testid="unretweet"]',
    likes: '[data-testid="like"],[data-testid="unlike"]',
    bookmarks: '[data-testid="bookmark"],[data-testid="removeBookmark"]',
    views: 'a[href$="/analytics"]',
  },
  notName: 'svg,button,[role="button"],img[src*="profile_images"],[role="link"] [role="link"] img',
} as const;

/** First path segments that are pages of the site, never a handle. */
export const notHandles = new Set(
  'home explore search notifications messages settings i intent share compose login logout signup tos privacy hashtag jobs lists bookmarks communities premium'.split(' '),
);

/** What each value hangs on: while all of a value's anchors stand, it must be read. */
export const anchors: Anchors = {
  post: ['article', selectors.statusLink],
  id: [selectors.statusLink],
  handle: [selectors.handleLink],
  displayName: [selectors.handleLink],
  permalink: [selectors.statusLink],
  postedAt: [selectors.time, selectors.statusLink],
  text: ['div[dir][lang]', '[data-contents="true"]'],
  quoted: [selectors.box],
  media: ['img', selectors.video],
  userId: [selectors.profileData, selectors.follow].map((one) => one.replace(/(^|,)/g, '$1:root ')),
};
