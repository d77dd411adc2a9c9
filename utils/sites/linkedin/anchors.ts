import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.update, selectors.article, selectors.token, selectors.anyComment, selectors.row, selectors.profile, selectors.nameIn, selectors.publicName],
  id: [selectors.update, selectors.article, selectors.token, selectors.anyComment],
  handle: [selectors.profile],
  displayName: [selectors.profile, selectors.nameIn, selectors.commentName],
  permalink: [selectors.update, selectors.article, selectors.token, selectors.anyComment],
  postedAt: [selectors.update, selectors.article, selectors.token],
  text: [selectors.text[0][1], selectors.text[1][1], selectors.text[2][1]],
  quoted: [selectors.article],
  media: ['img[src],img[data-delayed-url]', 'video', 'iframe'],
};
