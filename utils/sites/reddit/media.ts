import type { MediaItem, Post } from '@/utils/domain/post';
import { put, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { own } from './place';
import * as selectors from './selectors';

type Items = Map<string | Element, MediaItem>;

function add(items: Items, kind: MediaItem['kind'], url: string | null, element: Element): void {
  // The same picture comes in several sizes: its own part of the address is the last one.
  const key = kind === 'image' ? (/(\w+)\.\w+(?:[?#]|$)/.exec(url ?? '')?.[1] ?? element) : element;
  if (!items.has(key)) items.set(key, { kind, url, poster: element.getAttribute('poster'), alt: element.getAttribute('alt'), ...drawnSize(element) });
}

const address = (picture: Element): string | null => picture.getAttribute('src') ?? picture.getAttribute('data-lazy-src');

/** Own pictures and videos. Where the page says that there are some but none can be told, the count stays unknown. */
export function readMedia(post: Post, root: Element, page: PageFacts): void {
  const items: Items = new Map();
  for (const player of own(root, selectors.player)) {
    add(items, 'video', address(player), player);
  }
  for (const place of own(root, selectors.gallery)) {
    const picture = place.querySelector(`img:not(${selectors.blurred})`) ?? place.querySelector('img');
    if (picture) add(items, 'image', address(picture), place);
  }
  for (const picture of own(root, selectors.picture)) {
    const out = toUrl(picture.closest('a')?.getAttribute('href'), page);
    const card = out && !/(^|\.)redd(it)?\.(it|com)$/.test(out.hostname);
    if (!card && !picture.matches(selectors.notPicture)) add(items, 'image', address(picture), picture);
  }
  const type = root.getAttribute('post-type') ?? '';
  const stated = root.getAttribute('content-href') ?? root.getAttribute('data-url');
  const target = toUrl(stated ?? own(root, selectors.oldTitle)[0]?.getAttribute('href'), page);
  if (!items.size && stated === null && own(root, selectors.thumbnail).length) return;
  if (!items.size && /^[iv]\.redd\.it$/.test(target?.hostname ?? '')) add(items, target?.hostname === 'v.redd.it' ? 'video' : 'image', target?.href ?? null, root);
  const hidden = /^(?:image|gif|video|gallery|crosspost)$/.test(type) || target?.pathname.startsWith('/gallery/');
  if (items.size || !hidden) put(post, 'media', [...items.values()], 'data');
}
