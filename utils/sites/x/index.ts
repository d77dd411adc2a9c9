import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** X, at x.com and twitter.com. */
export const x: Site = {
  id: 'x',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  parent,
  speakers,
  viewer: ({ doc }) => /^\/(\w{1,15})$/.exec(doc.querySelector(selectors.viewer)?.getAttribute('href') ?? '')?.[1] ?? null,
};
