import type { Post } from '@/utils/domain/post';
import * as selectors from './selectors';

export const directionK = (bubble: Element): Post['direction'] =>
  bubble.matches(selectors.bubbleOut) ? 'outgoing' : bubble.matches(selectors.bubbleIn) ? 'incoming' : undefined;

export const directionA = (message: Element): 'outgoing' | 'incoming' => (message.matches(selectors.ownA) ? 'outgoing' : 'incoming');

/**
 * The sender's id. In a chat of two it is the chat's; in a group the picture beside the messages has it, or the
 * coloured name, which a forwarded message gives to somebody else. A channel speaks for itself.
 */
export function senderK(bubble: Element): string | null {
  if (directionK(bubble) !== 'incoming') return null;
  const chat = bubble.getAttribute('data-peer-id') ?? '';
  if (!chat.startsWith('-') || bubble.matches(selectors.channelPost)) return chat;
  const ids = new Set([...(bubble.closest(selectors.bubbleGroup)?.querySelectorAll(selectors.groupAvatar) ?? [])].map((one) => one.getAttribute('data-peer-id')));
  if (!ids.size && !bubble.matches(selectors.forwarded)) {
    for (const one of bubble.querySelectorAll(selectors.senderTitle)) if (!one.closest(selectors.notSender)) ids.add(one.getAttribute('data-peer-id'));
  }
  return ids.size === 1 ? ([...ids][0] ?? null) : null;
}
