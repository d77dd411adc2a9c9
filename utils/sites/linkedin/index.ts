import { blankPost } from '@/utils/domain/post';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';

/** LinkedIn: feeds, activity pages and public posts. */
export const linkedin: Site = {
  id: 'linkedin',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read(post, page) {
    try {
      return read(post, page);
    } catch {
      return blankPost('unparsed');
    }
  },
  parent,
};
