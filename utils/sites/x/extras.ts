import type { MediaItem, Post, Tier } from '@/utils/domain/post';
import { numberIn, profileId, profilesBy, put, toUrl } from '../dom';
import { drawnSize } from '../measure';
import { onceATurn, onceAWhile } from '../turn';
import type { PageFacts } from '../site';
import { own, type Part } from './part';
import * as selectors from './selectors';

/** Own pictures and videos. A picture that is none of the known kinds makes the count unknown, not smaller. */
export function readMedia(post: Post, part: Part): void {
  const items = new Map<string | Element, MediaItem>();
  let unknown = false;
  const films = own(part, 'video');
  for (const element of own(part, 'img,video')) {
    const video = element.localName === 'video';
    const src = element.getAttribute(video ? 'poster' : 'src') ?? '';
    if (isOther(element, src, part)) continue;
    const place = video ? null : element.closest(selectors.filmBox);
    if (place && films.some((film) => place.contains(film))) continue;
    const box = element.closest(selectors.photoBox);
    if (!video && !box && !selectors.mediaPath.test(src) && !element.matches(selectors.photoLink)) {
      unknown = true;
      continue;
    }
    const key = /^(?:data:|$)/.test(src) ? (box ?? element) : src.replace(/[?#].*$/, '').replace(/\.\w+$/, '');
    const old = items.get(key);
    if (old && !video) continue;
    items.set(key, {
      kind: /tweet_video_thumb/.test(src) ? 'gif' : video || /_video_thumb\//.test(src) ? 'video' : 'image',
      url: video ? (element.getAttribute('src') ?? element.querySelector('source')?.getAttribute('src') ?? null) : src,
      poster: video ? src || null : null,
      alt: element.getAttribute('alt') ?? element.getAttribute('aria-label'),
      ...drawnSize(element),
    });
  }
  // Where the quote's edge is only guessed, pictures may be either's.
  if (!part.sure && (items.size || unknown || part.quote?.querySelector('img,video'))) return;
  if (items.size || !unknown) put(post, 'media', [...items.values()], 'data');
  if (unknown) delete post.sources['media'];
}

/** Avatars, badges, emoji and the pictures of link cards. */
function isOther(element: Element, src: string, part: Part): boolean {
  if (selectors.notMedia.test(src) || element.closest(selectors.notMediaBox)) return true;
  const link = toUrl(element.closest('a')?.getAttribute('href'), part.page);
  return link !== null && (!selectors.host.test(link.hostname) || /^\/\w{1,15}$/.test(link.pathname));
}

/** The numbers behind the buttons are exact in their labels, shortened in their texts. */
export function readCounts(post: Post, part: Part): void {
  for (const [name, selector] of Object.entries(selectors.counts)) {
    const button = part.root.querySelector(selector);
    const count = numberIn(button?.getAttribute('aria-label'));
    if (count !== null) post.counts[name] = count;
  }
}

/** The account's number, where the page holds it for this very handle: its profile's data, or a follow button beside its name. */
export function userIdOf(handle: string, page: PageFacts): { id: string; tier: Tier } | null {
  const meta = profileId(page.doc, selectors.profileData, handle);
  if (meta && /^\d+$/.test(meta)) return { id: meta, tier: 'meta' };
  const id = followable(page.doc, page).get(handle.toLowerCase());
  return id === undefined ? null : { id, tier: 'testid' };
}

/** Handles in lower case and their numbers, by the follow buttons of the page; the first of a handle counts. */
function buttons(doc: Document, page: PageFacts): Map<string, string> {
  const all = new Map<string, string>();
  for (const button of doc.querySelectorAll(selectors.follow)) {
    const id = selectors.followId.exec(button.getAttribute('data-testid') ?? '')?.[1];
    const owner = id ? ownerOf(button, page)?.toLowerCase() : undefined;
    if (id && owner && !all.has(owner)) all.set(owner, id);
  }
  return all;
}

const followable = onceATurn(buttons);

const lately = onceAWhile((doc: Document, page: PageFacts) => ({ stated: profilesBy(selectors.profileData, doc), beside: buttons(doc, page) }));

/** As `userIdOf`, by what the page held half a second ago. */
export function userIdLately(handle: string, page: PageFacts): string | null {
  const { stated, beside } = lately(page.doc, page);
  const id = stated.get(handle.toLowerCase());
  return (id && /^\d+$/.test(id) ? id : beside.get(handle.toLowerCase())) ?? null;
}

/** Whose button it is: the only handle linked from the nearest element that links to any. */
function ownerOf(button: Element, page: PageFacts): string | null {
  const labelled = /(?:^|[^\w@])@(\w{1,15})(?!\w)/.exec(button.getAttribute('aria-label') ?? '')?.[1];
  if (labelled) return labelled;
  for (let up = button.parentElement; up && !up.matches('main,body'); up = up.parentElement) {
    const handles = new Set<string>();
    for (const link of up.querySelectorAll('a[href]')) {
      const url = toUrl(link.getAttribute('href'), page);
      const name = url?.origin === page.url.origin && /^\/(\w{1,15})(?:\/|$)/.exec(url.pathname)?.[1]?.toLowerCase();
      if (name && !selectors.notHandles.has(name)) handles.add(name);
    }
    if (handles.size) return handles.size === 1 ? ([...handles][0] ?? null) : null;
  }
  return null;
}
