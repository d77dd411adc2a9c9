import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.time, selectors.postLink, selectors.article, selectors.link],
  id: [selectors.postLink, selectors.time],
  handle: [selectors.link, 'img[alt]'],
  permalink: [selectors.postLink, selectors.time],
  postedAt: [selectors.time, selectors.postLink],
  text: ['img[alt]', selectors.words, selectors.caption, selectors.link, selectors.time, selectors.button],
  media: ['img[src]', selectors.media, selectors.linked],
};
