import { blankPost } from '@/utils/domain/post';
import type { Site } from '../site';
import { at, find } from './find';
import { read } from './read';
import * as selectors from './selectors';

/** Outlook on the web: open messages. */
export const outlook: Site = {
  id: 'outlook',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read(post) {
    try {
      return read(post);
    } catch {
      return blankPost('unparsed');
    }
  },
};
