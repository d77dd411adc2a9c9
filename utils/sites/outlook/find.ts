import { all, outermost } from '../dom';
import * as selectors from './selectors';

/** An open message: the smallest element that has its words and its time. */
export function find(root: ParentNode): Element[] {
  const found = outermost(all(root, selectors.body)).map(messageAround);
  return found.filter((one): one is Element => one !== null);
}

function messageAround(body: Element): Element | null {
  for (let up = body.parentElement; up && up !== up.ownerDocument.body; up = up.parentElement) {
    if (outermost([...up.querySelectorAll(selectors.body)]).length > 1) return null;
    if (up.querySelector(selectors.time)) return up;
  }
  return null;
}

export const at = (node: Element): Element | null => find(node.ownerDocument).find((message) => message.contains(node)) ?? null;
