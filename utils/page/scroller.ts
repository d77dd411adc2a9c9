import type { Rect } from '@/utils/messages/types';
import { isConnected, parentOf, queryAll, rectOf } from './natural';
import { elementAt } from './pointer';

/** A part that scrolls less than this is no list: a rounding, a shadow. */
const LEAST_RANGE = 8;
const LEAST_SIDE = 80;

/** What moves when the page is read on: the document, or the part of it in which the posts scroll. CSS pixels throughout. */
export class Scroller {
  readonly isPage: boolean;

  constructor(readonly el: Element) {
    this.isPage = el === pageScroller();
  }

  get connected(): boolean {
    return isConnected(this.el);
  }

  /** How far it is scrolled. Lists that begin at their end (`column-reverse`) count from 0 into the negative. */
  get x(): number {
    return this.el.scrollLeft;
  }

  get y(): number {
    return this.el.scrollTop;
  }

  /** As long as what it holds, as far as that is known now. */
  get height(): number {
    return this.el.scrollHeight;
  }

  /** At once, whatever the page says of smooth scrolling; the browser keeps it within what there is. */
  to(y: number): void {
    Reflect.apply(Element.prototype.scrollTo, this.el, [{ top: y, left: this.el.scrollLeft, behavior: 'instant' }]);
  }

  toStart(): void {
    this.to(this.el.scrollTop - this.el.scrollHeight);
  }

  /** A list that begins at its end. */
  get reversed(): boolean {
    return getComputedStyle(this.el).flexDirection === 'column-reverse';
  }

  /** True when it cannot go on from here, as the page is now. */
  get atEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.el;
    const most = this.reversed ? 0 : scrollHeight - clientHeight;
    return scrollTop >= most - 1.5;
  }

  /** The part of the window in which it shows what it holds: without its borders and bars, cut to the window. */
  get clip(): Rect {
    const { clientWidth, clientHeight, clientLeft, clientTop } = this.el;
    const { offsetWidth = clientWidth, offsetHeight = clientHeight } = this.el as HTMLElement;
    if (this.isPage) return { x: 0, y: 0, width: Math.min(clientWidth, innerWidth), height: Math.min(clientHeight, innerHeight) };
    const box = rectOf(this.el);
    const left = Math.max(0, box.left + clientLeft);
    const top = Math.max(0, box.top + clientTop);
    // The box with its fractions, less borders and bars, which are whole numbers.
    const right = Math.min(innerWidth, box.left + clientLeft + box.width - (offsetWidth - clientWidth));
    const bottom = Math.min(innerHeight, box.top + clientTop + box.height - (offsetHeight - clientHeight));
    return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  }
}

const pageScroller = (): Element => document.scrollingElement ?? document.documentElement;

/** True when the element itself scrolls up and down, by its own rules, and holds more than it shows. */
export function scrolls(el: Element): boolean {
  if (el === pageScroller()) return pageScrolls();
  if (el === document.body || el === document.documentElement) return false;
  if (el.scrollHeight - el.clientHeight < LEAST_RANGE || el.clientHeight < LEAST_SIDE || el.clientWidth < LEAST_SIDE) return false;
  return /^(auto|scroll|overlay)$/.test(getComputedStyle(el).overflowY);
}

function pageScrolls(): boolean {
  const el = pageScroller();
  if (el.scrollHeight - el.clientHeight < LEAST_RANGE) return false;
  return ![document.documentElement, document.body].some((one) => one && /^(hidden|clip)$/.test(getComputedStyle(one).overflowY));
}

/** The nearest part around an element that scrolls, itself included; the page where none does. */
export function scrollerAround(el: Element): Scroller {
  for (let up: Element | null = el; up; up = parentOf(up)) if (scrolls(up)) return new Scroller(up);
  return new Scroller(pageScroller());
}

/** What the window is mostly made of: the page, or, where that stands still or hardly moves, the largest part that scrolls. */
export function mainScroller(): Scroller {
  const page = new Scroller(pageScroller());
  const range = pageScrolls() ? page.el.scrollHeight - page.el.clientHeight : 0;
  if (range > innerHeight / 4) return page;
  const found = new Set<Element>();
  for (const x of [0.5, 0.25, 0.75])
    for (const y of [0.5, 0.25, 0.75]) {
      const at = elementAt(innerWidth * x, innerHeight * y);
      if (at) found.add(scrollerAround(at).el);
    }
  if (found.size === 0 || [...found].every((el) => el === page.el)) for (const el of queryAll(document, 'main, [role=main], [role=feed], body > div')) if (scrolls(el)) found.add(el);
  found.delete(page.el);
  const inner = [...found].map((el) => new Scroller(el)).sort((a, b) => area(b) - area(a))[0];
  return inner && area(inner) > (innerWidth * innerHeight) / 5 ? inner : page;
}

const area = ({ clip: { width, height } }: Scroller): number => width * height;
