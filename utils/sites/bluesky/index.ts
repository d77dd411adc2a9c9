import type { Site } from '../site';
import { at, find, parent, read } from './read';
import { anchors, selectors } from './selectors';

/** Bluesky's own web client, at bsky.app or at any other host that serves it. */
export const bluesky: Site = {
  id: 'bluesky',
  version: 1,
  matches: ({ url, doc }) => /(^|\.)bsky\.app$/.test(url.hostname) || doc.querySelector(selectors.client) !== null,
  find,
  at,
  read,
  parent,
  anchors,
};
