import { stackAt } from './natural';

/** Why a click does not count. */
export type Doubt = 'untrusted' | 'too-soon' | 'altered' | 'covered' | 'see-through' | 'hidden';

export const SHOWN_MS = 300;

export interface Shown {
  host: HTMLElement;
  button: HTMLElement;
  /** `performance.now()` since when the button stands where it stands. */
  since: number;
  /** When the press began; a click by keyboard begins and ends at once. */
  pressed: number;
  /** What the browser says of our bar being drawn whole and uncovered; null where it cannot say (Firefox). */
  drawn: boolean | null;
  /** It stands in the top layer, above all else there: no rule of the page reaches it, and what is open below does not matter. */
  top?: boolean;
}

/** Null when it is her own click on a button that she could see, long enough, with nothing over it. */
export function doubt(event: Event, { host, button, since, pressed, drawn, top = false }: Shown): Doubt | null {
  if (!event.isTrusted) return 'untrusted';
  if (document.visibilityState !== 'visible') return 'hidden';
  const root = document.documentElement;
  if (host.parentNode !== root || root.lastElementChild !== host || host.attributes.length > 0) return 'altered';
  if (pressed - since < SHOWN_MS) return 'too-soon';
  if (!top && (seeThrough(root) || seeThrough(host))) return 'see-through';
  if (drawn === false || covered(host, button.getBoundingClientRect(), top)) return 'covered';
  return null;
}

/** Anything on an element that makes what it holds less visible, or drawn elsewhere than it is hit. */
function seeThrough(el: Element): boolean {
  const style = getComputedStyle(el);
  const off = (name: string): boolean => !['none', 'normal', 'auto', ''].includes(style.getPropertyValue(name));
  return (
    Number(style.opacity) < 1 || style.visibility !== 'visible' || style.display === 'none' ||
    ['filter', 'transform', 'translate', 'scale', 'rotate', 'perspective', 'clip-path', 'mask-image', 'mix-blend-mode', 'backdrop-filter'].some(off) ||
    !['1', 'normal', ''].includes(style.getPropertyValue('zoom'))
  );
}

function covered(host: HTMLElement, { left, right, top, bottom }: DOMRect, alone: boolean): boolean {
  const inset = 2;
  const points: [number, number][] = [
    [(left + right) / 2, (top + bottom) / 2], [left + inset, top + inset], [right - inset, top + inset], [left + inset, bottom - inset], [right - inset, bottom - inset],
  ];
  if (points.some(([x, y]) => stackAt(document, x, y)[0] !== host)) return true;
  if (alone) return false;
  return topLayer(left, right, top, bottom) || ['::before', '::after'].some(pseudoOver);
}

/** What lets the pointer through is not hit by a point, but is drawn over us all the same: the top layer … */
function topLayer(left: number, right: number, top: number, bottom: number): boolean {
  for (const el of Document.prototype.querySelectorAll.call(document, ':modal, :popover-open, :fullscreen')) {
    const box = el.getBoundingClientRect();
    if (box.left < right && box.right > left && box.top < bottom && box.bottom > top) return true;
  }
  return false;
}

/** … and the root element's own pseudo-elements, which come after its last child. */
function pseudoOver(which: string): boolean {
  const style = getComputedStyle(document.documentElement, which);
  return !['none', 'normal', ''].includes(style.content) && style.position !== 'static' && Number(style.zIndex) >= 2147483647;
}
