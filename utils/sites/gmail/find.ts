import { all, outermost } from '../dom';
import * as selectors from './selectors';

/** Open messages; folded ones are rows of another kind. */
export const find = (root: ParentNode): Element[] => outermost(all(root, selectors.message)).filter((message) => message.querySelector(selectors.person));

export function at(node: Element): Element | null {
  let best: Element | null = null;
  for (let up = node.closest(selectors.message); up; up = up.parentElement?.closest(selectors.message) ?? null) best = up;
  return best && find(best)[0] === best ? best : null;
}

/** The message above in the same conversation. */
export function parent(message: Element): Element | null {
  const messages = find(message.ownerDocument);
  return messages[messages.indexOf(message) - 1] ?? null;
}
