import { cleanName } from '../dom';
import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, parent } from './find';
import { read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** YouTube: comments, a channel's own posts, and live chat (which is a page of its own in a frame). */
export const youtube: Site = {
  id: 'youtube',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  frames: selectors.chatFrame,
  find,
  at,
  read: safely(read),
  speakers,
  parent,
  viewer: ({ doc }) => selectors.shownHandle.exec(cleanName(doc.querySelector(selectors.viewer)?.textContent) ?? '')?.[1] ?? null,
};
