import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Facebook. Class names mean nothing; the order of letters in a time is scrambled. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('facebook', version);

export const host = /(^|\.)facebook\.com$/;
/** A unit of a feed; from before 2024 and logged out an article. Skeletons are articles too. */
export const unit = m('unit', '[aria-posinset]');
export const article = m('article', '[role="article"]');
export const anyUnit = either(unit, article);
/** Decoys, rows scrolled away: no post is in them. The page behind an open photo is `hidden`, and yet its posts are the page's. */
export const gone = m('gone', either('[data-0]', '[style*="display:none"]', '[style*="display: none"]', '[data-virtualized="true"]'));
/** Nobody sees these in a post. */
export const hidden = m('hidden', either('[hidden]', gone));
export const head = [['data', m('head.data', '[data-ad-rendering-role="profile_name"]')], ['structure', m('head.structure', 'h2,h3,h4,h5')]] as const;
export const anyHead = either(head[0][1], head[1][1]);
export const message = [
  ['data', m('message.data', '[data-ad-rendering-role="story_message"]')],
  ['data', m('message.data2', '[data-ad-comet-preview="message"],[data-ad-preview="message"]')],
] as const;
export const anyMessage = either(message[0][1], message[1][1]);
/** Words outside a marked message: on a coloured ground, in a comment. */
export const line = m('line', 'div[dir="auto"]');
export const aligned = m('aligned', 'div[dir="auto"][style*="text-align"]');
export const words = m('words', 'span[dir="auto"]');
export const action = m('action', '[data-ad-rendering-role="like_button"],[data-ad-rendering-role="comment_button"]');
/** The row below a post: reactions, buttons. */
export const bar = m('bar', either('[role="toolbar"]', action));
export const link = m('link', 'a[href]');
export const commentLink = m('commentLink', 'a[href*="comment_id="]');
export const groupMember = m('groupMember', 'a[href*="/groups/"][href*="/user/"]');
/** Behind the word that says so stands what advertisements are. */
export const advertised = m('advertised', 'a[href*="/ads/about"]');
/** What stands in these is no running text. */
export const control = m('control', 'a,button,[role="button"],ul,form');
export const button = '[role="button"]';
/** The open picture of a viewer, and what stands beside it. */
export const viewerImage = m('viewerImage', '[data-visualcompletion="media-vc-image"]');
export const viewer = m('viewer', either(viewerImage, '[data-pagelet="MediaViewerPhoto"]'));
export const beside = m('beside', '[role="complementary"]');
export const viewerEnd = m('viewerEnd', either('[role="toolbar"]', 'ul', 'form', article));
/** Signs, not pictures: reactions, badges, emoji. */
export const sign = m('sign', 'img[role="presentation"],img[src^="data:"]');
export const signSize = 48;

export const postPath = /\/(?:posts|permalink|videos|reel|photos)\/(?:[^/]+\/)?(pfbid\w+|\d+)\/?$/;
/** Addresses whose number stands behind the `?`. */
export const postQuery: readonly (readonly [RegExp, string])[] = [
  [/^\/(?:permalink|story)\.php$/, 'story_fbid'],
  [/^\/photo(?:\.php|\/)?$/, 'fbid'],
  [/^\/watch\/?(?:live\/?)?$/, 'v'],
];
/** What an address needs; the rest follows people. */
export const kept = new Set(['story_fbid', 'id', 'fbid', 'set', 'v', 'comment_id', 'reply_comment_id']);
/** A person by number: a group's member, a profile without a handle. */
export const numberPath = /^\/(?:groups\/[^/]+\/user\/|people\/[^/]+\/)?(\d{5,})\/?$/;
export const handlePath = /^\/([\w.-]{3,})\/?$/;
/** Pages of the site with an address like a person's. */
export const notPeople = /^(?:groups|photo|watch|events|marketplace|hashtag|reels?|stories|help|pages|messages|friends|gaming|settings|login|saved|search|share|policies|privacy|business|ads|live|home|media|places|.*\.php)$/i;
