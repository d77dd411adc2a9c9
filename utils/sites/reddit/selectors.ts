import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Reddit: first the custom elements of the current site, below them old.reddit.com. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('reddit', version);

export const host = /(^|\.)reddit\.com$/;
export const post = m('post', either('shreddit-post', 'shreddit-ad-post'));
export const ad = m('ad', 'shreddit-ad-post,.promoted,[data-promoted="true"]');
export const comment = m('comment', 'shreddit-comment');
export const profileComment = m('profileComment', 'shreddit-profile-comment');
export const current = either(post, comment, profileComment);
/** Comments of a page in the old look lie inside each other; what stands for "more comments" is one of these too. */
export const thing = m('thing', either('.thing[data-fullname]', '.thing[data-permalink]', '[data-permalink][data-author]', '[data-fullname][data-type]'));
export const anyPost = either(current, thing);
export const hidden = m('hidden', '[hidden]');
export const id = /^t[134]_[a-z0-9]+$/;
export const userId = /^t2_[a-z0-9]+$/i;
export const userClass = /(?:^|\s)id-(t2_[a-z0-9]+)(?:\s|$)/i;
export const handle = /^[\w-]{1,40}$/;
/** `/r/SUB/comments/POST/…/COMMENT/`; the part between is the title's words or `comment`. */
export const path = /^(?:\/(?:r|u|user)\/[^/]+)?\/comments\/(\w+)(?:\/[^/]*(?:\/(\w+))?)?\/?$/;
export const profilePath = /^\/(?:u|user)\/([\w-]+)(?:\/(?:comments\/?)?)?$/;
export const commentLink = m('commentLink', 'a[href*="/comments/"]');
/** On these, `user-id` is the reader's and `author-id` the author's. */
export const authorId = '[author-id]';
export const authorName = m('authorName', '[author-name]');
export const flair = m('flair', 'author-flair-event-handler[userid]');
export const time = m('time', 'time[datetime]');
export const anyTime = m('anyTime', either(time, 'faceplate-timeago[ts]'));
/** Without these it is the platform's notice that the words are gone. */
export const words = m('words', '.md,[id$="-rtjson-content"]');
export const postBody = m('postBody', either('shreddit-post-text-body', '[slot="text-body"]'));
/** The element with the words has the post's own id in its id. */
export const rich = (name: string): string => either(`[id="${name}-post-rtjson-content"]`, `[id="${name}-comment-rtjson-content"]`);
export const anyBody = m('anyBody', either('[slot="comment"]', postBody, words));
export const preview = m('preview', either('.feed-card-text-preview', '[class*="line-clamp"]'));
export const title = m('title', '[slot="title"]');
export const notText = m('notText', 'button,svg,figure');
export const block = m('block', 'p,h1,h2,h3,h4,h5,h6,blockquote,pre,ul,ol,table');
export const line = m('line', 'li,tr');
export const player = m('player', 'shreddit-player,shreddit-player-2');
export const gallery = m('gallery', 'gallery-carousel li');
export const picture = m('picture', either('#post-image', '[slot="post-media-container"] img', 'figure img'));
/** A blurred copy behind the picture, and what belongs to something else. */
export const blurred = m('blurred', '.post-background-image-filter');
export const notPicture = m('notPicture', either(blurred, 'gallery-carousel img', 'shreddit-player img'));

export const oldEntry = m('oldEntry', '.entry');
export const oldBody = m('oldBody', '.usertext-body .md');
export const oldAuthor = m('oldAuthor', '.author');
export const oldTitle = m('oldTitle', 'a.title,.subject');
export const thumbnail = m('thumbnail', 'a.thumbnail img');
/** "Load more comments" has neither. */
export const oldParts = m('oldParts', '.tagline,.usertext-body');
export const oldPermalink = m('oldPermalink', 'a.bylink');
export const oldVote = /(?:^|\s)(unvoted|likes|dislikes)(?:\s|$)/;
export const oldScore = (vote: string): string => `.score.${vote}`;
export const oldFolded = '.expando-button.selftext.collapsed';
export const oldViewer = m('oldViewer', '#header-bottom-right .user a[href*="/user/"]');
