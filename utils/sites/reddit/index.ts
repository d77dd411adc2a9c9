import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** Reddit: the current site, and the old look at old.reddit.com (or anywhere, for those who chose it). */
export const reddit: Site = {
  id: 'reddit',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  speakers,
  parent,
  viewer: ({ doc }) => /\/user\/([\w-]+)/.exec(doc.querySelector(selectors.oldViewer)?.getAttribute('href') ?? '')?.[1] ?? null,
};
