import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** TikTok: the feed, a video's page, and the comments beside it. */
export const tiktok: Site = {
  id: 'tiktok',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  parent,
  speakers,
};
