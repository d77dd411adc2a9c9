import type { Post } from '@/utils/domain/post';
import { isoTime, put, squash } from '../dom';
import { handleOf, own, timeOf } from './place';
import * as selectors from './selectors';
import { putCount, putTime, words } from './words';

/** A post, comment or message in the old look. */
export function readOld(post: Post, root: Element): void {
  const links = own(root, selectors.oldAuthor);
  const stated = root.getAttribute('data-author');
  if (!put(post, 'handle', handleOf(stated), 'data') && stated === null) put(post, 'handle', handleOf(squash(links[0]?.textContent)), 'structure');
  const link = links.find((one) => squash(one.textContent) === post.handle);
  const fullname = root.getAttribute('data-author-fullname');
  const id = selectors.userId.test(fullname ?? '') ? fullname : selectors.userClass.exec(link?.getAttribute('class') ?? '')?.[1];
  put(post, 'userId', id, 'data');
  readTime(post, root);
  if (post.kind !== 'comment') put(post, 'title', squash(own(root, selectors.oldTitle)[0]?.textContent), 'structure');
  put(post, 'text', words(own(root, selectors.oldBody)[0]), 'structure');
  post.truncated = !post.text && own(root, selectors.oldFolded).length > 0;
  post.sensitive = root.getAttribute('data-nsfw') === 'true' || root.getAttribute('data-spoiler') === 'true';
  putCount(post, 'comments', root.getAttribute('data-comments-count'));
  readScore(post, root);
}

/** The second time of an edited post is that of the edit. */
function readTime(post: Post, root: Element): void {
  const time = own(root, selectors.time).find((one) => !one.closest(selectors.anyBody));
  const stamp = root.getAttribute('data-timestamp');
  const machine = timeOf(time?.getAttribute('datetime')) ?? isoTime(Number(stamp) || null);
  putTime(post, machine, 'data');
  put(post, 'shownTime', squash(time?.textContent), 'data');
}

/** Three scores stand there, for each way she may have voted; the entry's class tells which one is shown. */
function readScore(post: Post, root: Element): void {
  const vote = selectors.oldVote.exec(own(root, selectors.oldEntry)[0]?.getAttribute('class') ?? '')?.[1] ?? 'unvoted';
  const shown = own(root, selectors.oldScore(vote))[0];
  putCount(post, 'score', root.getAttribute('data-score') ?? shown?.getAttribute('title'));
}
