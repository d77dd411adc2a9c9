import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, leaves, precedes, put, textOf } from '../dom';
import { drawnSize } from '../measure';
import * as selectors from './selectors';

/** The page gives neither a message's number nor its time for machines: what proves a mail is its original. */
export function read(message: Element): Post {
  const post = blankPost('message');
  const body = message.querySelector(selectors.body);
  put(post, 'shownTime', cleanName(message.querySelector(selectors.time)?.textContent), 'testid');
  if (!body) return post;
  readSender(post, message, body);
  const history = body.querySelector(selectors.history);
  if (!history && body.querySelector(selectors.rule)) return post;
  put(post, 'text', textOf(body, { skip: selectors.notText, line: selectors.line, emoji: 'img[data-emoji]', ...(history ? { until: history } : {}) }), 'role');
  readMedia(post, body, history);
  return post;
}

/** "Name<address>" at the very beginning. Further on, or after a word with a colon ("To:"), it would be a recipient. */
function readSender(post: Post, message: Element, body: Element): void {
  for (const { node, text } of leaves(message).slice(0, 3)) {
    if (!precedes(node, body) || body.contains(node) || /[:：]$/.test(text)) return;
    const match = selectors.sender.exec(text);
    if (!match) continue;
    put(post, 'handle', match[2], 'text');
    put(post, 'displayName', cleanName(match[1]), 'text');
    return;
  }
}

function readMedia(post: Post, body: Element, history: Element | null): void {
  const pictures = [...body.querySelectorAll('img')].filter((one) => {
    const dot = ['width', 'height'].some((side) => /^[01](?:px)?$/.test(one.getAttribute(side) ?? ''));
    return !dot && !one.matches('[data-emoji]') && !one.closest(selectors.notText) && !(history && (history.contains(one) || precedes(history, one)));
  });
  const items = pictures.map((one) => ({ kind: 'image' as const, url: one.getAttribute('src'), poster: null, alt: one.getAttribute('alt'), ...drawnSize(one) }));
  put(post, 'media', items, 'structure');
}
