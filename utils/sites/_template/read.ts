import { blankPost, type Post } from '@/utils/domain/post';
import { all, cleanName, isoTime, outermost, pick, put, textOf, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

/** Placeholders and notices often look like posts: what has no address of its own is none. */
export function find(root: ParentNode): Element[] {
  return outermost(all(root, selectors.post)).filter((post) => post.querySelector(selectors.permalink));
}

export function at(node: Element): Element | null {
  let best: Element | null = null;
  for (let up = node.closest(selectors.post); up; up = up.parentElement?.closest(selectors.post) ?? null) best = up;
  return best;
}

/** Reads one post. What the page does not hold stays null; `put` notes where each value was found. */
export function read(root: Element, page: PageFacts): Post {
  const post = blankPost();
  const quote = root.querySelector(selectors.quote);
  const own = (element: Element): boolean => !quote?.contains(element);

  const link = pick(root, [['structure', selectors.permalink]], own)?.found[0];
  const url = toUrl(link?.getAttribute('href'), page);
  const place = url && selectors.permalinkPath.exec(url.pathname);
  if (url && place) {
    put(post, 'handle', place[1], 'structure');
    put(post, 'id', place[2], 'structure');
    put(post, 'permalink', url.origin + url.pathname, 'structure');
  }

  const author = pick(root, [['structure', selectors.author]], own)?.found[0];
  put(post, 'displayName', cleanName(textOf(author ?? null)), 'structure');
  const time = pick(root, [['data', selectors.time]], own)?.found[0];
  put(post, 'machineTime', isoTime(time?.getAttribute('datetime')), 'data');
  put(post, 'postedAt', post.machineTime, 'data');

  const words = pick(root, selectors.text, own);
  if (words) put(post, 'text', textOf(words.found[0] ?? null), words.tier);
  const media = [...root.querySelectorAll(selectors.media)].filter(own).map((element) => ({
    kind: element.localName === 'video' ? ('video' as const) : ('image' as const),
    url: element.getAttribute('src'),
    poster: element.getAttribute('poster'),
    alt: element.getAttribute('alt'),
    ...drawnSize(element),
  }));
  put(post, 'media', media, 'structure');
  if (quote) put(post, 'quoted', read(quote, page), 'structure');
  return post;
}
