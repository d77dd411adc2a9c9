import { safely } from '../safely';
import type { Site } from '../site';
import { parent, read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';
import { at, find } from './units';

/** Facebook: posts of feeds and timelines, open photos, and comments. */
export const facebook: Site = {
  id: 'facebook',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  parent,
  speakers,
};
