import { either } from '../dom';

/** Every selector for LinkedIn: the older markup, the server-driven one of 2026, and the public post page. Classes of the newer one are hashes. */
export const host = /(^|\.)linkedin\.com$/;
/** Older markup. */
export const update = '[data-urn]';
export const comment = '[data-id^="urn:li:comment:("]';
/** Server-driven markup: the post's id is packed into what precedes this mark. */
export const token = '[componentkey*="-replaceableCommentTools"]';
export const tokenMark = '-replaceableCommentTools';
export const newComment = '[componentkey^="replaceableComment_urn:li:comment:("]';
export const row = '[role="listitem"]';
/** Public page: the post, and inside it the one that it shares. */
export const article = 'article[data-activity-urn]';
export const anyComment = either(comment, newComment);
export const anyPost = either(update, row, article, anyComment);

export const urn = /^urn:li:(activity|ugcPost|share):(\d{15,20})$/;
export const sponsoredUrn = /^urn:li:sponsored\w+:\(.*?urn:li:(activity|ugcPost|share):(\d{15,20})/;
export const commentUrn = /urn:li:comment:\((?:urn:li:)?(activity|ugcPost):(\d{15,20}),(\d{15,20})\)/;
/** `/posts/<who>_<words>-activity-<id>-<check>` and `/feed/update/<urn>`. */
export const postPath = /^\/posts\/[^/]*?-(?:activity|ugcPost|share)-(\d{15,20})-[\w-]+\/?$/;

export const profile = either('a[href*="/in/"]', 'a[href*="/company/"]', 'a[href*="/school/"]', 'a[href*="/showcase/"]');
export const profilePath = /^\/(in|company|school|showcase)\/([^/]+)/;
/** Inside an author's link: the name. Those of the people named above a post ("… likes this") hold neither. */
export const nameIn = either('p', 'span[aria-hidden="true"]');
export const publicName = either('a[data-tracking-control-name$="feed-actor-name"]', '.update-components-actor__meta-link');
export const commentName = '.comments-comment-meta__description-title';
export const text = [['testid', '[data-testid="expandable-text-box"]'], ['data', '[data-test-id$="__commentary"]'], ['structure', 'div[dir]:has(> span > span[dir])'], ['structure', '.update-components-text']] as const;
export const anyText = either(...text.map(([, selector]) => selector));
export const notText = either('button', '[role="button"]');
export const time = 'time';
export const header = '.update-components-header__text-view';
/** Own pictures by their address; avatars, logos and the pictures of links have other words there. */
export const picturePath = /\/(?:feedshare|image)-/;
export const figure = 'figure img';
export const document = 'iframe[src*="native-document"]';
export const reactions = '[data-reaction-details][aria-label]';
export const metadata = 'script[type="application/ld+json"]';
