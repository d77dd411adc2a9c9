import type { Rect } from '@/utils/messages/types';
import { keptAddress, secretLike } from './address';
import { ADDRESSES, attributeStays, GONE, isMachine, mayStay, VOID } from './allow';
import { escapeText } from './escape';
import { attribute, attributeNames, baseOf, firstChild, hasClosedRoot, nextSibling, openRoot, rectOf, tagOf, typeOf } from './natural';

export interface Snapshot {
  /** Well-formed Unicode: only elements and attributes of `allow.ts`. A statement about the page, not a replica. */
  html: string;
  /** Codes, sorted, each once: what there was and is not in `html`. */
  notRead: string[];
}

export interface Limits { nodes: number; chars: number; depth: number; value: number }
export const LIMITS: Limits = { nodes: 20_000, chars: 400_000, depth: 200, value: 2_000 };
/** Of a whole page. */
export const PAGE_LIMITS: Limits = { ...LIMITS, nodes: 60_000, chars: 3_000_000 };

export interface SnapshotOptions {
  /** Only what lies in this part of the viewport (for a region that she drew). */
  inside?: Rect | null;
  /** Our own element, which is no part of the page. */
  skip?: Element | null;
  /** Other posts that lie inside this one: they have records of their own. */
  without?: ReadonlySet<Element> | null;
  limits?: Limits;
}

/** True for what she may be writing right now. */
export function isDraft(el: Element): boolean {
  const editable = attribute(el, 'contenteditable');
  if (editable !== null && editable.trim().toLowerCase() !== 'false') return true;
  return /^(textbox|searchbox|combobox|spinbutton)$/i.test(attribute(el, 'role') ?? '');
}

export function overlaps(el: Element, rect: Rect): boolean {
  const box = rectOf(el);
  if (box.width === 0 || box.height === 0) return true;
  return box.left < rect.x + rect.width && box.right > rect.x && box.top < rect.y + rect.height && box.bottom > rect.y;
}

/** What stands below a node as it is drawn: a shadow root's tree, and in a slot what was given to it. */
export function drawnChildren(node: Node, most = Infinity): Node[] {
  const el = typeOf(node) === 1 ? (node as Element) : null;
  const root = el && openRoot(el);
  if (el && tagOf(el) === 'slot' && 'assignedNodes' in el) {
    const given = (el as HTMLSlotElement).assignedNodes();
    if (given.length) return given.slice(0, most);
  }
  const found: Node[] = [];
  for (let child = firstChild(root ?? node); child && found.length < most; child = nextSibling(child)) found.push(child);
  return found;
}

interface Open { children: Node[]; at: number; close: string; depth: number }

/** Walks the live tree without recursion and writes what the allow-list names. Reads only; never throws on a strange tree. */
export function snapshot(root: Element, { inside = null, skip = null, without = null, limits = LIMITS }: SnapshotOptions = {}): Snapshot {
  const missed = new Set<string>();
  const base = baseOf(root);
  let html = '';
  let nodes = 0;
  const open: Open[] = [{ children: [root], at: 0, close: '', depth: 0 }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const node = top.children[top.at++];
    if (!node) {
      html += top.close;
      open.pop();
      continue;
    }
    if (++nodes > limits.nodes || html.length > limits.chars) {
      missed.add('over-limit');
      top.at = top.children.length;
      continue;
    }
    const type = typeOf(node);
    if (type === 3 || type === 4) {
      const words = (node as CharacterData).data;
      const room = Math.max(0, limits.chars - html.length);
      if (words.length > room) missed.add('over-limit');
      html += escapeText(words.length > room ? words.slice(0, room) : words);
    }
    if (type !== 1) continue;
    const el = node as Element;
    if (el === skip) continue;
    if (el !== root && without?.has(el)) {
      missed.add('other-posts');
      continue;
    }
    const tag = tagOf(el);
    const gone = isDraft(el) ? 'draft' : GONE.get(tag);
    if (gone !== undefined) {
      if (gone) missed.add(gone);
      continue;
    }
    if (inside && el !== root && !overlaps(el, inside)) continue;
    if (hasClosedRoot(el)) missed.add('closed-shadow-root');
    const stays = mayStay(tag) && top.depth < limits.depth;
    if (stays) html += `<${tag}${written(el, tag, base, limits, missed)}>${tag === 'pre' ? '\n' : ''}`;
    if (stays && VOID.has(tag)) continue;
    if (top.depth >= limits.depth) missed.add('over-limit');
    const children = drawnChildren(el, limits.nodes - nodes + 1);
    if (openRoot(el)) noteUnslotted(el, missed);
    open.push({ children, at: 0, close: stays ? `</${tag}>` : '', depth: top.depth + 1 });
  }
  return { html, notRead: [...missed].sort() };
}

function noteUnslotted(el: Element, missed: Set<string>): void {
  for (let child = firstChild(el); child; child = nextSibling(child))
    if (typeOf(child) === 1 && (child as Element).assignedSlot === null) missed.add('unslotted');
}

function written(el: Element, tag: string, base: string, limits: Limits, missed: Set<string>): string {
  let out = '';
  for (const name of attributeNames(el)) {
    if (!attributeStays(name)) continue;
    let value = attribute(el, name) ?? '';
    if (value.length > limits.value && !ADDRESSES.has(name)) {
      value = value.slice(0, limits.value);
      missed.add('over-limit');
    }
    if (ADDRESSES.has(name)) {
      const kept = value.length > limits.value ? null : keptAddress(value, base);
      if (kept === null) noteAddress(value, tag, missed);
      if (kept === null) continue;
      value = kept;
    } else if (isMachine(name) && secretLike(value, 40)) continue;
    out += ` ${name}="${escapeText(value)}"`;
  }
  return notDrawn(el) ? `${out} hidden=""` : out;
}

function noteAddress(value: string, tag: string, missed: Set<string>): void {
  if (/^\s*data:/i.test(value)) missed.add('data-address');
  else if (/^\s*blob:/i.test(value)) missed.add(tag === 'video' || tag === 'audio' || tag === 'source' ? 'video' : 'blob-address');
}

/** Says `hidden` of what the page keeps but does not draw, so that nobody takes it for what she saw. */
function notDrawn(el: Element): boolean {
  return getComputedStyle(el).display === 'none';
}
