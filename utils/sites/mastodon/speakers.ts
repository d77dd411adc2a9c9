import { either } from '../dom';
import type { Named, PageFacts, Speakers } from '../site';
import { onceATurn } from '../turn';
import { isStatus } from './find';
import { fullHandle } from './instance';
import { accountOf } from './read';
import * as sel from './selectors';

const any = either(sel.focal, sel.status);
/** What is shown inside one of these is no post of the page by itself. */
const around = either(any, sel.notice, sel.quote);

interface Told extends Speakers { frame: Element }

/** A frame, the post in it and what that quotes are all covers of one post. */
const told = onceATurn(() => new WeakMap<Element, Told | false>());

/** By the published hooks alone. */
export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const first = cover.matches(any) ? cover : cover.querySelector(any);
  const holder = first?.parentElement?.closest(around);
  const post = holder ? holder.closest(any) : first;
  if (!post || (holder && post.parentElement?.closest(around))) return null;
  const held = told(page.doc);
  const known = held.get(post) ?? tell(post, page) ?? false;
  held.set(post, known);
  if (!known || !(known.frame === cover || post.contains(cover))) return null;
  const { sender, quoted, own } = known;
  return { sender, quoted, own };
}

function tell(post: Element, page: PageFacts): Told | null {
  const focal = post.matches(sel.focal);
  const frame = post.closest(focal ? sel.focalWrapper : sel.wrapper) ?? (focal ? post : null);
  if (!frame || (frame !== post && frame.matches(any))) return null;
  const inside = [...frame.querySelectorAll(any)];
  if ((frame !== post && inside.shift() !== post) || inside.length > 1 || !(focal || isStatus(post))) return null;
  const [inner] = inside;
  if (inner && (inner.matches(sel.focal) || !post.contains(inner) || !isStatus(inner))) return null;
  const sender = nameIn(post, inner, page);
  const quoted = inner ? nameIn(inner, undefined, page) : null;
  return sender && (quoted || !inner) ? { frame, sender, quoted, own: false } : null;
}

function nameIn(post: Element, inner: Element | undefined, page: PageFacts): Named | null {
  const own = (selector: string): Element | null | undefined =>
    inner ? [...post.querySelectorAll(selector)].find((element) => !inner.contains(element)) : post.querySelector(selector);
  const handle = fullHandle(own(sel.account)?.textContent, page);
  const link = own(sel.author);
  return handle && link ? { userId: accountOf(link) ?? null, handle } : null;
}
