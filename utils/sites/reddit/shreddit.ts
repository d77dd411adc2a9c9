import type { Post } from '@/utils/domain/post';
import { put, squash } from '../dom';
import type { PageFacts } from '../site';
import { own, timeOf } from './place';
import * as selectors from './selectors';
import { putAuthor, statedAuthor } from './who';
import { putCount, putTime, words } from './words';

/** A post, comment or ad of the current site. */
export function readCurrent(post: Post, root: Element, page: PageFacts): void {
  putAuthor(post, statedAuthor(root, post.id, page));
  readTime(post, root);
  if (post.kind === 'post') {
    const heading = own(root, selectors.title)[0];
    if (!put(post, 'title', squash(root.getAttribute('post-title')), 'data')) put(post, 'title', squash(heading?.textContent), 'structure');
    put(post, 'lang', root.getAttribute('post-language') || null, 'data');
  }
  readWords(post, root);
  putCount(post, 'score', root.getAttribute('score'));
  putCount(post, 'comments', root.getAttribute('comment-count'));
  post.sensitive = root.hasAttribute('nsfw') || root.hasAttribute('spoiler');
}

function readTime(post: Post, root: Element): void {
  const shown = own(root, selectors.anyTime).filter((one) => !one.closest(selectors.anyBody));
  const stated = timeOf(root.getAttribute('created-timestamp') ?? root.getAttribute('created'));
  const machine = stated ?? shown.map((one) => timeOf(one.getAttribute('datetime') ?? one.getAttribute('ts'))).find(Boolean) ?? null;
  putTime(post, machine, stated ? 'data' : 'structure');
  put(post, 'shownTime', squash((shown.find((one) => one.matches(selectors.time)) ?? shown[0])?.textContent), 'data');
}

/** A comment's answers lie inside it, and a deleted comment's body holds the platform's words. */
function readWords(post: Post, root: Element): void {
  const gone = root.hasAttribute('deleted') || root.hasAttribute('is-comment-deleted') || (root.hasAttribute('author') && !post.handle);
  const rich = post.id ? own(root, selectors.rich(post.id))[0] : undefined;
  const body = rich ?? (gone ? undefined : own(root, post.kind === 'comment' ? selectors.words : selectors.postBody)[0]);
  if (put(post, 'text', words(body), rich ? 'data' : 'structure')) post.truncated = Boolean(body?.closest(selectors.preview) ?? body?.querySelector(selectors.preview));
}
