import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on. While all of a value's anchors stand, the tests demand the value. */
export const anchors: Anchors = {
  post: [selectors.post],
  id: [selectors.permalink],
  handle: [selectors.author, selectors.permalink],
  displayName: [selectors.author],
  permalink: [selectors.permalink],
  postedAt: [selectors.time],
  text: ['article > p'],
  quoted: [selectors.quote],
  media: [selectors.media],
};
