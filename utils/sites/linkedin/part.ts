import { cleanName, leaves, precedes, toUrl } from '../dom';
import type { PageFacts } from '../site';
import { onceATurnEach } from '../turn';
import * as selectors from './selectors';
import { parseCommentUrn, parseUrn, unpackUrn, type Urn } from './urn';

const within = `${selectors.anyComment},${selectors.article}`;

/** Not of the comments below it nor of the post that it shares. */
function isOwn(element: Element, root: Element): boolean {
  const inner = element.closest(within);
  return inner === null || inner === root || !root.contains(inner);
}

/** Elements of the post itself. */
export const own = (root: Element, selector: string): Element[] => [...root.querySelectorAll(selector)].filter((element) => isOwn(element, root));

/** The post that a public page's post shares. */
export const sharedIn = (root: Element): Element | null => (root.matches(selectors.article) ? root.querySelector(selectors.article) : null);

/** What a post or comment is, by whichever markup it stands in. */
export function urnOf(root: Element): Urn | null {
  if (root.matches(selectors.anyComment)) return parseCommentUrn(root.getAttribute('data-id') ?? root.getAttribute('componentkey'));
  if (root.matches(selectors.article)) return parseUrn(root.getAttribute('data-activity-urn'));
  if (root.matches(selectors.update)) return parseUrn(root.getAttribute('data-urn'));
  for (const token of root.querySelectorAll(selectors.token)) {
    const urn = isOwn(token, root) ? unpackUrn(token.getAttribute('componentkey')) : null;
    if (urn) return urn;
  }
  return null;
}

interface Person {
  link: Element;
  handle: string;
  url: string;
  /** Where the name stands. */
  shown: Element | null;
}

export interface Author extends Person {
  name: string | null;
}

function personAt(link: Element, name: Element | null, page: PageFacts): Person | null {
  const url = toUrl(link.getAttribute('href'), page);
  const match = selectors.profilePath.exec(url?.pathname ?? '');
  if (!url || !selectors.host.test(url.hostname) || !match?.[1] || !match[2]) return null;
  const who = decode(match[2]);
  const handle = match[1] === 'in' ? who : `${match[1]}/${who}`;
  return { link, handle, url: `https://www.linkedin.com/${match[1]}/${match[2]}`, shown: name };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whom a link names as an author of `root`. */
function authorAt(link: Element, root: Element, page: PageFacts): Person | null {
  if (!isOwn(link, root) || link.closest(selectors.anyText)) return null;
  const comment = root.matches(selectors.anyComment);
  const name = link.matches(selectors.publicName) ? link : [...link.querySelectorAll(comment ? `${selectors.commentName},p` : selectors.nameIn)].find((one) => cleanName(one.textContent));
  return name || comment ? personAt(link, name ?? null, page) : null;
}

/** Who wrote it. */
export const firstAuthor = onceATurnEach((root, page: PageFacts): Person | null => {
  const first = root.querySelector(selectors.profile);
  const author = first && authorAt(first, root, page);
  if (author || !first) return author;
  for (const link of root.querySelectorAll(selectors.profile)) {
    const one = link === first ? null : authorAt(link, root, page);
    if (one) return one;
  }
  return null;
});

/** Who wrote it, and after it whoever else stands as an author inside (of a post that is shared). */
export function authors(root: Element, page: PageFacts): Author[] {
  const comment = root.matches(selectors.anyComment);
  const found: Author[] = [];
  for (const link of root.querySelectorAll(selectors.profile)) {
    const person = authorAt(link, root, page);
    if (!person) continue;
    const name = (person.shown && leaves(person.shown)[0]?.text) ?? null;
    const old = found.find((other) => other.handle === person.handle);
    if (old) old.name ||= name;
    else found.push({ ...person, name });
    // Below a comment's own author only people that it names can follow.
    if (comment && found[0]?.name) break;
  }
  return found;
}

/** The words of the post, unless another author stands before them: then they are of a post that is shared. */
export function words(root: Element, people: Author[]): { element: Element; tier: 'testid' | 'data' | 'structure' } | null {
  for (const [tier, selector] of selectors.text) {
    const element = own(root, selector)[0];
    if (!element) continue;
    const second = root.matches(selectors.anyComment) ? undefined : people[1];
    return second && !element.contains(second.link) && precedes(second.link, element) ? null : { element, tier };
  }
  return null;
}

/** "5d •", "1w • Edited •": what stands under the name. A paid post has none. */
export function shownTime(root: Element, first: Author | undefined, until: Element | null): string | null {
  const plain = cleanName(own(root, selectors.time)[0]?.textContent);
  if (plain || !first) return plain;
  for (const { node, text } of leaves(root, 'script,style,svg,button')) {
    if (!precedes(first.link, node)) continue;
    if (until && (until.contains(node) || precedes(until, node))) return null;
    if (/^[^•]*\p{N}.*•$/u.test(text)) return text.replace(/\s*•$/, '');
  }
  return null;
}
