import type { MediaItem, Post } from '@/utils/domain/post';
import { precedes, put } from '../dom';
import { drawnSize } from '../measure';
import * as selectors from './selectors';

export function toMedia(element: Element): MediaItem {
  const video = element.localName === 'video';
  const src = element.getAttribute('src');
  return {
    kind: video ? 'video' : 'image',
    url: src ?? element.querySelector('source')?.getAttribute('src') ?? null,
    poster: element.getAttribute('poster'),
    alt: element.getAttribute('alt') ?? element.getAttribute('aria-label'),
    ...drawnSize(element),
  };
}

/** Her own picture beside the field for her comment. */
function isWriters(element: Element, root: Element): boolean {
  const section = element.closest(selectors.section);
  return section !== null && section !== root && root.contains(section) && section.querySelector(selectors.composer) !== null;
}

/** Pictures that lead nowhere: one in each slide, or one alone. Two of them in one place are of an unknown kind. */
export function readMedia(post: Post, root: Element, own: (element: Element) => boolean, handle: string | null, caption: Element | null): void {
  const places = new Map<Element, Element[]>();
  for (const element of root.querySelectorAll(selectors.media)) {
    const video = element.localName === 'video';
    const face = selectors.portrait.test(element.getAttribute('src') ?? '') || (handle && (element.getAttribute('alt') ?? '').startsWith(`${handle}'`));
    // What comes behind the words is other people's.
    if (caption && precedes(caption, element)) continue;
    if (!own(element) || isWriters(element, root) || (!video && (element.closest(selectors.linked) || face))) continue;
    const slide = element.closest(selectors.slide);
    const place = slide && root.contains(slide) ? slide : root;
    places.set(place, [...(places.get(place) ?? []), element]);
  }
  let unknown = false;
  const items: MediaItem[] = [];
  for (const elements of places.values()) {
    const videos = elements.filter((one) => one.localName === 'video');
    const shown = videos.length ? videos : elements;
    if (shown.length > 1) unknown = true;
    items.push(...shown.slice(0, 1).map(toMedia));
  }
  put(post, 'media', items, 'structure');
  if (unknown) delete post.sources['media'];
}
