import type { Tier } from '@/utils/domain/post';
import { isoTime, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

/** Names of the things that an address is about, `t3_…` and `t1_…`; null where it is about none. */
export function placeOf(url: URL | null): { post: string | null; comment: string | null } {
  const match = selectors.path.exec(url?.pathname ?? '');
  return { post: match?.[1] ? `t3_${match[1]}` : null, comment: match?.[2] ? `t1_${match[2]}` : null };
}

/** Elements of this post, not of an answer inside it. */
export const own = (root: Element, selector: string): Element[] =>
  [...root.querySelectorAll(selector)].filter((element) => element.closest(selectors.anyPost) === root);

/** The first of them that fits. Most stand above all answers: those are looked through only where the first is not it. */
export function firstOwn(root: Element, selector: string, fits: (element: Element) => boolean): Element | undefined {
  const first = root.querySelector(selector);
  if (!first || (first.closest(selectors.anyPost) === root && fits(first))) return first ?? undefined;
  return own(root, selector).find(fits);
}

const valid = (name: string | null): string | null => (selectors.id.test(name ?? '') ? name : null);

/** The address of a post, as the page links it; null where it links none. */
export function addressOf(root: Element, page: PageFacts): URL | null {
  for (const name of ['permalink', 'data-permalink', 'href']) {
    const url = toUrl(root.getAttribute(name), page);
    if (url && placeOf(url).post) return url;
  }
  const links = root.matches(selectors.profileComment) ? own(root, selectors.commentLink) : own(root, selectors.oldPermalink);
  const urls = links.filter((link) => !link.closest(selectors.anyBody)).map((link) => toUrl(link.getAttribute('href'), page));
  return urls.find((url) => placeOf(url).comment) ?? urls.find((url) => placeOf(url).post) ?? null;
}

/** The post's own full name, `t1_…` (comment), `t3_…` (post) or `t4_…` (message): as stated, else by its address. */
export function nameOf(root: Element, page: PageFacts): { name: string; tier: Tier } | null {
  for (const attribute of root.matches(selectors.post) ? ['id'] : ['data-fullname', 'thingid', 'thing-id']) {
    const name = valid(root.getAttribute(attribute));
    if (name) return { name, tier: 'data' };
  }
  const place = placeOf(addressOf(root, page));
  const name = valid(root.matches(selectors.post) ? place.post : (place.comment ?? place.post));
  return name ? { name, tier: 'structure' } : null;
}

/** Reddit's times have six digits of seconds and an offset without a colon, which not every browser reads. */
export const timeOf = (value: string | null | undefined): string | null =>
  isoTime(value?.replace(/(\.\d{3})\d+/, '$1').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

/** An account's name, or null for `[deleted]` and the like. */
export const handleOf = (name: string | null | undefined): string | null => (selectors.handle.test(name ?? '') ? (name ?? null) : null);
