import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for YouTube. Element ids repeat on a page: they are only looked for inside one comment. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('youtube', version);

export const host = /(^|\.)youtube\.com$/;
/** `ytd-comment-renderer` until 2024; `ytm-` is the site for phones. */
export const comment = m('comment', 'ytd-comment-view-model,ytd-comment-renderer,ytm-comment-renderer,ytm-comment-view-model');
/** Posts of a channel's "community" page. */
export const post = m('post', 'ytd-backstage-post-renderer,ytd-post-renderer');
export const message = m('message', either(
  'yt-live-chat-text-message-renderer', 'yt-live-chat-paid-message-renderer', 'yt-live-chat-paid-sticker-renderer',
  'yt-live-chat-membership-item-renderer', 'ytd-sponsorships-live-chat-gift-purchase-announcement-renderer',
));
export const anyPost = either(comment, post, message);
/** Rows kept out of sight: answers folded away, copies, empty places. */
export const hidden = m('hidden', '[hidden]');
/** Live chat is a page of its own beside the video, of the same origin. */
export const chatFrame = 'iframe#chatframe';
/** A live chat's pinned message is a copy of one in the list. */
export const pinned = m('pinned', 'yt-live-chat-banner-renderer,yt-live-chat-banner-manager');
export const thread = m('thread', 'ytd-comment-thread-renderer,ytm-comment-thread-renderer');
/** Around the answers of a thread's first comment. */
export const replies = m('replies', 'ytd-comment-replies-renderer,ytm-comment-replies-renderer,#replies');

export const commentId = /^Ug[\w-]{8,}(?:\.[\w-]{8,})?$/;
export const postPath = /^\/post\/([\w-]+)$|^\/channel\/[\w-]+\/community$/;
export const postLink = m('postLink', 'a[href*="/post/"],a[href*="/community?lb="]');
export const commentLink = m('commentLink', 'a[href*="lc="]');
/** What belongs to a comment's own address; the rest follows her about. */
export const keptParameters = ['v', 'lb', 'lc'];
/** In live chat the element's id is the message's: a long one that is no name out of the page's own code. */
export const messageId = /^[\w%=-]{16,}$/;

export const profileLink = m('profileLink', 'a[href^="/@"],a[href^="/channel/"],a[href^="/user/"],a[href^="/c/"],a[href*="youtube.com/@"],a[href*="youtube.com/channel/"]');
export const authorLink = m('authorLink', 'a#author-text,#author-comment-badge a,#header-author a,h3 a');
export const channelId = /^\/channel\/(UC[\w-]{22})$/;
export const handlePath = /^\/@([^/]+)$/;
export const shownHandle = /^@([\p{L}\p{M}\p{N}._·-]{3,30})$/u;

export const text = [['data', m('text.data', '#content-text')], ['structure', m('text.structure', '[user-input]')], ['structure', m('text.structure2', '.comment-text')]] as const;
export const anyText = m('anyText', either(text[0][1], text[1][1], text[2][1], '#message'));
export const tooltip = m('tooltip', 'tp-yt-paper-tooltip,[role="tooltip"]');
export const notText = m('notText', either('button', 'svg', 'yt-icon', tooltip, '[hidden]'));
export const expander = 'ytd-expander[collapsed] #more,ytd-expander[collapsed] tp-yt-paper-button[aria-expanded="false"]';
export const time = m('time', '#published-time-text');
export const badge = m('badge', '#pinned-comment-badge,#linked-comment-badge');
export const likes = m('likes', '#vote-count-middle');
export const picture = m('picture', 'ytd-backstage-image-renderer img,ytd-post-multi-image-renderer img');

export const name = m('name', '#author-name');
export const nameParts = m('nameParts', either('#chip-badges', '#chat-badges', 'yt-live-chat-author-badge-renderer', notText));
export const messageText = m('messageText', '#message');
export const chip = m('chip', 'yt-live-chat-author-chip');
export const directed = m('directed', '[dir="auto"]');
export const plainMessage = m('plainMessage', 'yt-live-chat-text-message-renderer,yt-live-chat-paid-message-renderer');
export const timestamp = m('timestamp', '#timestamp');
/** The lines around a message: what was paid, a membership, that it was deleted. */
export const messageLines = m('messageLines', either('#purchase-amount', '#purchase-amount-chip', '#header-primary-text', '#header-subtext', '#primary-text', '#deleted-state'));
export const paidSticker = m('paidSticker', 'yt-live-chat-paid-sticker-renderer');
export const sticker = m('sticker', '#sticker img');
export const viewer = m('viewer', 'yt-live-chat-message-input-renderer #author-name');
