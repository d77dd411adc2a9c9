import { blankPost, type Post } from '@/utils/domain/post';
import { either } from '../dom';
import type { Named, PageFacts, Speakers } from '../site';
import { userIdOf } from './extras';
import { isPost } from './find';
import { linkOf, partOf, type Part } from './part';
import { readAuthor } from './read';
import * as selectors from './selectors';

const POST = either(...selectors.post.map(([, one]) => one));
const PATH = /^\/(\w{1,15})\/status\/\d+$/;

/** The outermost article is the post. One name, one moment that leads to its author's: told by these; else the names are read as `read` does. */
export function speakers(cover: Element, page: PageFacts): Speakers | null {
  if (!cover.matches(POST) || cover.parentElement?.closest(selectors.anyPost)) return null;
  const handle = onlyName(cover);
  if (handle !== null) return { sender: { userId: userIdOf(handle, page)?.id ?? null, handle }, quoted: null, own: false };
  const part = partOf(cover, page);
  if (!isPost(cover, page, part)) return null;
  const quoted = part.quote && part.sure ? authorIn({ ...part, root: part.quote, quote: null }) : null;
  return { sender: authorIn(part), quoted, own: false };
}

/** Null where there may be another, or where name and address do not say the same. */
function onlyName(post: Element): string | null {
  const names = post.querySelectorAll(selectors.nameBlock);
  const link = post.querySelector(selectors.statusLink);
  if (names.length !== 1 || !link?.querySelector('time') || post.querySelector(selectors.box)) return null;
  const handle = PATH.exec(link.getAttribute('href') ?? '')?.[1];
  if (handle === undefined || selectors.notHandles.has(handle.toLowerCase())) return null;
  for (const one of (names[0] as Element).querySelectorAll('a[href]')) if (one.textContent === `@${handle}`) return handle;
  return null;
}

function authorIn(part: Part): Named {
  const post: Post = blankPost();
  readAuthor(post, part, linkOf(part)?.place.handle ?? null);
  return { userId: post.userId, handle: post.handle };
}
