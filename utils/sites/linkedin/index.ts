import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** LinkedIn: feeds, activity pages and public posts. */
export const linkedin: Site = {
  id: 'linkedin',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  parent,
  speakers,
};
