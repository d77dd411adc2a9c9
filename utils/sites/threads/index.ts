import { blankPost } from '@/utils/domain/post';
import { toUrl } from '../dom';
import type { Site } from '../site';
import { at, find } from './parts';
import { read } from './read';
import * as selectors from './selectors';

/** Threads, at threads.com and threads.net. */
export const threads: Site = {
  id: 'threads',
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
  viewer: (page) => selectors.profilePath.exec(toUrl(page.doc.querySelector(selectors.viewer)?.getAttribute('href'), page)?.pathname ?? '')?.[1] ?? null,
};
