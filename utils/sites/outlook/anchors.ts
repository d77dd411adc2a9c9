import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.body, selectors.time],
  handle: [selectors.body],
  displayName: [selectors.body],
  text: [selectors.body, selectors.history, selectors.notText],
  media: [selectors.body, 'img', selectors.history, selectors.notText],
};
