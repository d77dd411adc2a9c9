import type { Anchors } from '../site';
import * as selectors from './selectors';

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: ['.status', '[data-id]', selectors.time, selectors.focal],
  id: ['[data-id]', selectors.permalink],
  handle: [selectors.account],
  displayName: ['.display-name__html', 'bdi', selectors.author, 'img[alt]'],
  permalink: [selectors.permalink],
  postedAt: [selectors.permalink, selectors.time, `:root ${selectors.ogUrl}`, `:root ${selectors.ogTime.replace(', ', ', :root ')}`],
  text: ['.status', selectors.known, selectors.content, '.status__content__text', selectors.hashtagBar, selectors.hashtag, 'img[alt]'],
  quoted: ['.status', selectors.quote],
  media: ['.status', selectors.known, '.media-gallery__item', '.attachment-list__list', selectors.player],
  userId: [`[${selectors.accountId}]`, selectors.author],
};
