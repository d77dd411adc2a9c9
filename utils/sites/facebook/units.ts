import { all, outermost, precedes } from '../dom';
import type { PageFacts } from '../site';
import { onceATurn, onceATurnEach } from '../turn';
import { isName } from './link';
import * as selectors from './selectors';

/** A comment: an article with links of its own that carry a comment's number. */
export function isComment(unit: Element): boolean {
  if (!unit.matches(selectors.article) || unit.matches(selectors.unit)) return false;
  return [...unit.querySelectorAll(selectors.commentLink)].some((link) => link.closest(selectors.article) === unit);
}

const isInside = (inner: Element | null, root: Element): inner is Element => inner !== null && inner !== root && root.contains(inner);

/** Whether `element` of `root` is its own: not of a comment below it, and not hidden in it. */
export function isOwn(element: Element, root: Element): boolean {
  if (isInside(element.closest(selectors.hidden), root)) return false;
  for (let up = element.closest(selectors.article); isInside(up, root); up = up.parentElement?.closest(selectors.article) ?? null) if (isComment(up)) return false;
  return true;
}

export const ownOf = (root: Element, selector: string): Element[] => [...root.querySelectorAll(selector)].filter((element) => isOwn(element, root));

function hasOwn(root: Element, selector: string): boolean {
  const first = root.querySelector(selector);
  return first !== null && (isOwn(first, root) || ownOf(root, selector).length > 0);
}

/** Where authors are named: by the role that the page gives, else headings with a person in them. Words of a message are none. */
export const headsOf = onceATurnEach((root, page: PageFacts): { tier: 'data' | 'structure'; heads: Element[] } => {
  for (const [tier, selector] of selectors.head) {
    const heads = outermost(ownOf(root, selector)).filter((one) => !one.closest(selectors.anyMessage) && (tier === 'data' || [...one.querySelectorAll(selectors.link)].some((link) => isName(link, page))));
    if (heads.length) return { tier, heads };
  }
  return { tier: 'structure', heads: [] };
});

const isShown = (unit: Element): boolean => !unit.closest(selectors.gone);

/** Skeletons, suggestions and menus are units too: a post names somebody and has words, pictures or a row of buttons. */
function isPost(unit: Element, page: PageFacts): boolean {
  if (!headsOf(unit, page).heads.length && !hasOwn(unit, selectors.groupMember)) return false;
  return hasOwn(unit, selectors.anyMessage) || hasOwn(unit, selectors.bar);
}

/** An open picture with what stands beside it. */
export function viewers(root: ParentNode, page: PageFacts): Element[] {
  const found = new Set<Element>();
  for (const image of all(root, selectors.viewer)) {
    let up = image.parentElement;
    while (up && !up.querySelector(selectors.beside)) up = up.parentElement;
    const side = up && sideOf(up);
    if (up && side && isShown(up) && headsOf(side, page).heads.length) found.add(up);
  }
  return [...found];
}

export const sideOf = (viewer: Element): Element | null =>
  viewer.querySelector(selectors.viewer) ? ([...viewer.querySelectorAll(selectors.beside)].find((side) => !side.querySelector(selectors.viewer)) ?? null) : null;

/** What stands beside the picture, where a post is an open picture. */
export const besideOf = (post: Element): Element | null => (post.matches(selectors.anyUnit) ? null : sideOf(post));

/** Posts that are no unit (in a dialog, on a page of their own): the smallest element around a name and its row of buttons. */
function looseUnits(root: ParentNode, taken: Set<Element>): Element[] {
  const found = new Set<Element>();
  for (const name of all(root, selectors.head[0][1])) {
    if (name.closest(selectors.anyUnit) || !isShown(name) || [...taken].some((one) => one.contains(name))) continue;
    let up = name.parentElement;
    while (up && !up.querySelector(selectors.action)) up = up.parentElement;
    if (up && !up.querySelector(selectors.unit) && !up.matches('body,html')) found.add(up);
  }
  return outermost([...found]);
}

export function find(root: ParentNode, page: PageFacts): Element[] {
  const units = all(root, selectors.anyUnit).filter(isShown);
  const comments = units.filter(isComment);
  const posts = outermost(units.filter((unit) => !comments.includes(unit) && isPost(unit, page)));
  const photos = viewers(root, page);
  const taken = new Set([...posts, ...photos]);
  return [...taken, ...looseUnits(root, taken), ...comments].sort((a, b) => (precedes(a, b) ? -1 : 1));
}

export function at(node: Element, page: PageFacts): Element | null {
  const units: Element[] = [];
  for (let up = node.closest(selectors.anyUnit); up; up = up.parentElement?.closest(selectors.anyUnit) ?? null) {
    if (!isShown(up)) continue;
    if (isComment(up)) return up;
    units.push(up);
  }
  return units.findLast((unit) => isPost(unit, page)) ?? others(node.ownerDocument, page).find((one) => one.contains(node)) ?? null;
}

/** The page's posts that are no unit. */
const others = onceATurn((doc, page: PageFacts) => {
  const photos = viewers(doc, page);
  return [...photos, ...looseUnits(doc, new Set(photos))];
});
