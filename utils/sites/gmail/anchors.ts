import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.message, selectors.person],
  id: [selectors.message],
  handle: [selectors.person, selectors.recipients],
  displayName: ['[email][name]', selectors.recipients],
  text: ['img[alt]', selectors.emoji, selectors.body, '.gmail_quote', '.adL', '.yj6qo', '.a6S'],
  media: [selectors.body, 'img'],
};
