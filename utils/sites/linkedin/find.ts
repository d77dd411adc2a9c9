import { all, outermost, precedes } from '../dom';
import type { PageFacts } from '../site';
import { onceATurn } from '../turn';
import { firstAuthor, urnOf } from './part';
import * as selectors from './selectors';

export function find(root: ParentNode, page: PageFacts): Element[] {
  const posts = new Set([...all(root, selectors.update), ...all(root, selectors.article)]);
  for (const token of all(root, selectors.token)) {
    const row = rowOf(token, page);
    if (row) posts.add(row);
  }
  return [...outermost([...posts]), ...all(root, selectors.anyComment)]
    .filter((post) => isPost(post, page))
    .sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** The post around a packed id: its row, else the smallest element that also names an author. */
function rowOf(token: Element, page: PageFacts): Element | null {
  const row = token.closest(selectors.row);
  if (row) return row;
  for (let up = token.parentElement; up && up !== up.ownerDocument.body; up = up.parentElement) {
    if (up.querySelectorAll(selectors.token).length > 1) return null;
    if (firstAuthor(up, page)) return up;
  }
  return null;
}

/** Courses, suggestions and rows that are still empty have no urn of a post, or no author. */
const isPost = (post: Element, page: PageFacts): boolean => urnOf(post) !== null && firstAuthor(post, page) !== null;

export function at(node: Element, page: PageFacts): Element | null {
  const comment = node.closest(selectors.anyComment);
  if (comment && isPost(comment, page)) return comment;
  const around: Element[] = [];
  for (let up = node.closest(selectors.anyPost); up; up = up.parentElement?.closest(selectors.anyPost) ?? null) if (!up.matches(selectors.anyComment)) around.push(up);
  const best = around.findLast((up) => isPost(up, page)) ?? null;
  if (best || node.closest(selectors.row)) return best;
  return found(node.ownerDocument, page).find((post) => post.contains(node)) ?? null;
}

const found = onceATurn((doc, page: PageFacts) => find(doc, page));

/** What a comment answers: the comment around it, else the post. */
export function parent(post: Element, page: PageFacts): Element | null {
  return post.matches(selectors.anyComment) && post.parentElement ? at(post.parentElement, page) : null;
}
