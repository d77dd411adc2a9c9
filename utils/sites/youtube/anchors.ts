import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.anyPost, selectors.text[2][1], ':root [hidden]'],
  id: [selectors.commentLink, selectors.postLink, '[id^="C"]'],
  handle: [selectors.profileLink, selectors.name],
  displayName: [selectors.profileLink, selectors.name, 'img[alt]'],
  permalink: [selectors.commentLink, selectors.postLink],
  postedAt: [],
  text: [selectors.text[0][1], selectors.messageText, 'img[alt]'],
  media: [selectors.picture, selectors.sticker],
  userId: [selectors.profileLink],
};
