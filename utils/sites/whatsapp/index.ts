import { safely } from '../safely';
import type { Site } from '../site';
import { at, find } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** WhatsApp Web: single messages of the open chat. */
export const whatsapp: Site = {
  id: 'whatsapp',
  version: selectors.version,
  matches: ({ url }) => url.hostname === selectors.host,
  find,
  at,
  read: safely(read),
  speakers,
};
