import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.slot, selectors.player, selectors.author, selectors.desc, selectors.commentText, selectors.commentName],
  id: [selectors.player, `:root ${selectors.island}`],
  handle: [selectors.author],
  displayName: ['img[alt]', selectors.player, `:root ${selectors.island}`, selectors.commentName],
  permalink: [selectors.player, selectors.author, `:root ${selectors.island}`],
  postedAt: [selectors.player, `:root ${selectors.island}`],
  text: ['img[alt]', selectors.desc, selectors.commentText],
  media: ['video', 'img'],
  userId: [selectors.player, `:root ${selectors.island}`],
};
