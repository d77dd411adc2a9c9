import { squash } from '../dom';
import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** A button with a sign is no word behind the words. */
const notMore = ['svg', 'img', '[aria-label]'].join();

/** A word that stands in the words themselves. */
const inWords = (el: Element): boolean =>
  el.closest(selectors.box) !== null && el.closest(selectors.words) !== null && !el.closest('a') && !el.matches('[aria-label]') &&
  !el.querySelector(notMore) && squash(el.textContent) !== null;

export const threadsSweep: SweepSite = {
  id: 'threads',
  kindOf: (page) =>
    byPath(page, [
      [/^\/(messages|direct)(\/|$)/, 'messages'],
      [/^\/@[\w.]+\/post\/[\w-]+\/quotes$/, 'quotes'],
      [/^\/@[\w.]+\/post\/[\w-]+/, 'thread'],
      [/^\/activity(\/|$)/, 'notifications'],
      [/^\/search(\/|$)/, 'search'],
      [/^\/@[\w.]+(\/(replies|media|reposts))?$/, 'profile'],
    ], 'feed'),
  expanders: (root) => opening(root, selectors.button, 'cut', inWords),
};
