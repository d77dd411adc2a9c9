import { byPath, opening, type SweepSite } from '../sweep';
import * as selectors from './selectors';

/** Answers folded away, and further ones behind them. */
const foldedReplies = '#more-replies button,#more-replies-sub-thread button';
const furtherReplies = 'ytd-comment-replies-renderer ytd-continuation-item-renderer button';
const verbs = '#action-menu,#toolbar,ytd-comment-engagement-bar,#header-author';

/** The description of a video has an expander too, which is no post's. */
const inPost = (el: Element): boolean => el.closest(selectors.anyPost) !== null;

export const youtubeSweep: SweepSite = {
  id: 'youtube',
  verbs: verbs,
  presses: 'tp-yt-paper-button,#more',
  kindOf: (page) =>
    byPath(page, [
      [/^\/(watch|shorts\/[^/]+|live\/[^/]+|post\/[^/]+)$/, 'thread'],
      [/^\/results$/, 'search'],
      [/^\/(@[^/]+|channel\/[^/]+|c\/[^/]+|user\/[^/]+)(\/.*)?$/, 'profile'],
      [/^\/feed\//, 'feed'],
    ], 'page'),
  expanders: (root) => [
    ...opening(root, selectors.expander, 'cut', inPost),
    ...opening(root, foldedReplies, 'folded'),
    ...opening(root, furtherReplies, 'more'),
  ],
};
