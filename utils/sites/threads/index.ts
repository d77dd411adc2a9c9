import { toUrl } from '../dom';
import { safely } from '../safely';
import type { Site } from '../site';
import { at, find } from './parts';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** Threads, at threads.com and threads.net. */
export const threads: Site = {
  id: 'threads',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  speakers,
  viewer: (page) => selectors.profilePath.exec(toUrl(page.doc.querySelector(selectors.viewer)?.getAttribute('href'), page)?.pathname ?? '')?.[1] ?? null,
};
