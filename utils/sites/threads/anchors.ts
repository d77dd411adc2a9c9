import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.box, selectors.postLink, selectors.time],
  id: [selectors.postLink, selectors.time],
  handle: [selectors.postLink, selectors.time],
  permalink: [selectors.postLink, selectors.time],
  postedAt: [selectors.postLink, selectors.time],
  text: ['img[alt]', selectors.words, selectors.control],
  quoted: [selectors.box, selectors.postLink, selectors.time],
  media: [selectors.media, selectors.postLink, selectors.button],
};
