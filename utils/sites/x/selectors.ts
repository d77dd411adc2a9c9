import { either } from '../dom';

/** Every selector for X. Classes are made by a tool and mean nothing; test ids have changed once since 2021. */
export const host = /(^|\.)(x|twitter)\.com$/;
export const post = [['testid', 'article[data-testid="tweet"]'], ['role', 'article:not([data-testid])']] as const;
export const anyPost = 'article';
export const nameBlock = either('[data-testid="User-Name"]', '[data-testid="User-Names"]');
export const avatarBox = '[data-testid^="UserAvatar-Container-"]';
/** A post's own time is a link; a quoted post's is not. */
export const time = 'time[datetime]';
export const statusLink = 'a[href*="/status/"]';
export const articleLink = 'a[href*="/article/"]';
export const statusPath = /^\/(\w{1,15})\/(?:status|article)\/(\d+)(?:\/|$)/;
/** A quoted post; an affiliation badge is one too, but holds no name and no time. */
export const box = 'div[role="link"],div[role="blockquote"]';
/** A quote's only address: its pictures lead to it. */
export const pictureLink = 'a[href*="/photo/"],a[href*="/video/"]';
/** The row of buttons below a post. */
export const bar = '[role="group"]';
export const text = [['testid', '[data-testid="tweetText"]'], ['structure', 'div[dir][lang]']] as const;
/** Either way to the words. */
export const anyText = either(text[0][1], text[1][1]);
export const longText = [['testid', '[data-testid="longformRichTextComponent"]'], ['data', '[data-contents="true"]']] as const;
export const longBlock = '[data-block],[data-contents="true"] > *,pre,p,h1,h2,h3,li,blockquote';
export const more = '[data-testid="tweet-text-show-more-link"]';
export const notText = either('button', '[role="button"]', more);
export const context = '[data-testid="socialContext"]';
export const photoBox = '[data-testid="tweetPhoto"]';
export const filmBox = either('[data-testid="videoPlayer"]', '[data-testid="videoComponent"]', photoBox);
/** Our pictures by their address: photos, and the still pictures of videos and GIFs. */
export const mediaPath = /\/(media|ext_tw_video_thumb|amplify_video_thumb|tweet_video_thumb)\//;
export const photoLink = 'a[href*="/photo/"] img';
export const notMedia = /^https?:\/\/abs[-\d]*\.twimg\.com\/|\/(profile_images|default_profile_images|emoji|card_img|semantic_core_img|profile_banners)\//;
/** Pictures in these are none of the post's own: avatars, badges, emoji, link cards, decoration. */
export const notMediaBox = either(nameBlock, avatarBox, anyText, '[data-testid^="card."]', '[data-testid="socialContext"]', '[role="presentation"][aria-hidden="true"]');
export const follow = '[data-testid$="-follow"],[data-testid$="-unfollow"],[data-testid$="-unblock"]';
export const followId = /^(\d+)-/;
export const profileData = 'script[type="application/ld+json"]';
export const sensitive = 'a[href="/settings/content_you_see"]';
/** Her own profile in the bar at the side. */
export const viewer = 'a[data-testid="AppTabBar_Profile_Link"]';
export const promoted = '[data-testid="placementTracking"]';
export const counts = {
  replies: '[data-testid="reply"]',
  reposts: '[data-testid="retweet"],[data-testid="unretweet"]',
  likes: '[data-testid="like"],[data-testid="unlike"]',
  views: 'a[href$="/analytics"]',
};
export const notName = 'svg,button,[role="button"],[role="link"] [role="link"] img';

/** First path segments that are pages of the site, never a handle. */
export const notHandles = new Set(
  'home explore search notifications messages settings i intent compose login hashtag'.split(' '),
);
