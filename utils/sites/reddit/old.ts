import type { Post } from '@/utils/domain/post';
import { isoTime, put, squash } from '../dom';
import { own, timeOf } from './place';
import * as selectors from './selectors';
import { oldAuthor, putAuthor } from './who';
import { putCount, putTime, words } from './words';

/** A post, comment or message in the old look. */
export function readOld(post: Post, root: Element): void {
  putAuthor(post, oldAuthor(root));
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
