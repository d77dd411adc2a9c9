import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** Answers folded away, and further ones. */
const viewMore = '[data-e2e^="view-more-"]';

export const tiktokSweep: SweepSite = {
  id: 'tiktok',
  presses: viewMore,
  kindOf: (page) =>
    byPath(page, [
      [/^\/messages(\/|$)/, 'messages'],
      [/^\/@[^/]+\/(video|photo)\/\d+/, 'thread'],
      [/^\/(search|tag|explore)(\/|$)/, 'search'],
      [/^\/@[^/]+$/, 'profile'],
    ], 'feed'),
  expanders: (root) => opening(root, viewMore, 'folded', (el) => el.closest(selectors.thread) !== null),
};
