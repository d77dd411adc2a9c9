import { blankPost, type Post } from '@/utils/domain/post';
import { either } from '../dom';
import type { Named, PageFacts, Speakers } from '../site';
import { userIdLately } from './extras';
import { isPost } from './find';
import { linkOf, partOf, type Part } from './part';
import { readAuthor } from './read';
import * as selectors from './selectors';

const POST = either(...selectors.post.map(([, one]) => one));
/** One by one: browsers look for a plain selector many times faster than for a list. */
const NAMES = selectors.nameBlock.split(',');
const BOXES = selectors.box.split(',');
const ONE_NAME = /^[^@]*@(\w{1,15})[^@\w]*$/;
const PATH = /^\/(\w{1,15})\/status\/\d+$/;

/** The outermost article is the post. One name, one moment that leads to its author's: told by these; else the names are read as `read` does. */
export function speakers(cover: Element, page: PageFacts): Speakers | null {
  if (!cover.matches(POST) || cover.parentElement?.closest(selectors.anyPost)) return null;
  const handle = onlyName(cover);
  if (handle !== null) return { sender: { userId: userIdLately(handle, page), handle }, quoted: null, own: false };
  const part = partOf(cover, page);
  if (!isPost(cover, page, part)) return null;
  const quoted = part.quote && part.sure ? authorIn({ ...part, root: part.quote, quote: null }) : null;
  return { sender: authorIn(part), quoted, own: false };
}

/** Null where there may be another, or where name and address do not say the same. */
function onlyName(post: Element): string | null {
  const names = NAMES.flatMap((one) => [...post.querySelectorAll(one)]);
  const [name] = names;
  if (!name || names.length !== 1 || BOXES.some((one) => post.querySelector(one))) return null;
  const time = name.querySelector('time') ?? post.querySelector('time');
  // An advertisement has a row of buttons and no moment.
  const handle = (time ? PATH.exec(time.closest('a')?.getAttribute('href') ?? '') : post.querySelector(selectors.bar) && ONE_NAME.exec(name.textContent))?.[1];
  if (handle === undefined || selectors.notHandles.has(handle.toLowerCase())) return null;
  const links = name.querySelectorAll('a[href]');
  for (let i = 0; i < links.length; i++) if (links[i]?.textContent === `@${handle}`) return handle;
  return null;
}

function authorIn(part: Part): Named {
  const post: Post = blankPost();
  readAuthor(post, part, linkOf(part)?.place.handle ?? null);
  return { userId: post.userId, handle: post.handle };
}
