import { squash, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

export interface Person {
  handle: string | null;
  userId: string | null;
  url: string;
}

const urlOf = (link: string | null, page: PageFacts): URL | null => {
  const url = toUrl(link, page);
  return url && selectors.host.test(url.hostname) ? url : null;
};

/** Whom a link leads to, or null: a page of the site, a post, another site. */
export function personOf(link: Element, page: PageFacts): Person | null {
  const url = urlOf(link.getAttribute('href'), page);
  if (!url) return null;
  const { pathname: path } = url;
  const number = path === '/profile.php' ? url.searchParams.get('id') : selectors.numberPath.exec(path)?.[1];
  if (number && /^\d+$/.test(number)) return { handle: null, userId: number, url: `${url.origin}/profile.php?id=${number}` };
  const handle = selectors.handlePath.exec(path)?.[1];
  return handle && !selectors.notPeople.test(handle) ? { handle, userId: null, url: `${url.origin}/${handle}` } : null;
}

/** A link that shows a name, not a picture. */
export const isName = (link: Element, page: PageFacts): boolean => squash(link.textContent) !== null && personOf(link, page) !== null;

export interface Place {
  /** The post's; a photo's own where the address is a photo's. */
  id: string;
  /** Of a comment, or of a reply. */
  comment: string | null;
  /** The comment that a reply belongs to. */
  under: string | null;
  url: string;
}

/** The number of a comment: plain, or in base64 behind `comment:POST_`. */
export function commentNumber(value: string | null): string | null {
  if (!value || /^\d+$/.test(value)) return value || null;
  try {
    return /^\w+:\w+_(\d+)$/.exec(atob(value))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Where a post's or a comment's own link leads, without what follows people around; null for any other link. */
export function placeOf(href: string | null, page: PageFacts): Place | null {
  const url = urlOf(href, page);
  if (!url) return null;
  const query = selectors.postQuery.find(([path]) => path.test(url.pathname));
  const id = query ? url.searchParams.get(query[1]) : selectors.postPath.exec(url.pathname)?.[1];
  if (!id || !/^(?:pfbid\w+|\d+)$/.test(id)) return null;
  const comment = commentNumber(url.searchParams.get('comment_id'));
  const reply = commentNumber(url.searchParams.get('reply_comment_id'));
  const search = new URLSearchParams([...url.searchParams].filter(([name]) => selectors.kept.has(name))).toString();
  return { id, comment: reply ?? comment, under: reply ? comment : null, url: url.origin + url.pathname + (search && `?${search}`) };
}

/** The comment's number that a link to its author carries. */
export const numberIn = (link: Element, page: PageFacts): string | null => {
  const params = urlOf(link.getAttribute('href'), page)?.searchParams;
  return commentNumber(params?.get('reply_comment_id') ?? params?.get('comment_id') ?? null);
};
