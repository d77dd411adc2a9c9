import { blankPost } from '@/utils/domain/post';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';

/** X, at x.com and twitter.com. */
export const x: Site = {
  id: 'x',
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
  viewer: ({ doc }) => /^\/(\w{1,15})$/.exec(doc.querySelector(selectors.viewer)?.getAttribute('href') ?? '')?.[1] ?? null,
};
