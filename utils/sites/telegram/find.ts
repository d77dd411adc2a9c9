import { all, outermost } from '../dom';
import * as selectors from './selectors';

const kinds = `${selectors.bubble},${selectors.messageA},${selectors.preview}`;

export type Kind = 'k' | 'a' | 'preview';

export function kindOf(message: Element): Kind | null {
  // Lines such as "joined" and dates are bubbles too, but go neither way.
  if (message.matches(selectors.bubble)) return message.matches(selectors.service) || !message.matches(`${selectors.bubbleIn},${selectors.bubbleOut}`) ? null : 'k';
  if (message.matches(selectors.messageA)) return /^\d+$/.test(message.getAttribute('data-message-id') ?? '') && message.matches(selectors.classA) ? 'a' : null;
  return selectors.previewPath.test(message.getAttribute('data-post') ?? '') ? 'preview' : null;
}

export const find = (root: ParentNode): Element[] => outermost(all(root, kinds).filter((message) => kindOf(message) !== null));

export function at(node: Element): Element | null {
  let best: Element | null = null;
  for (let up = node.closest(kinds); up; up = up.parentElement?.closest(kinds) ?? null) if (kindOf(up)) best = up;
  return best;
}
