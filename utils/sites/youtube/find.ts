import { all, squash } from '../dom';
import type { PageFacts } from '../site';
import { authorOf, keyOf, messageIdOf, own } from './place';
import * as selectors from './selectors';

/** The same comment or message can stand twice (folded and open answers, a pinned message): the first that is no copy counts. */
export function find(root: ParentNode, page: PageFacts): Element[] {
  const rows = all(root, selectors.anyPost).filter((row) => isPost(row, page));
  const best = new Map<string, Element>();
  for (const row of rows) {
    const key = keyOf(row, page);
    const old = key === null ? undefined : best.get(key);
    if (key !== null && (!old || (old.closest(selectors.pinned) && !row.closest(selectors.pinned)))) best.set(key, row);
  }
  return rows.filter((row) => {
    const key = keyOf(row, page);
    return key === null || best.get(key) === row;
  });
}

/** Rows still loading have neither an address nor a name. */
function isPost(row: Element, page: PageFacts): boolean {
  if (row.closest(selectors.hidden)) return false;
  // A pinned copy that cannot be matched with its original would stand there twice.
  if (row.matches(selectors.message)) return squash(row.textContent) !== null && (!row.closest(selectors.pinned) || messageIdOf(row) !== null);
  return keyOf(row, page) !== null || authorOf(row, page) !== null || own(row, selectors.anyText).some((words) => squash(words.textContent));
}

export function at(node: Element, page: PageFacts): Element | null {
  const row = node.closest(selectors.anyPost);
  return row && isPost(row, page) ? row : null;
}

/** An answer stands in its thread's box of answers; the comment it answers is the first of that thread. */
export function parent(row: Element, page: PageFacts): Element | null {
  if (!row.matches(selectors.comment)) return null;
  for (let box = row.closest(selectors.replies); box; box = box.parentElement?.closest(selectors.replies) ?? null) {
    const first = box.parentElement?.closest(selectors.thread)?.querySelector(selectors.comment);
    if (first && first !== row && !box.contains(first)) return isPost(first, page) ? first : null;
  }
  return null;
}
