import { safely } from '../safely';
import type { Site } from '../site';
import { findPosts, latePosts, postAt, readPost } from './read';
import { speakers } from './speakers';

/** Any other page: by what it says of itself, else by its shape. */
export const generic: Site = {
  id: 'generic',
  version: 1,
  matches: (page) => /^https?:$/.test(page.url.protocol),
  find(root, page) {
    try {
      return findPosts(root, page);
    } catch {
      return [];
    }
  },
  late: latePosts,
  at: postAt,
  read: safely(readPost),
  speakers,
};
