import { safely } from '../safely';
import type { Site } from '../site';
import { at, find } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** Telegram on the web: single messages of the open chat (versions K and A), posts of a public channel's preview. */
export const telegram: Site = {
  id: 'telegram',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  speakers,
};
