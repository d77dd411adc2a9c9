import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, put, textOf } from '../dom';
import * as selectors from './selectors';

interface Answered {
  reply: Element;
  words: Element;
}

function answered(message: Element, box: string, text: string): Answered | null {
  const reply = message.querySelector(box);
  const words = reply?.querySelector(text);
  return reply && words ? { reply, words } : null;
}

export const answeredK = (bubble: Element): Answered | null => answered(bubble, selectors.replyK, selectors.replyTextK);
export const answeredA = (message: Element): Answered | null => answered(message, selectors.replyA, selectors.replyTextA);

/** Whose words a bubble answers: the name above them. */
export const nameIn = ({ reply }: Answered): Element | null => reply.querySelector(selectors.replyNameK);

/** The message that a bubble answers, as far as the page shows it above the answer. */
export function readQuotedK(bubble: Element): Post | null {
  const found = answeredK(bubble);
  if (!found) return null;
  const quoted = blankPost('message');
  put(quoted, 'text', textOf(found.words, { skip: selectors.replyNotWords }), 'structure');
  const name = nameIn(found);
  put(quoted, 'userId', name?.getAttribute('data-peer-id'), 'data');
  put(quoted, 'displayName', cleanName(textOf(name)), 'data');
  return quoted;
}

export function readQuotedA(message: Element): Post | null {
  const found = answeredA(message);
  if (!found) return null;
  const { reply, words } = found;
  const quoted = blankPost('message');
  if (!reply.querySelector(selectors.replyPictureA)) put(quoted, 'text', textOf(words), 'structure');
  const name = [...reply.querySelectorAll(selectors.replyNameA)].find((one) => !one.contains(words) && !words.contains(one));
  put(quoted, 'displayName', cleanName(textOf(name ?? null)), 'structure');
  return quoted;
}
