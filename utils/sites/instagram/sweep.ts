import { squash } from '../dom';
import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** A button with a sign is no word behind the words. */
const notMore = 'svg,img,[aria-label]';

/** A word that stands in the words themselves. */
const inWords = (el: Element): boolean =>
  el.closest(selectors.words) !== null && !el.closest('a') && !el.matches('[aria-label]') && !el.querySelector(notMore) && squash(el.textContent) !== null;

export const instagramSweep: SweepSite = {
  id: 'instagram',
  verbs: selectors.section,
  kindOf: (page) =>
    byPath(page, [
      [/^\/direct(\/|$)/, 'messages'],
      [/^\/([\w.]+\/)?(p|reel|tv)\/[\w-]+/, 'thread'],
      [/^\/(explore|accounts\/search)(\/|$)/, 'search'],
      [/^\/notifications(\/|$)/, 'notifications'],
      [/^\/(accounts|stories|reels|legal|about)(\/|$)/, 'page'],
      [/^\/$/, 'feed'],
      [/^\/[\w.]{1,30}(\/(tagged|reels))?$/, 'profile'],
    ], 'page'),
  expanders: (root) => opening(root, selectors.more, 'cut', inWords),
};
