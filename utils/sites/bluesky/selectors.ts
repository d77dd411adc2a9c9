import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Bluesky's own web client. Classes are made by a tool and mean nothing; test ids are the same in every language. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('bluesky', version);

export const host = /(^|\.)bsky\.app$/;
/** Feed and notification rows, thread rows; the rest of the test id is the author's handle. Follow and like notices carry them too. */
export const item = m('item', either('[data-testid^="feedItem-by-"]', '[data-testid^="postThreadItem-by-"]'));
export const itemHandle = /^(?:feedItem|postThreadItem)-by-(.+)$/;
/** The time of a post; carries its address. Links inside a text have no tooltip. */
export const permalink = m('permalink', 'a[href*="/post/"][data-tooltip]');
export const permalinkPath = /^\/profile\/([^/]+)\/post\/([^/]+)$/;
/** Where the tip is gone: any link to a post, if it is one of this very author. */
export const postLink = m('postLink', 'a[href*="/post/"]');
/** The same client at another host. */
export const client = either(item, permalink);
/** Only the page's main post has these, and they hold its address. */
export const focalLinks = m('focalLinks', either('a[href$="/reposted-by"]', 'a[href$="/quotes"]', 'a[href$="/liked-by"]'));
export const focalPath = /^\/profile\/([^/]+)\/post\/([^/]+)\/(?:reposted-by|quotes|liked-by)$/;
/** A row, and a quoted post inside one. */
export const box = m('box', '[role="link"]:not(a)');
export const profileLink = m('profileLink', 'a[href*="/profile/"]');
export const text = [['testid', m('text.testid', '[data-testid="postText"]')], ['data', m('text.data', '[data-word-wrap="1"]')]] as const;
export const anyText = either(text[0][1], text[1][1]);
/** A quote holds one of these besides its author's name. */
export const quoteParts = m('quoteParts', either(anyText, '[data-tooltip]', 'img', 'video'));
export const line = m('line', '[dir="auto"]');
export const avatar = m('avatar', 'img[src*="/avatar"]');
export const picture = m('picture', 'img[src*="/feed_thumbnail/"],img[src*="/feed_fullsize/"],[data-expoimage] img');
export const video = m('video', 'video');
export const threadItem = m('threadItem', '[data-testid^="postThreadItem-by-"]');
export const warning = m('warning', '[data-testid^="contentHider"] button');
export const knownButton = m('knownButton', 'button[aria-haspopup],button[data-testid],button[aria-pressed]');
export const menuButton = m('menuButton', 'button[aria-haspopup="menu"]');
export const hidden = m('hidden', '[hidden],[style*="display: none"],[style*="display:none"]');
export const counts = { replies: m('counts.replies', '[data-testid="replyBtn"]'), likes: m('counts.likes', '[data-testid="likeBtn"]') };
export const repostCount = m('repostCount', '[data-testid="repostCount"]');
/** Her own profile in the bar at the side (or below, on a narrow window). */
export const viewer = m('viewer', 'nav a[href^="/profile/"]');
export const profileData = m('profileData', 'script[type="application/ld+json"]');
