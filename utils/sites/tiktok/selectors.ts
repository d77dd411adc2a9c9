import { either } from '../dom';

/** Every selector for TikTok. Classes are made by a tool, but end in a plain word; `data-e2e` is the site's own test id. */
export const host = /(^|\.)tiktok\.com$/;
/** A slot of the feed; most are empty. */
export const slot = either('[data-e2e="recommend-list-item-container"]', 'article');
/** The player; its id ends in the video's. */
export const player = '[id^="xgwrapper-"]';
export const playerId = /-(\d{17,20})$/;
export const author = either('a[href^="/@"]', 'a[href*="tiktok.com/@"]');
export const authorPath = /^\/@([^/]+)\/?$/;
export const videoPath = /^\/@([^/]+)\/(?:video|photo)\/(\d{17,20})(?:\/|$)/;
export const desc = either('[data-e2e="video-desc"]', '[data-e2e="browse-video-desc"]');
export const island = 'script#__UNIVERSAL_DATA_FOR_REHYDRATION__';
export const islandPart = 'webapp.video-detail';
export const commentText = '[data-e2e^="comment-level-"]';
export const reply = '[data-e2e="comment-level-2"]';
export const commentName = '[data-e2e^="comment-username-"]';
export const commentTime = '[data-e2e^="comment-time-"]';
/** A comment and its replies. */
export const thread = either('[class*="DivCommentObjectWrapper"]', '[class*="DivCommentItemContainer"]');
export const notText = either('button', '[role="button"]');
export const counts = { likes: '[data-e2e="like-count"]', comments: '[data-e2e="comment-count"]', shares: '[data-e2e="share-count"]' };
