import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.anyUnit, selectors.anyHead, selectors.anyMessage, selectors.bar, selectors.viewer, selectors.beside, selectors.link, selectors.commentLink],
  id: [selectors.link, selectors.anyHead],
  handle: [selectors.link, selectors.anyHead],
  displayName: ['img[alt]', selectors.link, selectors.anyHead],
  permalink: [selectors.link, selectors.anyHead],
  text: ['img[alt]', selectors.aligned, selectors.anyMessage, selectors.line, selectors.words, selectors.button],
  quoted: [selectors.link, selectors.anyHead, selectors.anyMessage, selectors.bar],
  media: ['img[src]', 'video', selectors.sign, selectors.article, selectors.link, selectors.viewerImage, selectors.button],
  userId: [selectors.link, selectors.anyHead],
};
