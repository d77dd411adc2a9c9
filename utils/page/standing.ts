import type { Rect, Standing } from '@/utils/messages/types';
import { barAddress } from './address';
import { rectOf } from './natural';

export const rectFrom = ({ x, y, width, height }: DOMRect): Rect => ({ x, y, width, height });

/** How the page stands now. `href` is the address bar without what opens an account (`barAddress`). */
export function standing(what: Element | Rect | null): Standing {
  const rect = what === null ? null : 'nodeType' in what ? rectFrom(rectOf(what)) : what;
  return {
    href: barAddress(location.href),
    scrollX,
    scrollY,
    rect,
    viewport: { width: innerWidth, height: innerHeight },
    visible: document.visibilityState === 'visible',
  };
}

/** Two frames on, what was taken away is no longer on the screen. A hidden tab draws none: then soon. */
export function frames(count = 2): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 250);
    const next = (left: number): void => {
      if (left > 0) requestAnimationFrame(() => next(left - 1));
      else {
        clearTimeout(late);
        resolve();
      }
    };
    next(count);
  });
}

/** Scrolls a post that fits wholly into view. Says what it did for `domChanges`, or null. */
export function bringIntoView(el: Element): string | null {
  const { top, bottom, height, width, left, right } = rectOf(el);
  const fits = height <= innerHeight;
  const whole = top >= 0 && bottom <= innerHeight && (width > innerWidth || (left >= 0 && right <= innerWidth));
  const partly = bottom > 0 && top < innerHeight;
  if (whole || (!fits && partly)) return null;
  const from = `${scrollX},${scrollY}`;
  Element.prototype.scrollIntoView.call(el, { block: fits ? 'center' : 'start', inline: 'nearest', behavior: 'instant' });
  const { top: now } = rectOf(el);
  return now === top ? null : `scroll ${from} to ${scrollX},${scrollY}`;
}
