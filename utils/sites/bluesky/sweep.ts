import { squash } from '../dom';
import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** What may follow a cut text. */
const cutButton = 'button,[role="button"]';
const notCutButton = 'img,video,svg,[data-expoimage]';

/** A button right behind a post's words, with words of its own only. */
const behindWords = (el: Element): boolean =>
  el.previousElementSibling?.matches(selectors.anyText) === true && el.closest(selectors.item) !== null && !el.querySelector(notCutButton) && squash(el.textContent) !== null;

export const blueskySweep: SweepSite = {
  id: 'bluesky',
  plainPressed: true,
  kindOf: (page) =>
    byPath(page, [
      [/^\/messages(\/|$)/, 'messages'],
      [/^\/profile\/[^/]+\/post\/[^/]+\/quotes$/, 'quotes'],
      [/^\/profile\/[^/]+\/post\/[^/]+$/, 'thread'],
      [/^\/profile\/[^/]+\/post\//, 'page'],
      [/^\/notifications$/, 'notifications'],
      [/^\/(search|hashtag)(\/|$)/, 'search'],
      [/^\/profile\/[^/]+\/(feed|lists)\//, 'feed'],
      [/^\/profile\/[^/]+(\/search)?$/, 'profile'],
      [/^\/(feeds|saved)?$/, 'feed'],
    ], 'page'),
  expanders: (root) => opening(root, cutButton, 'cut', behindWords),
};
