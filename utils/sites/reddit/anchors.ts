import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.anyPost, '[data-author]', selectors.oldParts, ':root [hidden]'],
  id: ['[permalink],[data-permalink],[data-fullname]', selectors.commentLink],
  handle: ['[author],[data-author]', selectors.authorName],
  displayName: [],
  permalink: ['[permalink],[data-permalink],[href]', selectors.oldPermalink],
  postedAt: ['[created],[created-timestamp],[data-timestamp]', selectors.anyTime],
  text: ['img[alt]', selectors.postBody, ...selectors.words.split(',')],
  media: [selectors.player, selectors.gallery, selectors.picture, selectors.notPicture, '[data-url],[content-href]'],
  userId: ['[author]', selectors.authorName, selectors.authorId, selectors.flair, selectors.oldAuthor, '[data-author-fullname]'],
};
