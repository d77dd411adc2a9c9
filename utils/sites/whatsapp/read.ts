import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, put, textOf } from '../dom';
import { drawnSize } from '../measure';
import * as selectors from './selectors';
import { directionOf, quotedIn, senderOf } from './sender';

/** The time is her own clock's, in an order that depends on her language: it stays in its words. There is no address. */
export function read(message: Element): Post {
  const post = blankPost('message');
  const id = message.getAttribute('data-id');
  put(post, 'id', id, 'data');
  const direction = directionOf(message);
  if (direction) post.direction = direction;
  put(post, 'userId', senderOf(message), 'data');
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
  const words = quotedIn(message);
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
