import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, numberIn, put, squash, textOf } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { parent } from './find';
import { addressOf, authorOf, firstOwn, messageIdOf, own } from './place';
import * as selectors from './selectors';

export const read = (row: Element, page: PageFacts): Post => (row.matches(selectors.message) ? readMessage(row) : readComment(row, page));

function readComment(row: Element, page: PageFacts): Post {
  const post = blankPost(row.matches(selectors.comment) ? 'comment' : 'post');
  const place = addressOf(row, page);
  const author = authorOf(row, page);
  put(post, 'id', place?.id, 'data');
  put(post, 'permalink', place?.url, 'data');
  if (author) {
    put(post, 'handle', author.handle, 'data');
    put(post, 'userId', author.channel, 'data');
    put(post, 'profileUrl', author.url, 'data');
    put(post, 'displayName', cleanName(textOf(author.shown, { skip: selectors.notText })), 'structure');
  }
  readWords(post, row);
  // The time is in words, and they are translated: nothing exact can be told from it.
  put(post, 'shownTime', squash((place?.link ?? own(row, selectors.time)[0])?.textContent), 'text');
  put(post, 'context', own(row, selectors.badge).map((badge) => cleanName(textOf(badge, { skip: selectors.notText }))).filter(Boolean).join('; ') || null, 'structure');
  post.focal = place !== null && (page.url.searchParams.get('lc') === place.id || page.url.pathname === `/post/${place.id}`);
  const likes = numberIn(own(row, selectors.likes)[0]?.textContent);
  if (likes !== null) post.counts['likes'] = likes;
  readAnswered(post, row, page);
  const pictures = post.kind === 'post' ? own(row, selectors.picture) : [];
  put(post, 'media', pictures.map((one) => ({ kind: 'image', url: one.getAttribute('src'), poster: null, alt: one.getAttribute('alt'), ...drawnSize(one) })), 'structure');
  return post;
}

function readWords(post: Post, row: Element): void {
  for (const [tier, selector] of selectors.text) {
    const body = own(row, selector)[0];
    if (!body) continue;
    put(post, 'text', textOf(body, { skip: selectors.notText }), tier);
    post.truncated = own(row, selectors.expander).some((more) => !more.closest(selectors.hidden));
    return;
  }
}

/** An answer's id begins with that of the thread's first comment; in newer threads it may answer one further down. */
function readAnswered(post: Post, row: Element, page: PageFacts): void {
  if (post.kind !== 'comment') return;
  const above = parent(row, page);
  const place = above && addressOf(above, page);
  const first = /^([^.]+)\./.exec(post.id ?? '')?.[1] ?? null;
  const id = place?.id ?? first;
  if (above || first) put(post, 'inReplyTo', { id, handle: above ? (authorOf(above, page)?.handle ?? null) : null, permalink: place?.url ?? null }, above ? 'structure' : 'id');
}

/** The words' box, by its name, else the only one beside the author's that has a direction of its own. */
function wordsOf(row: Element): Element | null {
  const named = own(row, selectors.messageText)[0];
  const shaped = row.matches(selectors.plainMessage) ? own(row, selectors.directed).filter((one) => !one.closest(selectors.chip) && !one.matches(selectors.name)) : [];
  return named ?? (shaped.length === 1 ? (shaped[0] ?? null) : null);
}

/** Who wrote a message, as shown. */
export const nameIn = (row: Element): string | null =>
  cleanName(textOf(firstOwn(row, selectors.name) ?? firstOwn(row, `${selectors.chip} ${selectors.directed}`) ?? null, { skip: selectors.nameParts }));

export const handleIn = (name: string | null): string | null => selectors.shownHandle.exec(name ?? '')?.[1] ?? null;

/** A message of a live chat: it has a name, but neither an address nor a date. */
function readMessage(row: Element): Post {
  const post = blankPost('message');
  put(post, 'id', messageIdOf(row), 'data');
  const name = nameIn(row);
  put(post, 'displayName', name, 'structure');
  put(post, 'handle', handleIn(name), 'text');
  put(post, 'text', textOf(wordsOf(row), { skip: selectors.notText }), 'structure');
  put(post, 'shownTime', squash(own(row, selectors.timestamp)[0]?.textContent), 'text');
  const lines = own(row, selectors.messageLines).map((line) => cleanName(textOf(line, { skip: selectors.notText })));
  put(post, 'context', [...new Set(lines)].filter(Boolean).join('; ') || null, 'structure');
  const stickers = own(row, selectors.sticker);
  // Where a sticker's picture cannot be told from the author's, the count stays unknown.
  if (stickers.length || !row.matches(selectors.paidSticker)) put(post, 'media', stickers.map((one) => ({ kind: 'image', url: one.getAttribute('src'), poster: null, alt: one.getAttribute('alt'), ...drawnSize(one) })), 'structure');
  return post;
}
