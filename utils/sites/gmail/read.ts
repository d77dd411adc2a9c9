import { blankPost, type MediaItem, type Post } from '@/utils/domain/post';
import { cleanName, isEmoji, put, squash, textOf } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

export function read(message: Element, page: PageFacts): Post {
  const post = blankPost('message');
  put(post, 'id', message.getAttribute(selectors.idName), 'data');
  readSender(post, message, page);
  for (const [tier, selector] of selectors.time) {
    if (put(post, 'shownTime', cleanName(message.querySelector(selector)?.getAttribute('title')), tier)) break;
  }
  put(post, 'title', squash(page.doc.querySelector(selectors.subject)?.textContent), 'data');
  const body = message.querySelector(selectors.body);
  if (!body) return post;
  put(post, 'text', textOf(body, { skip: selectors.notText, line: selectors.line, emoji: selectors.emoji }), 'structure');
  readMedia(post, body);
  return post;
}

function readSender(post: Post, message: Element, page: PageFacts): void {
  const sender = message.querySelector(selectors.sender) ?? message.querySelector(selectors.person);
  const address = sender?.getAttribute('email') ?? '';
  if (!sender || sender.matches(selectors.recipients) || !/^[^\s@]+@[^\s@]+$/.test(address)) return;
  put(post, 'handle', address, 'data');
  const reader = viewer(page)?.toLowerCase();
  if (reader) post.direction = reader === address.toLowerCase() ? 'outgoing' : 'incoming';
  const name = cleanName(sender.getAttribute('name'));
  if (name && !(post.direction !== 'incoming' && isMe(name))) put(post, 'displayName', name, 'data');
}

/** Gmail calls the reader "me" in her own language: a short word without capitals. A real name of that shape is left out too. */
const isMe = (name: string): boolean => name.length <= 6 && !/\s/.test(name) && name === name.toLowerCase();

/** Her own address, which stands in the title before the product's name. */
export function viewer({ doc }: PageFacts): string | null {
  return [...doc.title.matchAll(/(?:^|\s)([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+) - /g)].at(-1)?.[1] ?? null;
}

/** Pictures in the words. Dots of one pixel that report back are none. */
function readMedia(post: Post, body: Element): void {
  const items: MediaItem[] = [];
  for (const picture of body.querySelectorAll('img')) {
    if (picture.closest(selectors.notText) || picture.matches(selectors.emoji) || isEmoji(picture)) continue;
    if (['width', 'height'].some((side) => /^[01](?:px)?$/.test(picture.getAttribute(side) ?? ''))) continue;
    items.push({ kind: 'image', url: picture.getAttribute('src'), poster: null, alt: picture.getAttribute('alt'), ...drawnSize(picture) });
  }
  put(post, 'media', items, 'structure');
}
