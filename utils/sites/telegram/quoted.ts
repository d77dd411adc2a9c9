import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, put, textOf } from '../dom';
import * as selectors from './selectors';

/** The message that a bubble answers, as far as the page shows it above the answer. */
export function readQuotedK(bubble: Element): Post | null {
  const reply = bubble.querySelector(selectors.replyK);
  const words = reply?.querySelector(selectors.replyTextK);
  if (!reply || !words) return null;
  const quoted = blankPost('message');
  put(quoted, 'text', textOf(words, { skip: selectors.replyNotWords }), 'structure');
  const name = reply.querySelector(selectors.replyNameK);
  put(quoted, 'userId', name?.getAttribute('data-peer-id'), 'data');
  put(quoted, 'displayName', cleanName(textOf(name ?? null)), 'data');
  return quoted;
}

export function readQuotedA(message: Element): Post | null {
  const reply = message.querySelector(selectors.replyA);
  const words = reply?.querySelector(selectors.replyTextA);
  if (!reply || !words) return null;
  const quoted = blankPost('message');
  if (!reply.querySelector(selectors.replyPictureA)) put(quoted, 'text', textOf(words), 'structure');
  const name = [...reply.querySelectorAll(selectors.replyNameA)].find((one) => !one.contains(words) && !words.contains(one));
  put(quoted, 'displayName', cleanName(textOf(name ?? null)), 'structure');
  return quoted;
}
