import { all, outermost, precedes } from '../dom';
import type { PageFacts } from '../site';
import { focalAddress, handleLeaf, linkAddress, own, quoteBox } from './place';
import * as selectors from './selectors';

export function find(root: ParentNode, page: PageFacts): Element[] {
  const named = all(root, selectors.item);
  const candidates = new Set(named);
  // Rows whose test id was renamed: a box around a post's own link, or whatever holds the main post's lists.
  for (const link of all(root, selectors.permalink)) {
    if (link.closest(selectors.item)) continue;
    let box = link.closest(selectors.box);
    for (let up = box; up; up = up.parentElement?.closest(selectors.box) ?? null) box = up;
    if (box) candidates.add(box);
  }
  const main = mainRow(root, page);
  if (main) candidates.add(main);
  return outermost([...candidates])
    .filter((row) => !row.closest(selectors.hidden) && isPost(row, page))
    .sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** The main post by its shape: the smallest element around its lists (or its menu) that also names its author. */
function mainRow(root: ParentNode, page: PageFacts): Element | null {
  const marks = all(root, selectors.focalLinks).filter((link) => !link.closest(selectors.box));
  const start = marks[0] ?? all(root, selectors.menuButton).find((button) => !button.closest(selectors.box) && selectors.permalinkPath.test(page.url.pathname));
  if (!start || start.closest(selectors.item)) return null;
  for (let up = start.parentElement; up && up !== up.ownerDocument.body; up = up.parentElement) {
    if (up.querySelector(selectors.permalink) && !up.querySelector(selectors.box)) return null;
    if (!up.querySelector(selectors.profileLink) || !handleLeaf(up, null)) continue;
    return focalAddress(up, quoteBox(up), page) && !up.querySelector(selectors.item) ? up : null;
  }
  return null;
}

/** Notices of follows and likes carry the same test ids, but nothing that is a post's own address. */
function isPost(row: Element, page: PageFacts): boolean {
  const quote = quoteBox(row);
  if (linkAddress(row, quote, page)) return true;
  return Boolean(handleLeaf(row, null, quote) && (row.matches(selectors.threadItem) || own(row, selectors.menuButton, quote).length) && focalAddress(row, quote, page));
}

export function at(node: Element, page: PageFacts): Element | null {
  const row = node.closest(selectors.item);
  if (row) return isPost(row, page) ? row : null;
  // Looking at the whole page is dear: only where the test ids are gone.
  if (node.ownerDocument.querySelector(selectors.item)) return null;
  return find(node.ownerDocument, page).find((post) => post.contains(node)) ?? null;
}

/** The post above the main one, which it answers. What stands below is flat: who answers whom cannot be seen. */
export function parent(post: Element, page: PageFacts): Element | null {
  if (linkAddress(post, quoteBox(post), page)) return null;
  const posts = find(post.ownerDocument, page);
  return posts[posts.indexOf(post) - 1] ?? null;
}
