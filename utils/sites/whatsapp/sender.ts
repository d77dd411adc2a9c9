import type { Post } from '@/utils/domain/post';
import * as selectors from './selectors';

const partsOf = (message: Element): RegExpExecArray | null => selectors.messageId.exec(message.getAttribute('data-id') ?? '');

/** The id says it; where that is of a kind of its own, what the message holds. */
export function directionOf(message: Element): Post['direction'] {
  const parts = partsOf(message);
  if (parts) return parts[1] === 'true' ? 'outgoing' : 'incoming';
  return message.querySelector(selectors.incoming) ? 'incoming' : message.querySelector(selectors.outgoing) ? 'outgoing' : undefined;
}

/** The id says who sent it: in a chat of two the other side, in a group whoever stands at its end. */
export function senderOf(message: Element): string | null {
  const parts = partsOf(message);
  if (!parts || parts[1] === 'true') return null;
  const chat = parts[2] ?? '';
  return parts[4] ?? (selectors.group.test(chat) ? null : chat);
}

/** The words that a message quotes. */
export const quotedIn = (message: Element): Element | null => message.querySelector(selectors.quotedWords);
