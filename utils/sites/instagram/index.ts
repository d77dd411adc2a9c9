import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, handleOf } from './parts';
import { parent, read } from './read';
import * as selectors from './selectors';
import { speakers } from './speakers';

/** Instagram: posts of feeds, dialogs and pages of their own, and the comments below them. */
export const instagram: Site = {
  id: 'instagram',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
  parent,
  speakers,
  viewer(page) {
    const mine = [...page.doc.querySelectorAll(selectors.link)].find((link) => {
      const handle = !link.closest(`${selectors.ownFrame},${selectors.article}`) && handleOf(link, page);
      return handle && [...link.querySelectorAll('img[alt]')].some((face) => (face.getAttribute('alt') ?? '').includes(handle));
    });
    return mine ? handleOf(mine, page) : null;
  },
};
