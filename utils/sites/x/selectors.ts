import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for X. Classes are made by a tool and mean nothing; test ids have changed once since 2021. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('x', version);

export const host = /(^|\.)(x|twitter)\.com$/;
export const post = [['testid', m('post.testid', 'article[data-testid="tweet"]')], ['role', m('post.role', 'article:not([data-testid])')]] as const;
export const anyPost = m('anyPost', 'article');
export const nameBlock = m('nameBlock', either('[data-testid="User-Name"]', '[data-testid="User-Names"]'));
export const avatarBox = m('avatarBox', '[data-testid^="UserAvatar-Container-"]');
/** A post's own time is a link; a quoted post's is not. */
export const time = m('time', 'time[datetime]');
export const statusLink = m('statusLink', 'a[href*="/status/"]');
export const articleLink = m('articleLink', 'a[href*="/article/"]');
export const statusPath = /^\/(\w{1,15})\/(?:status|article)\/(\d+)(?:\/|$)/;
/** A quoted post; an affiliation badge is one too, but holds no name and no time. */
export const box = m('box', 'div[role="link"],div[role="blockquote"]');
/** A quote's only address: its pictures lead to it. */
export const pictureLink = m('pictureLink', 'a[href*="/photo/"],a[href*="/video/"]');
/** The row of buttons below a post. */
export const bar = m('bar', '[role="group"]');
export const text = [['testid', m('text.testid', '[data-testid="tweetText"]')], ['structure', m('text.structure', 'div[dir][lang]')]] as const;
/** Either way to the words. */
export const anyText = either(text[0][1], text[1][1]);
export const longText = [['testid', m('longText.testid', '[data-testid="longformRichTextComponent"]')], ['data', m('longText.data', '[data-contents="true"]')]] as const;
export const longBlock = m('longBlock', '[data-block],[data-contents="true"] > *,pre,p,h1,h2,h3,li,blockquote');
export const more = '[data-testid="tweet-text-show-more-link"]';
export const notText = m('notText', either('button', '[role="button"]', more));
export const context = m('context', '[data-testid="socialContext"]');
export const photoBox = m('photoBox', '[data-testid="tweetPhoto"]');
export const filmBox = m('filmBox', either('[data-testid="videoPlayer"]', '[data-testid="videoComponent"]', photoBox));
/** Our pictures by their address: photos, and the still pictures of videos and GIFs. */
export const mediaPath = /\/(media|ext_tw_video_thumb|amplify_video_thumb|tweet_video_thumb)\//;
export const photoLink = m('photoLink', 'a[href*="/photo/"] img');
export const notMedia = /^https?:\/\/abs[-\d]*\.twimg\.com\/|\/(profile_images|default_profile_images|emoji|card_img|semantic_core_img|profile_banners)\//;
/** Pictures in these are none of the post's own: avatars, badges, emoji, link cards, decoration. */
export const notMediaBox = m('notMediaBox', either(nameBlock, avatarBox, anyText, '[data-testid^="card."]', '[data-testid="socialContext"]', '[role="presentation"][aria-hidden="true"]'));
export const follow = m('follow', '[data-testid$="-follow"],[data-testid$="-unfollow"],[data-testid$="-unblock"]');
export const followId = /^(\d+)-/;
export const profileData = m('profileData', 'script[type="application/ld+json"]');
export const sensitive = m('sensitive', 'a[href="/settings/content_you_see"]');
/** Her own profile in the bar at the side. */
export const viewer = m('viewer', 'a[data-testid="AppTabBar_Profile_Link"]');
export const promoted = m('promoted', '[data-testid="placementTracking"]');
export const counts = {
  replies: m('counts.replies', '[data-testid="reply"]'),
  reposts: m('counts.reposts', '[data-testid="retweet"],[data-testid="unretweet"]'),
  likes: m('counts.likes', '[data-testid="like"],[data-testid="unlike"]'),
  views: m('counts.views', 'a[href$="/analytics"]'),
};
export const notName = m('notName', 'svg,button,[role="button"],[role="link"] [role="link"] img');

/** First path segments that are pages of the site, never a handle. */
export const notHandles = new Set(
  'home explore search notifications messages settings i intent compose login hashtag'.split(' '),
);
