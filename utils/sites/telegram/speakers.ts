import type { Speakers } from '../site';
import { at, kindOf } from './find';
import { previewPlace } from './preview';
import { answeredA, answeredK, nameIn } from './quoted';
import { directionA, directionK, senderK } from './sender';

const nobody = { userId: null, handle: null };

/** Version A names nobody by a number: its messages are told as far as that. */
export function speakers(cover: Element): Speakers | null {
  const message = at(cover);
  const kind = message && kindOf(message);
  if (!message || !kind) return null;
  if (kind === 'preview') return { sender: { userId: null, handle: previewPlace(message)?.[1] ?? null }, quoted: null, own: false };
  if (kind === 'a') return { sender: nobody, quoted: answeredA(message) && nobody, own: directionA(message) === 'outgoing' };
  const answered = answeredK(message);
  const quoted = answered && { userId: nameIn(answered)?.getAttribute('data-peer-id') ?? null, handle: null };
  return { sender: { userId: senderK(message), handle: null }, quoted, own: directionK(message) === 'outgoing' };
}
