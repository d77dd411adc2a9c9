import { toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

/** The author's link: the first one to an account, outside of the words. */
export function authorIn(root: Element, page: PageFacts): { link: Element; handle: string } | null {
  for (const link of root.querySelectorAll(selectors.author)) {
    if (link.closest(selectors.desc) || link.closest(selectors.commentText)) continue;
    const handle = selectors.authorPath.exec(toUrl(link.getAttribute('href'), page)?.pathname ?? '')?.[1];
    if (handle) return { link, handle: handle };
  }
  return null;
}

/** The video's number, as its player has it. */
export const playerIn = (root: Element): string | null => selectors.playerId.exec(root.querySelector(selectors.player)?.id ?? '')?.[1] ?? null;

/** The smallest element around a comment's words that names its author; none where another comment comes in before. */
export function commentAround(words: Element, page: PageFacts): Element | null {
  for (let up = words.parentElement; up && up !== up.ownerDocument.body; up = up.parentElement) {
    if (up.querySelectorAll(selectors.commentText).length > 1) return null;
    if (authorIn(up, page) && up.querySelector(selectors.commentName)) return up;
  }
  return null;
}

/** The comment that a reply stands under: the first of its thread. A reply may have a box of the same name of its own. */
export function answered(comment: Element, page: PageFacts): Element | null {
  const words = comment.querySelector(selectors.reply);
  for (let thread = words?.closest(selectors.thread); thread; thread = thread.parentElement?.closest(selectors.thread)) {
    const first = thread.querySelector(selectors.commentText);
    if (first && !first.matches(selectors.reply)) return commentAround(first, page);
  }
  return null;
}
