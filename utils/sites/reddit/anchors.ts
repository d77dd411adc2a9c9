import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.anyPost],
  id: ['[permalink],[data-permalink],[data-fullname]', selectors.commentLink],
  handle: ['[author],[data-author]'],
  displayName: [],
  permalink: ['[permalink],[data-permalink],[href]', selectors.oldPermalink],
  postedAt: ['[created],[created-timestamp],[data-timestamp]', selectors.anyTime],
  text: [selectors.postBody, ...selectors.words.split(',')],
  media: [selectors.player, selectors.gallery, selectors.picture, selectors.notPicture],
  userId: [selectors.authorId, selectors.flair, selectors.oldAuthor, '[data-author-fullname]'],
};
