/** Runs in the page: traps that any page can set, done to it, and what the adapter reads then. */
import { pageFacts, readPage, toRead, type ReadPost } from '../../scripts/lib/read-page';
import { select } from '../../utils/sites/registry';

/** Every name and `@handle` that stands alone in its text gets the marks that platforms put around such words. In people's words they stay, as they are theirs: there they are taken out here. */
export function readMarked(): { marked: number; posts: ReadPost[] } {
  const names = new Set(readPage().posts.flatMap((post) => [post, post.quoted]).flatMap((post) => [post?.displayName, post?.handle && `@${post.handle}`]).filter((name) => name));
  let marked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest('script,style') || !names.has(node.data.trim())) continue;
    node.data = node.data.replace(/^(\s*)([\s\S]*?)(\s*)$/, marked % 2 ? '$1\u202a$2\u202c$3' : '$1\u2068$2\u2069\u200e$3');
    marked += 1;
  }
  const plain = (post: ReadPost): ReadPost => ({ ...post, text: post.text?.replace(/[\u200e\u202a\u202c\u2068\u2069]/g, '') ?? null, quoted: post.quoted && plain(post.quoted) });
  return { marked, posts: readPage().posts.map(plain) };
}

const facts = ({ id, handle, displayName, permalink, postedAt, text, media }: ReadPost): string => JSON.stringify({ id, handle, displayName, permalink, postedAt, text, media });

/** Virtual lists put another post into the element of one that was read before: what is read must be the new one's. */
export function readReused(): { swapped: number; wrong: string[] } {
  const page = pageFacts();
  const site = select(page);
  const posts = site?.find(document, page) ?? [];
  const wrong: string[] = [];
  let swapped = 0;
  for (const [index, post] of posts.entries()) {
    const other = posts[index + 1];
    if (!site || !other || other.localName !== post.localName || post.contains(other) || other.contains(post) || post.parentElement !== other.parentElement) continue;
    const before = facts(toRead(site.read(other, page)));
    const [mine, theirs] = [post.cloneNode(true) as Element, other.cloneNode(true) as Element];
    fill(post, theirs);
    fill(other, mine);
    const after = facts(toRead(site.read(post, page)));
    if (after !== before) wrong.push(`post ${index}: ${after} instead of ${before}`);
    fill(post, mine);
    fill(other, theirs);
    swapped += 1;
  }
  return { swapped, wrong };
}

function fill(element: Element, from: Element): void {
  for (const name of element.getAttributeNames()) element.removeAttribute(name);
  for (const name of from.getAttributeNames()) element.setAttribute(name, from.getAttribute(name) ?? '');
  element.replaceChildren(...[...from.childNodes].map((node) => node.cloneNode(true)));
}
