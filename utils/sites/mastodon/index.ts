import { safely } from '../safely';
import type { Site } from '../site';
import { findPosts, parentOf, postAt } from './find';
import { isMastodon, viewerOf } from './instance';
import { readPost } from './read';
import { version } from './selectors';
import { speakers } from './speakers';

/** Any Mastodon server, known by its application's mount point and initial state, whatever its address. */
export const mastodon: Site = {
  id: 'mastodon',
  version,
  matches: isMastodon,
  find: findPosts,
  at: postAt,
  read: safely(readPost),
  speakers,
  parent: parentOf,
  viewer: viewerOf,
};
