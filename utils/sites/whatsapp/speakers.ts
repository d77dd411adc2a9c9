import type { Speakers } from '../site';
import { at } from './find';
import { directionOf, quotedIn, senderOf } from './sender';

/** Whom a message quotes is told by a name alone. */
export function speakers(cover: Element): Speakers | null {
  const message = at(cover);
  if (!message) return null;
  return { sender: { userId: senderOf(message), handle: null }, quoted: quotedIn(message) && { userId: null, handle: null }, own: directionOf(message) === 'outgoing' };
}
