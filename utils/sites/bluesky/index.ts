import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** Bluesky's own web client, at bsky.app or at any other host that serves it. */
export const bluesky: Site = {
  id: 'bluesky',
  version: selectors.version,
  matches: ({ url, doc }) => selectors.host.test(url.hostname) || doc.querySelector(selectors.client) !== null,
  find,
  at,
  read: safely(read),
  speakers,
  parent,
  viewer: ({ doc }) => /^\/profile\/([^/?#]+)$/.exec(doc.querySelector(selectors.viewer)?.getAttribute('href') ?? '')?.[1] ?? null,
};
