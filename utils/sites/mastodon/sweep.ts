import { byPath, opening, type SweepSite } from '../sweep';

/** What keeps words folded away, and the end of a list that is not loaded by itself. */
const foldedWords = '.content-warning:not(.content-warning--filter) button, .status__content__spoiler-link[aria-expanded="false"]';
const filtered = '.content-warning--filter button, .status__wrapper--filtered button';
const loadMore = 'button.load-more';
const verbs = '.status__action-bar, .detailed-status__action-bar, .status__action-bar-dropdown';
const privatePost = '.status__wrapper-direct, .detailed-status__wrapper-direct, .status-direct, .notification-ungrouped--direct, .conversation';

export const mastodonSweep: SweepSite = {
  id: 'mastodon',
  verbs: verbs,
  private: privatePost,
  kindOf: (page) =>
    byPath(page, [
      [/^(\/deck|\/web)?\/(conversations|timelines\/direct)(\/|$)/, 'messages'],
      [/^(\/deck|\/web)?\/@[^/]+\/\d+\/quotes$/, 'quotes'],
      [/^(\/deck|\/web)?\/(@[^/]+|statuses)\/\d+$/, 'thread'],
      [/^(\/deck|\/web)?\/notifications(\/|$)/, 'notifications'],
      [/^(\/deck|\/web)?\/(search|explore|tags|timelines\/tag)(\/|$)/, 'search'],
      [/^(\/deck|\/web)?\/@[^/]+(\/(with_replies|media|featured|tagged\/.*))?$/, 'profile'],
      [/^(\/deck|\/web)?(\/(home|public|lists|bookmarks|favourites|timelines)(\/.*)?)?$/, 'feed'],
    ], 'page'),
  /** A warning's words are not in the page before; media have a cover of their own, which stays. */
  expanders: (root) => [...opening(root, foldedWords, 'cut'), ...opening(root, filtered, 'cut'), ...opening(root, loadMore, 'more')],
};
