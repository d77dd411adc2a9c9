import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** Further comments, folded ones and folded texts. */
const moreComments = 'faceplate-partial[src*="/more-comments/"] button';
const oldMoreComments = '.morecomments > a.button';
const oldFoldedComment = '.comment.collapsed > .entry a.expand';
const verbs = 'shreddit-comment-action-row, .flat-list';

export const redditSweep: SweepSite = {
  id: 'reddit',
  verbs: verbs,
  presses: selectors.oldFolded,
  kindOf: (page) =>
    byPath(page, [
      [/^\/message\/(comments|selfreply|mentions)$/, 'notifications'],
      [/^\/(message|chat|room)(\/|$)/, 'messages'],
      [/\/comments\/\w+/, 'thread'],
      [/^\/notifications(\/|$)/, 'notifications'],
      [/(^|\/)search$/, 'search'],
      [/^\/(u|user)\/[^/]+/, 'profile'],
    ], 'feed'),
  expanders: (root) => [
    ...opening(root, selectors.oldFolded, 'cut'),
    ...opening(root, oldFoldedComment, 'folded'),
    ...opening(root, `${moreComments},${oldMoreComments}`, 'more'),
  ],
};
