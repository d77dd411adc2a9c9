import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: ['article', selectors.statusLink, selectors.bar],
  id: [selectors.statusLink],
  handle: ['a[href]'],
  displayName: ['a[href]', 'img[alt]'],
  permalink: [selectors.statusLink],
  postedAt: [selectors.time, selectors.statusLink],
  text: ['div[dir][lang]', '[data-contents="true"]', 'img[alt]'],
  quoted: [selectors.box],
  media: ['img[src]', 'video', 'video[poster]', selectors.box],
  userId: [selectors.profileData, selectors.follow].map((one) => one.replace(/(^|,)/g, '$1:root ')),
};
