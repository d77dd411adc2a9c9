import { blankPost, type Post } from '@/utils/domain/post';
import { isoTime, outermost, precedes, put, putTimes, squash, textOf } from '../dom';
import { drawnSize } from '../measure';
import { codeTime } from '../instagram/code';
import type { PageFacts } from '../site';
import { own, placeOf, quoteIn, timeLink } from './parts';
import * as selectors from './selectors';

export function read(root: Element, page: PageFacts): Post {
  const post = blankPost();
  const found = timeLink(root, page);
  if (!found) return post;
  const { link, place } = found;
  put(post, 'handle', place.handle, 'data');
  put(post, 'profileUrl', `${page.url.origin}/@${place.handle}`, 'id');
  put(post, 'id', place.code, 'data');
  put(post, 'permalink', place.url, 'data');
  const time = link.querySelector(selectors.time);
  putTimes(post, isoTime(time?.getAttribute('datetime')), 'data', codeTime(place.code));
  put(post, 'shownTime', squash(time?.textContent), 'data');
  readWords(post, root, link);
  readMedia(post, root, place.code, page);
  post.focal = placeOf(page.url.href, page)?.code === place.code;
  const quote = quoteIn(root, page);
  if (quote) put(post, 'quoted', read(quote, page), 'data');
  return post;
}

const plain = (element: Element): string => textOf(element, { skip: `${selectors.button},${selectors.hidden}`, line: 'div,li' }) ?? '';

/** The longest piece of running words behind the time. Labels of links and buttons are none, nor is a name. */
function readWords(post: Post, root: Element, link: Element): void {
  const pieces = outermost(own(root, selectors.words)).filter((one) => precedes(link, one) && !one.contains(link) && !isLabel(one, root) && !leadsOnly(one));
  const longest = pieces.reduce<Element | null>((best, one) => (plain(one).length > (best ? plain(best).length : 0) ? one : best), null);
  // On a page without a single button its labels could not be told from words.
  if (!longest?.ownerDocument.querySelector(selectors.button)) return;
  put(post, 'text', plain(longest), 'structure');
  const more = [...longest.querySelectorAll(selectors.button)];
  post.truncated = more.some((one) => squash(one.textContent));
}

function isLabel(element: Element, root: Element): boolean {
  for (let up = element.parentElement; up && up !== root; up = up.parentElement) if (up.matches(selectors.control)) return true;
  return false;
}

/** Nothing but one link of the site: a topic, a name. Words that only mention somebody stand apart from that by an `@` or `#`. */
const leadsOnly = (element: Element): boolean => {
  const inside = element.querySelector('a');
  const text = squash(element.textContent);
  return inside !== null && text === squash(inside.textContent) && !/^[@#]|^https?:|\.\w/.test(text ?? '');
};

/** Pictures and films of the post; faces and the pictures of link cards lead elsewhere. */
function readMedia(post: Post, root: Element, code: string, page: PageFacts): void {
  const shown = own(root, selectors.media).filter((one) => {
    const link = one.closest('a');
    return !link || !root.contains(link) || placeOf(link.getAttribute('href'), page)?.code === code;
  });
  const videos = shown.filter((one) => one.localName === 'video');
  // Without any button on the page a film's still could not be told from a picture.
  if (videos.length && videos.length < shown.length && !root.ownerDocument.querySelector(selectors.button)) return;
  const stills = new Set(videos.map((one) => one.closest('a,picture,[role="button"]')?.querySelector('img')));
  const items = shown.filter((one) => !stills.has(one as HTMLImageElement)).map((one) => ({
    kind: one.localName === 'video' ? ('video' as const) : ('image' as const),
    url: one.getAttribute('src'),
    poster: one.getAttribute('poster'),
    alt: one.getAttribute('alt') ?? one.getAttribute('aria-label'),
    ...drawnSize(one),
  }));
  put(post, 'media', items, 'structure');
}
