import { all, outermost, precedes } from '../dom';
import type { PageFacts } from '../site';
import { isFocal, linkOf, nameIn, partOf, placeIn } from './part';
import * as selectors from './selectors';

export function find(root: ParentNode, page: PageFacts): Element[] {
  const found: Element[] = [];
  for (const [, selector] of selectors.post) found.push(...all(root, selector));
  return outermost([...new Set(found)])
    .filter((article) => isPost(article, page))
    .sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** Skeletons and notices are articles too. A post has an address; an advertisement has an author and a row of buttons. */
export function isPost(article: Element, page: PageFacts, part = partOf(article, page)): boolean {
  return Boolean(linkOf(part) ?? (article.querySelector(selectors.bar) && nameIn(part)));
}

export function at(node: Element, page: PageFacts): Element | null {
  let best: Element | null = null;
  for (let up = node.closest(selectors.anyPost); up; up = up.parentElement?.closest(selectors.anyPost) ?? null) best = up;
  return best && find(best, page)[0] === best ? best : null;
}

/** In a thread the post above the main one is what it answers; below it, who answers whom cannot be seen. */
export function parent(post: Element, page: PageFacts): Element | null {
  const posts = find(post.ownerDocument, page);
  const main = posts.findIndex((one) => isFocal(one, placeIn(partOf(one, page), null), page));
  const index = posts.indexOf(post);
  return index > 0 && index <= main ? (posts[index - 1] ?? null) : null;
}
