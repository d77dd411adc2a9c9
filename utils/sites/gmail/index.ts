import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read, viewer } from './read';
import * as selectors from './selectors';

/** Gmail: the open messages of a conversation. What proves a mail is its original with the headers, not this page. */
export const gmail: Site = {
  id: 'gmail',
  version: selectors.version,
  matches: ({ url }) => url.hostname === selectors.host,
  find,
  at,
  read: safely(read),
  parent,
  viewer,
};
