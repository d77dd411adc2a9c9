import { byPath, opening, type SweepSite } from '../sweep';

/** The rest of a text, earlier answers, further comments. */
const cutText = ['[data-testid="expandable-text-button"]', 'button.feed-shared-inline-show-more-text__see-more-less-toggle'].join();
const earlierReplies = 'button.show-prev-replies';
const moreComments = 'button[class*="comments-comments-list__load-more-comments-button"]';
const verbs = '.feed-shared-social-action-bar,.comments-comment-social-bar--cr';

export const linkedinSweep: SweepSite = {
  id: 'linkedin',
  verbs: verbs,
  kindOf: (page) =>
    byPath(page, [
      [/^\/messaging(\/|$)/, 'messages'],
      [/^\/(feed\/update|posts|pulse)\//, 'thread'],
      [/^\/notifications(\/|$)/, 'notifications'],
      [/^\/search(\/|$)/, 'search'],
      [/^\/(in|company|school|showcase)\/[^/]+/, 'profile'],
      [/^\/(feed)?$/, 'feed'],
    ], 'page'),
  expanders: (root) => [
    ...opening(root, cutText, 'cut'),
    ...opening(root, earlierReplies, 'folded'),
    ...opening(root, moreComments, 'more'),
  ],
};
