import type { Rect } from '@/utils/messages/types';
import { GONE } from './allow';
import { openRoot, parentOf, queryAll, tagOf, typeOf } from './natural';
import { drawnChildren, isDraft, LIMITS, overlaps } from './snapshot';

const EDITABLE = 'input,textarea,select,output,[contenteditable],[role=textbox],[role=searchbox],[role=combobox]';

/**
 * The words of an element that no adapter knows: as the browser would copy them, or, where she may be writing inside, where
 * shadow roots hold words, or when only a part of the viewport counts, gathered piece by piece. Null for none.
 */
export function wordsOf(el: Element, inside: Rect | null = null): string | null {
  const simple = !inside && !isDraft(el) && !openRoot(el) && queryAll(el, EDITABLE).length === 0 && !queryAll(el, '*').some(openRoot);
  const text = simple && tagOf(el) !== 'form' ? (el as HTMLElement).innerText : gathered(el, inside);
  return text?.trim() ? text.trim() : null;
}

function gathered(root: Element, inside: Rect | null): string {
  const lines: string[] = [''];
  let nodes = 0;
  const todo: (Node | 'line')[] = [root];
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (node === 'line') {
      if (lines.at(-1) !== '') lines.push('');
      continue;
    }
    if (++nodes > LIMITS.nodes) break;
    const type = typeOf(node);
    if (type === 3) lines[lines.length - 1] += drawnText(node as Text, inside);
    if (type !== 1) continue;
    const el = node as Element;
    if (isDraft(el) || GONE.has(tagOf(el)) || (inside && !overlaps(el, inside))) continue;
    const { display, visibility } = getComputedStyle(el);
    if (display === 'none' || visibility === 'hidden') continue;
    const block = tagOf(el) === 'br' || !/^(inline|contents|ruby)/.test(display || 'inline');
    if (block) todo.push('line');
    todo.push(...drawnChildren(el, LIMITS.nodes).reverse());
    if (block) todo.push('line');
  }
  return lines.map((line) => line.trim()).filter(Boolean).join('\n');
}

function drawnText(node: Text, inside: Rect | null): string {
  const parent = parentOf(node);
  const kept = parent && /^(pre|break)/.test(getComputedStyle(parent).whiteSpace);
  const text = kept ? node.data : node.data.replace(/[ \t\n\r]+/g, ' ');
  if (!inside) return text;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) {
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    if (x >= inside.x && x <= inside.x + inside.width && y >= inside.y && y <= inside.y + inside.height) return text;
  }
  return '';
}

/** The smallest element whose drawn box holds the whole rectangle. */
export function smallestAround(rect: Rect, start: Element): Element {
  let up = start;
  for (let next: Element | null = up; next; next = parentOf(next)) {
    up = next;
    const box = next.getBoundingClientRect();
    if (box.left <= rect.x && box.top <= rect.y && box.right >= rect.x + rect.width && box.bottom >= rect.y + rect.height) break;
  }
  return up;
}
