import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for LinkedIn: the older markup, the server-driven one of 2026, and the public post page. Classes of the newer one are hashes. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('linkedin', version);

export const host = /(^|\.)linkedin\.com$/;
/** Older markup. */
export const update = m('update', '[data-urn]');
export const comment = m('comment', '[data-id^="urn:li:comment:("]');
/** Server-driven markup: the post's id is packed into what precedes this mark. */
export const token = m('token', '[componentkey*="-replaceableCommentTools"]');
export const tokenMark = '-replaceableCommentTools';
export const newComment = m('newComment', '[componentkey^="replaceableComment_urn:li:comment:("]');
export const row = m('row', '[role="listitem"]');
/** Public page: the post, and inside it the one that it shares. */
export const article = m('article', 'article[data-activity-urn]');
export const anyComment = either(comment, newComment);
export const anyPost = either(update, row, article, anyComment);

export const urn = /^urn:li:(activity|ugcPost|share):(\d{15,20})$/;
export const sponsoredUrn = /^urn:li:sponsored\w+:\(.*?urn:li:(activity|ugcPost|share):(\d{15,20})/;
export const commentUrn = /urn:li:comment:\((?:urn:li:)?(activity|ugcPost):(\d{15,20}),(\d{15,20})\)/;
/** `/posts/<who>_<words>-activity-<id>-<check>` and `/feed/update/<urn>`. */
export const postPath = /^\/posts\/[^/]*?-(?:activity|ugcPost|share)-(\d{15,20})-[\w-]+\/?$/;

export const profile = m('profile', either('a[href*="/in/"]', 'a[href*="/company/"]', 'a[href*="/school/"]', 'a[href*="/showcase/"]'));
export const profilePath = /^\/(in|company|school|showcase)\/([^/]+)/;
/** Inside an author's link: the name. Those of the people named above a post ("… likes this") hold neither. */
export const nameIn = m('nameIn', either('p', 'span[aria-hidden="true"]'));
export const publicName = m('publicName', either('a[data-tracking-control-name$="feed-actor-name"]', '.update-components-actor__meta-link'));
export const commentName = m('commentName', '.comments-comment-meta__description-title');
export const text = [['testid', m('text.testid', '[data-testid="expandable-text-box"]')], ['data', m('text.data', '[data-test-id$="__commentary"]')], ['structure', m('text.structure', 'div[dir]:has(> span > span[dir])')], ['structure', m('text.structure2', '.update-components-text')]] as const;
export const anyText = either(...text.map(([, selector]) => selector));
export const notText = m('notText', either('button', '[role="button"]'));
export const time = m('time', 'time');
export const header = m('header', '.update-components-header__text-view');
/** Own pictures by their address; avatars, logos and the pictures of links have other words there. */
export const picturePath = /\/(?:feedshare|image)-/;
export const figure = m('figure', 'figure img');
export const document = m('document', 'iframe[src*="native-document"]');
export const reactions = m('reactions', '[data-reaction-details][aria-label]');
export const metadata = m('metadata', 'script[type="application/ld+json"]');
