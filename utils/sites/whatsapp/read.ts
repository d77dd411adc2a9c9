import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, drawnSize, put, textOf } from '../dom';
import * as selectors from './selectors';

/** The time is her own clock's, in an order that depends on her language: it stays in its words. There is no address. */
export function read(message: Element): Post {
  const post = blankPost('message');
  const id = message.getAttribute('data-id');
  put(post, 'id', id, 'data');
  readSender(post, message, selectors.messageId.exec(id ?? ''));
  const heading = selectors.headingParts.exec(own(message, selectors.heading)[0]?.getAttribute(selectors.headingName) ?? '');
  put(post, 'shownTime', cleanName(heading?.[1]), 'data');
  put(post, 'displayName', cleanName(heading?.[2]), 'data');
  for (const [tier, selector] of selectors.text) {
    const words = own(message, selector)[0];
    if (!words) continue;
    put(post, 'text', textOf(words, { skip: selectors.button }), tier);
    post.truncated = words.querySelector(selectors.button) !== null || words.parentElement?.nextElementSibling?.matches(selectors.button) === true;
    break;
  }
  readMedia(post, message);
  put(post, 'quoted', readQuoted(message), 'structure');
  return post;
}

/** The words as far as the page shows them. The name above them is one only where a message of this chat bears it: else it may be "You". */
function readQuoted(message: Element): Post | null {
  const words = message.querySelector(selectors.quotedWords);
  if (!words) return null;
  const quoted = blankPost('message');
  put(quoted, 'text', textOf(words), 'structure');
  const name = cleanName([...(words.closest(selectors.button)?.querySelectorAll(selectors.quotedName) ?? [])].find((one) => !one.contains(words) && !words.contains(one))?.textContent);
  const heard = [...message.ownerDocument.querySelectorAll(selectors.heading)].map((one) => cleanName(selectors.headingParts.exec(one.getAttribute(selectors.headingName) ?? '')?.[2]));
  if (name && heard.includes(name)) put(quoted, 'displayName', name, 'text');
  return quoted;
}

/** Without what is quoted. */
const own = (message: Element, selector: string): Element[] =>
  [...message.querySelectorAll(selector)].filter((element) => {
    const button = element.closest(selectors.button);
    if (element.closest(selectors.quotedWords)) return false;
    return !button || !message.contains(button) || button === message;
  });

/** The id says who sent it: in a chat of two the other side, in a group whoever stands at its end. */
function readSender(post: Post, message: Element, parts: RegExpExecArray | null): void {
  if (parts) post.direction = parts[1] === 'true' ? 'outgoing' : 'incoming';
  else if (message.querySelector(selectors.incoming)) post.direction = 'incoming';
  else if (message.querySelector(selectors.outgoing)) post.direction = 'outgoing';
  if (!parts || post.direction === 'outgoing') return;
  const chat = parts[2] ?? '';
  put(post, 'userId', parts[4] ?? (selectors.group.test(chat) ? null : chat), 'data');
}

/** A row that the page has emptied holds nothing at all: how many pictures there were is unknown. */
function readMedia(post: Post, message: Element): void {
  if (!post.text && !own(message, selectors.picture).length) return;
  const pictures = own(message, 'img').filter((picture) => !picture.matches(selectors.emoji));
  const unknown = own(message, selectors.otherMedia).some((one) => !one.matches(selectors.emoji));
  const items = pictures.filter((picture) => picture.matches(selectors.picture)).map((picture) => ({
    kind: 'image' as const, url: picture.getAttribute('src'), poster: null, alt: picture.getAttribute('alt'), ...drawnSize(picture),
  }));
  if (items.length || !unknown) put(post, 'media', items, 'structure');
  if (unknown) delete post.sources['media'];
}
