import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, isoTime, put, putTimes, squash, textOf } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { kindOf } from './find';
import { readQuotedA, readQuotedK } from './quoted';
import { readPreview } from './preview';
import { directionA, directionK, senderK } from './sender';
import * as selectors from './selectors';

export function read(message: Element, page: PageFacts): Post {
  const kind = kindOf(message);
  if (kind === 'preview') return readPreview(message);
  return kind === 'a' ? readA(message) : readK(message, page);
}

function readK(bubble: Element, page: PageFacts): Post {
  const post = blankPost('message');
  put(post, 'id', bubble.getAttribute('data-mid'), 'data');
  const seconds = Number(bubble.getAttribute('data-timestamp'));
  if (seconds > 0) putTimes(post, isoTime(seconds * 1000), 'data', null);
  const direction = directionK(bubble);
  if (direction) post.direction = direction;
  const sender = senderK(bubble);
  if (put(post, 'userId', sender, 'data')) put(post, 'displayName', titleOf(sender ?? '', bubble, page), 'data');
  put(post, 'quoted', readQuotedK(bubble), 'structure');
  for (const [tier, selector] of selectors.bubbleText) {
    const words = [...bubble.querySelectorAll(selector)].find((one) => !one.closest(selectors.notText));
    if (!words) continue;
    put(post, 'text', textOf(words, { skip: selectors.notText }), tier);
    readMedia(post, bubble);
    break;
  }
  return post;
}

/** The name that the page shows for an account: on this message, else anywhere. */
function titleOf(id: string, bubble: Element, page: PageFacts): string | null {
  const fits = (one: Element): boolean => one.getAttribute('data-peer-id') === id && cleanName(one.textContent) !== null;
  const title = [...bubble.querySelectorAll(selectors.title)].find((one) => fits(one) && !one.closest(selectors.notText)) ?? [...page.doc.querySelectorAll(selectors.title)].find(fits);
  return cleanName(textOf(title ?? null));
}

/** Version A has no time for machines: "Sep 3, 2025, 14:02" is her own clock's. */
function readA(message: Element): Post {
  const post = blankPost('message');
  put(post, 'id', message.getAttribute('data-message-id'), 'data');
  post.direction = directionA(message);
  const forwarded = message.matches(selectors.forwarded) || message.querySelector(selectors.forwarded) !== null;
  if (!forwarded) put(post, 'displayName', cleanName(textOf(message.querySelector(selectors.senderA))), 'structure');
  const time = message.querySelector(selectors.timeA);
  put(post, 'shownTime', cleanName(time?.getAttribute('title')) ?? squash(time?.textContent), 'structure');
  put(post, 'quoted', readQuotedA(message), 'structure');
  const words = [...message.querySelectorAll(selectors.textA)].find((one) => !one.closest(selectors.notText));
  if (!words) return post;
  put(post, 'text', textOf(words, { skip: selectors.notText }), 'structure');
  readMedia(post, message);
  return post;
}

/** None, or as many as the attachment holds; what is of another kind cannot be counted. */
function readMedia(post: Post, message: Element): void {
  const shown = [...message.querySelectorAll(selectors.picture)].filter((one) => !one.closest(selectors.notPicture) && !one.closest(selectors.notText));
  const boxes = [...message.querySelectorAll(selectors.albumItem)];
  const attachment = message.querySelector(selectors.attachment);
  if (shown.length && !(attachment && shown.every((one) => attachment.contains(one)))) return;
  if (!shown.length && (attachment ?? message.querySelector(selectors.otherMedia))) return;
  const items = (boxes.length ? boxes : shown.length && attachment ? [attachment] : []).map((box) => {
    const video = box.querySelector('video');
    const one = video ?? box.querySelector('img');
    return { kind: video ? ('video' as const) : ('image' as const), url: one?.getAttribute('src') ?? null, poster: null, alt: one?.getAttribute('alt') ?? null, ...drawnSize(box) };
  });
  put(post, 'media', items, 'structure');
}
