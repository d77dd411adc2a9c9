import { all, outermost } from '../dom';
import * as selectors from './selectors';

export const find = (root: ParentNode): Element[] => outermost(all(root, selectors.message).filter(isMessage));

/** By its id; where that is of a kind of its own, by what it holds. */
const isMessage = (element: Element): boolean =>
  selectors.messageId.test(element.getAttribute('data-id') ?? '') ||
  (Boolean(element.getAttribute('data-id')) && element.querySelector(`${selectors.heading},${selectors.incoming},${selectors.outgoing}`) !== null);

export function at(node: Element): Element | null {
  let best: Element | null = null;
  for (let up = node.closest(selectors.message); up; up = up.parentElement?.closest(selectors.message) ?? null) if (isMessage(up)) best = up;
  return best;
}
