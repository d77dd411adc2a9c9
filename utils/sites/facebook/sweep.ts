import { squash } from '../dom';
import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** No sign, picture or name of its own: only a word behind the words. */
const notCut = 'svg,img,i,[aria-label]';

/** A word that stands in the words themselves, of a post or a comment. */
const inWords = (el: Element): boolean =>
  (el.closest(selectors.anyMessage) !== null || (el.closest(selectors.line) !== null && el.closest(selectors.article) !== null)) &&
  !el.closest(`a,ul,${selectors.gone}`) && !el.matches('[aria-label]') && !el.querySelector(notCut) && squash(el.textContent) !== null;

export const facebookSweep: SweepSite = {
  id: 'facebook',
  verbs: selectors.bar,
  kindOf: (page) =>
    byPath(page, [
      [/^\/messages(\/|$)/, 'messages'],
      [/^\/notifications(\/|$)/, 'notifications'],
      [/^\/(search|hashtag)(\/|$)/, 'search'],
      [/\/(posts|permalink|videos|reel|photos)\/|^\/(permalink|story|photo)(\.php)?$|^\/(watch|photo|reel)(\/|$)/, 'thread'],
      [/^\/groups\/[^/]+(\/.*)?$/, 'feed'],
      [/^\/(home\.php)?$/, 'feed'],
      [/^\/(profile\.php|people\/[^/]+\/\d+|[\w.-]{3,})$/, 'profile'],
    ], 'page'),
  expanders: (root) => opening(root, selectors.button, 'cut', inWords),
};
