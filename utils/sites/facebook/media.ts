import type { MediaItem, Post } from '@/utils/domain/post';
import { precedes, put } from '../dom';
import { drawnSize } from '../measure';
import { placeOf } from './link';
import { own, type Part } from './part';
import * as selectors from './selectors';

function toMedia(element: Element): MediaItem {
  const video = element.localName === 'video';
  return {
    kind: video ? 'video' : 'image',
    url: element.getAttribute('src') ?? element.querySelector('source')?.getAttribute('src') ?? null,
    poster: element.getAttribute('poster'),
    alt: element.getAttribute('alt') ?? element.getAttribute('aria-label'),
    ...drawnSize(element),
  };
}

const isSign = (image: Element): boolean => image.matches(selectors.sign) || Number(image.getAttribute('width') ?? 999) <= selectors.signSize;

/** Films, and pictures that lead to a post or photo. One that leads nowhere is of an unknown kind, unless it stands for a film. */
export function readMedia(post: Post, part: Part, words: Element | null): void {
  const end = own(part, selectors.action)[0];
  const elements = own(part, 'img,video').filter((one) => !words?.contains(one) && !one.closest(selectors.anyMessage) && !(end && precedes(end, one)));
  const videos = elements.filter((one) => one.localName === 'video');
  const items: Element[] = [];
  let unknown = false;
  for (const element of elements) {
    const link = element.closest('a');
    if (element.localName === 'video') items.push(element);
    else if (isSign(element) || part.head?.contains(element)) continue;
    else if (link && !link.hasAttribute('href')) unknown = true;
    else if (link) {
      const place = placeOf(link.getAttribute('href'), part.page);
      if (place && !(videos.length && /\/(?:videos|reel|watch)\b/.test(place.url))) items.push(element);
    } else if (!element.closest(selectors.button) && !videos.length) unknown = true;
  }
  put(post, 'media', items.map(toMedia), 'structure');
  if (unknown) delete post.sources['media'];
}

/** The open picture, or the film in its place. */
export function readViewerMedia(post: Post, root: Element, side: Element): void {
  const shown = [...root.querySelectorAll(`${selectors.viewerImage},video`)].filter((one) => !side.contains(one));
  if (shown.length) put(post, 'media', shown.slice(0, 1).map(toMedia), 'data');
}
