import { blankPost } from '@/utils/domain/post';
import type { Site } from '../site';
import { findPosts, parentOf, postAt } from './find';
import { isMastodon, viewerOf } from './instance';
import { readPost } from './read';
import { version } from './selectors';

/** Any Mastodon server, known by its application's mount point and initial state, whatever its address. */
export const mastodon: Site = {
  id: 'mastodon',
  version,
  matches: isMastodon,
  find: findPosts,
  at: postAt,
  read(post, page) {
    try {
      return readPost(post, page);
    } catch {
      return blankPost('unparsed');
    }
  },
  parent: parentOf,
  viewer: viewerOf,
};
