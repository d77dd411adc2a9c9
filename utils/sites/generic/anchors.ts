import type { Anchors } from '../site';
import { authorHint, entry, quoted } from './selectors';

const marked = [entry, authorHint, quoted, '[class*="quote" i]'];

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: marked,
  id: [...marked, '[id*="-"]'],
  handle: marked,
  displayName: marked,
  permalink: marked,
  postedAt: marked,
  text: marked,
  media: marked,
};
