import { all } from '../dom';
import type { PageFacts } from '../site';
import { nameOf, own, placeOf } from './place';
import * as selectors from './selectors';

export const find = (root: ParentNode, page: PageFacts): Element[] => all(root, selectors.anyPost).filter((element) => isPost(element, page));

/** "More comments", communities and people stand in the same lists. */
function isPost(element: Element, page: PageFacts): boolean {
  if (/^(?:more|sub|acc)/.test(element.getAttribute('data-type') ?? '')) return false;
  if (!element.matches(selectors.current) && !element.hasAttribute('data-author') && !own(element, selectors.oldParts).length) return false;
  return !element.closest(selectors.hidden) && nameOf(element, page) !== null;
}

export function at(node: Element, page: PageFacts): Element | null {
  const found = node.closest(selectors.anyPost);
  return found && isPost(found, page) ? found : null;
}

/** The name of what a comment answers, where the page states it; a lone comment's page does not say it in the old look. */
export function answered(post: Element, page: PageFacts): string | null {
  if (post.matches(selectors.current)) return post.getAttribute('parentid') ?? post.getAttribute('postid');
  if (!nameOf(post, page)?.name.startsWith('t1_')) return null;
  const above = post.parentElement?.closest(selectors.thing);
  if (above) return nameOf(above, page)?.name ?? null;
  const here = placeOf(page.url);
  return here.comment ? null : here.post;
}

export function parent(post: Element, page: PageFacts): Element | null {
  const name = answered(post, page);
  if (!name) return null;
  const above = post.parentElement?.closest(selectors.anyPost);
  if (above && nameOf(above, page)?.name === name) return above;
  return all(page.doc, selectors.anyPost).find((one) => one !== post && nameOf(one, page)?.name === name) ?? null;
}
