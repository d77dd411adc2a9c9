import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for TikTok. Classes are made by a tool, but end in a plain word; `data-e2e` is the site's own test id. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('tiktok', version);

export const host = /(^|\.)tiktok\.com$/;
/** A slot of the feed; most are empty. */
export const slot = m('slot', either('[data-e2e="recommend-list-item-container"]', 'article'));
/** The player; its id ends in the video's. */
export const player = m('player', '[id^="xgwrapper-"]');
export const playerId = /-(\d{17,20})$/;
export const author = m('author', either('a[href^="/@"]', 'a[href*="tiktok.com/@"]'));
export const authorPath = /^\/@([^/]+)\/?$/;
export const videoPath = /^\/@([^/]+)\/(?:video|photo)\/(\d{17,20})(?:\/|$)/;
export const desc = m('desc', either('[data-e2e="video-desc"]', '[data-e2e="browse-video-desc"]'));
export const island = m('island', 'script#__UNIVERSAL_DATA_FOR_REHYDRATION__');
export const islandPart = 'webapp.video-detail';
export const commentText = m('commentText', '[data-e2e^="comment-level-"]');
export const reply = m('reply', '[data-e2e="comment-level-2"]');
export const commentName = m('commentName', '[data-e2e^="comment-username-"]');
export const commentTime = m('commentTime', '[data-e2e^="comment-time-"]');
/** A comment and its replies. */
export const thread = m('thread', either('[class*="DivCommentObjectWrapper"]', '[class*="DivCommentItemContainer"]'));
export const notText = m('notText', either('button', '[role="button"]'));
export const counts = { likes: m('counts.likes', '[data-e2e="like-count"]'), comments: m('counts.comments', '[data-e2e="comment-count"]'), shares: m('counts.shares', '[data-e2e="share-count"]') };
