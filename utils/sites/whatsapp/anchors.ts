import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.message],
  id: [selectors.message],
  displayName: [selectors.heading],
  text: ['img[alt]', selectors.text[0][1], selectors.text[1][1]],
  media: ['img[src]', selectors.button,  selectors.text[0][1], selectors.text[1][1], selectors.emoji],
  quoted: [selectors.quotedWords, selectors.button, selectors.quotedName, selectors.heading],
  userId: [selectors.message],
};
