import type { Rect } from '@/utils/messages/types';
import { isConnected, parentOf, rectOf, tagOf } from '../natural';
import { elementAt } from '../pointer';

const MOST = 40;
const LEAST_WORDS = 8;
/** CSS pixels: less is rounding. */
const OFF = 0.5;

interface Mark { el: WeakRef<Element>; top: number; print: string }

/** Known pieces of what is in view: they tell whether the page moved under us, and how far it went on where heights are guesses. */
export class Marks {
  #marks: Mark[] = [];

  /** Looks around anew. Nothing of ours may be in the page. */
  take(view: Rect, inside: Element): void {
    const found = new Map<Element, Mark>();
    for (const across of [0.5, 0.3, 0.7, 0.15, 0.85]) {
      for (let y = view.y + 6; y < view.y + view.height && found.size < MOST; y += 16) {
        const el = elementAt(view.x + view.width * across, y);
        if (!el || found.has(el) || el === inside || !scrollsWith(inside, el)) continue;
        const { top, height } = rectOf(el);
        const print = printOf(el);
        if (height < view.height * 0.9 && print !== null) found.set(el, { el: new WeakRef(el), top, print });
      }
    }
    this.#marks = [...found.values()];
  }

  /** Where they stand now, summed; what is gone or reads otherwise counts as far away. */
  get sum(): number {
    return this.#marks.reduce((sum, { el, print }) => {
      const now = el.deref();
      return sum + (now && isConnected(now) && printOf(now) === print ? rectOf(now).top : 10_000);
    }, 0);
  }

  /** How far what was in view has moved up since `take`; null when too little of it is left to tell. */
  moved(): number | null {
    const steps = new Map<number, { count: number; by: number }>();
    let left = 0;
    for (const { el, top, print } of this.#marks) {
      const now = el.deref();
      if (!now || !isConnected(now) || printOf(now) !== print) continue;
      left++;
      const by = top - rectOf(now).top;
      const key = Math.round(by / OFF);
      const step = steps.get(key) ?? { count: 0, by };
      steps.set(key, { ...step, count: step.count + 1 });
    }
    const most = [...steps.values()].sort((a, b) => b.count - a.count)[0];
    return most && most.count >= 2 && most.count * 2 > left ? most.by : null;
  }
}

/** How much further the page went than its scroll position says; 0 where that is rounding. */
export function driftOf(moved: number | null, scrolled: number): number {
  return moved === null || Math.abs(moved - scrolled) < OFF ? 0 : moved - scrolled;
}

/** In what scrolls, and not fixed to the window on the way there. */
function scrollsWith(inside: Element, el: Element): boolean {
  for (let up: Element | null = el; up; up = parentOf(up)) {
    if (up === inside) return true;
    if (getComputedStyle(up).position === 'fixed') return false;
  }
  return false;
}

function printOf(el: Element): string | null {
  if (tagOf(el) === 'img') return `img ${(el as HTMLImageElement).currentSrc.slice(0, 200)}`;
  const words = el.textContent?.trim().slice(0, 80) ?? '';
  return words.length >= LEAST_WORDS ? words : null;
}
