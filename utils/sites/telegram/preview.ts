import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, isoTime, put, putTimes, squash, textOf } from '../dom';
import { drawnSize } from '../measure';
import * as selectors from './selectors';

/** The channel's name, and the post's number. */
export const previewPlace = (message: Element): RegExpExecArray | null => selectors.previewPath.exec(message.getAttribute('data-post') ?? '');

/** A post of a public channel, which is everybody's to see: it has an address and an exact time. */
export function readPreview(message: Element): Post {
  const post = blankPost('post');
  const place = previewPlace(message);
  put(post, 'handle', place?.[1], 'data');
  put(post, 'id', place?.[2], 'data');
  if (place) {
    put(post, 'permalink', `https://t.me/${place[0]}`, 'data');
    put(post, 'profileUrl', `https://t.me/${place[1]}`, 'data');
  }
  const times = [...message.querySelectorAll(selectors.previewTime)].filter((one) => !one.closest(selectors.previewNotText) && one.closest('a')?.getAttribute('href')?.split('?')[0]?.endsWith(`/${place?.[0]}`));
  const time = times.at(-1);
  putTimes(post, isoTime(time?.getAttribute('datetime')), 'data', null);
  put(post, 'shownTime', squash(time?.textContent), 'data');
  put(post, 'displayName', cleanName(textOf(message.querySelector(selectors.previewOwner))), 'structure');
  const words = [...message.querySelectorAll(selectors.previewText)].find((one) => !one.closest(selectors.previewNotText));
  if (words) put(post, 'text', textOf(words), 'structure');
  if (!message.querySelector(selectors.previewBody)) return post;
  const items = [...message.querySelectorAll(selectors.previewMedia)].map((box) => ({
    kind: box.querySelector('video') ? ('video' as const) : ('image' as const),
    url: box.querySelector('video')?.getAttribute('src') ?? /url\(['"]?([^'")]+)/.exec(box.getAttribute('style') ?? '')?.[1] ?? null,
    poster: null, alt: null, ...drawnSize(box),
  }));
  put(post, 'media', items, 'structure');
  return post;
}
