import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: [selectors.permalink, selectors.focalLinks, selectors.box, selectors.menuButton],
  id: [selectors.permalink, selectors.focalLinks],
  handle: [selectors.profileLink],
  displayName: [selectors.profileLink],
  permalink: [selectors.permalink, selectors.focalLinks],
  postedAt: [selectors.permalink, selectors.focalLinks],
  text: [selectors.text[1][1]],
  quoted: [selectors.box],
  media: [selectors.picture, selectors.video, selectors.box],
  userId: ['img[src]', selectors.box, selectors.profileLink, selectors.avatar, selectors.picture, `:root ${selectors.profileData}`],
};
