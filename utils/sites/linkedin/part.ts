import { cleanName, leaves, precedes, toUrl } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';
import { parseCommentUrn, parseUrn, unpackUrn, type Urn } from './urn';

/** Elements of the post itself, not of the comments below it nor of the post that it shares. */
export function own(root: Element, selector: string): Element[] {
  const inner = [...root.querySelectorAll(`${selectors.anyComment},${selectors.article}`)];
  return [...root.querySelectorAll(selector)].filter((element) => !inner.some((other) => other.contains(element)));
}

/** What a post or comment is, by whichever markup it stands in. */
export function urnOf(root: Element): Urn | null {
  if (root.matches(selectors.anyComment)) return parseCommentUrn(root.getAttribute('data-id') ?? root.getAttribute('componentkey'));
  if (root.matches(selectors.article)) return parseUrn(root.getAttribute('data-activity-urn'));
  if (root.matches(selectors.update)) return parseUrn(root.getAttribute('data-urn'));
  for (const token of own(root, selectors.token)) {
    const urn = unpackUrn(token.getAttribute('componentkey'));
    if (urn) return urn;
  }
  return null;
}

export interface Author {
  link: Element;
  handle: string;
  url: string;
  name: string | null;
}

function author(link: Element, name: Element | null, page: PageFacts): Author | null {
  const url = toUrl(link.getAttribute('href'), page);
  const match = selectors.profilePath.exec(url?.pathname ?? '');
  if (!url || !selectors.host.test(url.hostname) || !match?.[1] || !match[2]) return null;
  const who = decode(match[2]);
  const handle = match[1] === 'in' ? who : `${match[1]}/${who}`;
  const shown = (name && leaves(name)[0]?.text) ?? null;
  return { link, handle, url: `https://www.linkedin.com/${match[1]}/${match[2]}`, name: shown };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Who wrote it, and after it whoever else stands as an author inside (of a post that is shared). */
export function authors(root: Element, page: PageFacts): Author[] {
  const comment = root.matches(selectors.anyComment);
  const found: Author[] = [];
  for (const link of own(root, selectors.profile)) {
    if (link.closest(selectors.anyText)) continue;
    const name = link.matches(selectors.publicName) ? link : [...link.querySelectorAll(comment ? `${selectors.commentName},p` : selectors.nameIn)].find((one) => cleanName(one.textContent));
    if (!name && !comment) continue;
    const one = author(link, name ?? null, page);
    const old = one && found.find((other) => other.handle === one.handle);
    if (old && !old.name) old.name = one?.name ?? null;
    if (one && !old) found.push(one);
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
