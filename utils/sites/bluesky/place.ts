import type { Tier } from '@/utils/domain/post';
import { leadsTo, leaves, outermost, precedes, squash } from '../dom';
import type { PageFacts } from '../site';
import * as selectors from './selectors';

export interface Address {
  /** Handle or DID, as the link has it. */
  who: string;
  id: string;
  url: string;
  tier: Tier;
}

export function address(href: string | null, page: PageFacts, pattern: RegExp, tier: Tier): Address | null {
  const to = leadsTo(href, page);
  const match = pattern.exec(to?.path ?? '');
  if (!to || !match?.[1] || !match[2]) return null;
  const who = match[1].replace(/%3A/gi, ':');
  return { who, id: match[2], url: `${to.origin}/profile/${match[1]}/post/${match[2]}`, tier };
}

/** A box in `root` that is a quoted post: it names somebody, and holds neither all of the row, nor its menu, nor its beginning. */
export function quoteBox(root: Element): Element | null {
  const all = root.querySelectorAll(selectors.box);
  const head = all.length > 0 ? root.querySelector(selectors.profileLink) : null;
  const boxes = [...all].filter((box) => !box.contains(head) && !box.querySelector(selectors.menuButton));
  const whole = boxes.length > 0 ? squash(root.textContent) : null;
  return outermost(boxes.filter((box) => squash(box.textContent) !== whole)).find((box) => handleLeaf(box, null)) ?? null;
}

/** A second `@handle` without such a box is a quote's all the same: as much around it as holds neither the first nor words above it. */
export function quoteAround(root: Element): Element | null {
  const [first, second] = handleLeaves(root, null);
  let box = second?.node.parentElement ?? null;
  if (!first || !second || !box || box.contains(first.node)) return null;
  const above = [first.node, ...[...root.querySelectorAll(selectors.anyText)].filter((words) => precedes(words, second.node))];
  for (let up = box.parentElement; up && up !== root && !above.some((one) => up?.contains(one)); up = up.parentElement) box = up;
  return box.querySelector(selectors.quoteParts) && !box.querySelector(selectors.menuButton) ? box : null;
}

/** Elements of the post itself, not of the one it quotes. */
export function own(root: Element, selector: string, quote: Element | null): Element[] {
  return [...root.querySelectorAll(selector)].filter((element) => !quote?.contains(element));
}

/** The text node that shows `@handle`; any handle when none is given. */
export function handleLeaf(root: Element, handle: string | null, quote: Element | null = null): { node: Text; handle: string } | null {
  const [first, second] = handleLeaves(root, handle, quote);
  // Somebody may call herself `@handle`: then it stands there twice, side by side, and the handle is the second.
  if (!first || !second || second.handle !== first.handle) return first ?? null;
  let up = second.node.parentElement;
  while (up && !up.contains(first.node)) up = up.parentElement;
  return up && !up.querySelector(selectors.quoteParts) ? second : first;
}

function handleLeaves(root: Element, handle: string | null, quote: Element | null = null): { node: Text; handle: string }[] {
  return leaves(root, `script,style,svg,button,${selectors.anyText}`, '@').flatMap(({ node, text }) => {
    const shown = /^@((?:[\w-]+\.)+[\w-]+)$/.exec(text)?.[1];
    return shown && !quote?.contains(node) && (!handle || shown.toLowerCase() === handle.toLowerCase()) ? [{ node, handle: shown }] : [];
  });
}

export function linkAddress(root: Element, quote: Element | null, page: PageFacts): { link: Element; address: Address } | null {
  for (const link of own(root, selectors.permalink, quote)) {
    const found = address(link.getAttribute('href'), page, selectors.permalinkPath, 'data');
    if (found) return { link, address: found };
  }
  const others = own(root, selectors.postLink, quote).filter((link) => !link.closest(selectors.anyText));
  const shown = others.length > 0 ? (selectors.itemHandle.exec(root.getAttribute('data-testid') ?? '')?.[1] ?? handleLeaf(root, null, quote)?.handle) : undefined;
  for (const link of others) {
    const found = address(link.getAttribute('href'), page, selectors.permalinkPath, 'structure');
    if (found && found.who.toLowerCase() === shown?.toLowerCase()) return { link, address: found };
  }
  return null;
}

/** The main post has no link to itself: only lists that belong to it, or the address bar. */
export function focalAddress(root: Element, quote: Element | null, page: PageFacts): Address | null {
  for (const link of own(root, selectors.focalLinks, quote)) {
    const found = address(link.getAttribute('href'), page, selectors.focalPath, 'structure');
    if (found) return found;
  }
  // What shows a time's tip is another post, whatever became of its link.
  const other = own(root, 'a[data-tooltip]', quote).length > 0;
  const found = other ? null : address(page.url.href, page, selectors.permalinkPath, 'address');
  const shown = handleLeaf(root, null, quote)?.handle;
  const fits = found && (found.who.startsWith('did:') || found.who.toLowerCase() === shown?.toLowerCase());
  return fits ? found : null;
}
