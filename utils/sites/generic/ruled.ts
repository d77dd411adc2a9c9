import type { PageRule } from '@/utils/domain/taught';
import { all } from '../dom';
import * as sel from './selectors';

/** Such parts of this post that lie in no post inside it. */
export function ownParts(post: Element, at: string, selector: string | null): Element[] {
  return selector === null ? [] : [...post.querySelectorAll(selector)].filter((part) => part.parentElement?.closest(at) === post);
}

export const ownPart = (post: Element, at: string, selector: string | null): Element | null => ownParts(post, at, selector)[0] ?? null;

type Parts = Pick<PageRule, 'post' | 'name' | 'time' | 'words'>;

/** A post names somebody or a moment, where the example did, and says or shows something: what stands between posts does not. */
export function isLikeExample(element: Element, rule: Parts): boolean {
  const has = (selector: string | null): boolean => ownPart(element, rule.post, selector) !== null;
  const signed = rule.name === null && rule.time === null ? true : has(rule.name) || (rule.name === null && has(rule.time));
  return signed && (has(rule.words) || has(sel.picture));
}

/** Posts by the rule, in document order. What lies in a menu or beside the page counts only where all of them do. */
export function ruledPosts(root: ParentNode, rule: Parts): Element[] {
  const found = all(root, rule.post).filter((element) => isLikeExample(element, rule));
  const inside = found.filter((element) => !element.closest(sel.outside));
  return inside.length > 0 ? inside : found;
}
