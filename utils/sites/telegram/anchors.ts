import type { Anchors } from '../site';
import * as selectors from './selectors';

const words = ['img[alt]', selectors.bubbleText[0][1], selectors.bubbleText[1][1], selectors.textA, selectors.previewText];

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.bubble, selectors.bubbleIn, selectors.bubbleOut, selectors.messageA, selectors.classA, selectors.preview],
  id: [selectors.bubble, selectors.messageA, selectors.preview],
  handle: [selectors.preview],
  displayName: [':root img[alt]', selectors.bubbleIn, selectors.title, selectors.senderA, selectors.previewOwner],
  permalink: [selectors.preview],
  postedAt: [selectors.bubble, selectors.previewTime],
  text: words,
  media: [...words, selectors.attachment, selectors.previewBody],
  quoted: [selectors.replyK, selectors.replyTextK, '.reply-title', selectors.title, selectors.replyA, selectors.replyTextA, selectors.replyNameA],
  userId: [selectors.bubbleIn, selectors.title, `:root ${selectors.groupAvatar}`],
};
