import type { Post, Tier } from '@/utils/domain/post';
import { put, squash } from '../dom';
import type { PageFacts } from '../site';
import { firstOwn, handleOf, own } from './place';
import * as selectors from './selectors';

export interface Author { handle: string | null; tier: Tier; userId: string | null }

export function putAuthor(post: Post, { handle, tier, userId }: Author): void {
  put(post, 'handle', handle, tier);
  put(post, 'userId', userId, 'data');
}

const isId = (id: string | null): boolean => selectors.userId.test(id ?? '');

/** Of a post, comment or ad of the current site; `id` is its own. */
export function statedAuthor(root: Element, id: string | null, page: PageFacts): Author {
  // What belongs to another comment says so.
  const mine = (one: Element): boolean => [null, id].includes(one.getAttribute('comment-id'));
  const stated = root.getAttribute('author');
  const named = handleOf(stated) ?? handleOf(stated === null ? firstOwn(root, selectors.authorName, mine)?.getAttribute('author-name') : null);
  const handle = named ?? (root.matches(selectors.profileComment) ? handleOf(selectors.profilePath.exec(page.url.pathname)?.[1]) : null);
  const beside = (one: Element): boolean => isId(one.getAttribute('author-id')) && [null, handle].includes(one.getAttribute('author-name')) && mine(one) && !one.closest(selectors.anyBody);
  const own = root.getAttribute('author-id');
  const userId = isId(own)
    ? own
    : (firstOwn(root, selectors.authorId, beside)?.getAttribute('author-id') ?? firstOwn(root, selectors.flair, (one) => isId(one.getAttribute('userid')))?.getAttribute('userid') ?? null);
  return { handle, tier: named === null ? 'address' : 'data', userId };
}

/** Of a post, comment or message in the old look. */
export function oldAuthor(root: Element): Author {
  const stated = root.getAttribute('data-author');
  const links = stated === null ? own(root, selectors.oldAuthor) : null;
  const handle = handleOf(stated ?? squash(links?.[0]?.textContent));
  const fullname = root.getAttribute('data-author-fullname');
  const link = isId(fullname) ? null : (links ?? own(root, selectors.oldAuthor)).find((one) => squash(one.textContent) === handle);
  const userId = isId(fullname) ? fullname : (selectors.userClass.exec(link?.getAttribute('class') ?? '')?.[1] ?? null);
  return { handle, tier: stated === null ? 'structure' : 'data', userId };
}
