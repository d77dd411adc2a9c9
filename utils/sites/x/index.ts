import type { Site } from '../site';
import { at, find, parent, read } from './read';
import { anchors, selectors } from './selectors';

/** X, at x.com and twitter.com. */
export const x: Site = {
  id: 'x',
  version: 1,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read,
  parent,
  anchors,
};
