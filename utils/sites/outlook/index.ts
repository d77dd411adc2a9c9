import { safely } from '../safely';
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
  read: safely(read),
};
