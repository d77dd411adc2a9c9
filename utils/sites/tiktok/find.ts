import { all, precedes } from '../dom';
import type { PageFacts } from '../site';
import { onceATurn } from '../turn';
import { answered, authorIn, commentAround, playerIn } from './part';
import * as selectors from './selectors';

export function find(root: ParentNode, page: PageFacts): Element[] {
  const found = new Set(all(root, selectors.slot).filter((slot) => isVideo(slot, page)));
  for (const player of all(root, selectors.player)) {
    const around = player.closest(selectors.slot) ? null : videoAround(player, page);
    if (around) found.add(around);
  }
  for (const words of all(root, selectors.commentText)) {
    const comment = commentAround(words, page);
    if (comment) found.add(comment);
  }
  return [...found].sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** Most slots of the feed are empty until one comes near them. */
const isVideo = (slot: Element, page: PageFacts): boolean =>
  !slot.parentElement?.closest(selectors.slot) && authorIn(slot, page) !== null && (playerIn(slot) !== null || slot.querySelector(`${selectors.desc},video`) !== null);

/** A video that stands alone on its page: the smallest element that has its words and its author too. */
function videoAround(player: Element, page: PageFacts): Element | null {
  for (let up = player.parentElement; up && up !== up.ownerDocument.body; up = up.parentElement) {
    if (up.querySelectorAll(selectors.player).length > 1 || up.querySelector(selectors.commentText)) return null;
    if (up.querySelector(selectors.desc) && authorIn(up, page)) return up;
  }
  return null;
}

export function at(node: Element, page: PageFacts): Element | null {
  const slot = node.closest(selectors.slot);
  if (slot && isVideo(slot, page)) return slot;
  const words = slot ? [] : node.querySelectorAll(selectors.commentText);
  // Neither a comment nor a lone video holds more than one comment's words.
  if (words.length > 1) return null;
  if (words[0]) {
    const comment = commentAround(words[0], page);
    return comment?.contains(node) ? comment : null;
  }
  const posts = found(node.ownerDocument, page);
  let best: Element | null = null;
  for (let up: Element | null = node; up; up = up.parentElement) if (posts.has(up)) best = up;
  return best;
}

const found = onceATurn((doc, page: PageFacts) => new Set(find(doc, page)));

export const parent = (post: Element, page: PageFacts): Element | null => answered(post, page);
