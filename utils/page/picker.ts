import { choose } from './chooser';
import { firstChild, isConnected, isElement, nextSibling, openRoot, parentOf, rectOf, tagOf } from './natural';
import { place } from './overlay';
import { elementAt } from './pointer';
import { wordsFor } from './words';

const LEAST = 4;

const drawn = (el: Element): boolean => {
  const { width, height } = rectOf(el);
  return width >= LEAST && height >= LEAST;
};

/** Drawn children, through an open shadow root. */
function below(el: Element): Element[] {
  const found: Element[] = [];
  for (let node: Node | null = firstChild(openRoot(el) ?? el); node; node = nextSibling(node)) if (isElement(node) && drawn(node)) found.push(node);
  return found;
}

/** Lets her point at one part of the page. Pointer or arrows; null when she leaves. */
export function pickElement(lang: string, signal: AbortSignal, hintText: string = wordsFor(lang).pick): Promise<Element | null> {
  const words = wordsFor(lang);
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  return choose<Element>(lang, hintText, ({ cover, frame, hint, host, say }, take) => {
    let el: Element | null = null;
    let path: Element[] = [];
    const show = (next: Element | null): void => {
      if (!next || !isConnected(next) || next === host) return;
      el = next;
      if (rectOf(el).bottom < 0 || rectOf(el).top > innerHeight) el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { left, top, width, height } = rectOf(el);
      place(frame, { left, top, width, height });
      hint.classList.toggle('low', top < 90);
    };
    const step = (next: Element | null | undefined): boolean => {
      show(next ?? null);
      if (el) say(words.piece(number.format(rectOf(el).width), number.format(rectOf(el).height)));
      return true;
    };
    let at = '';
    // Browsers send a move without a move when the page shifts: that must not undo what the arrows chose.
    const point = (event: PointerEvent): void => {
      const now = `${event.clientX},${event.clientY}`;
      if (!event.isTrusted || (now === at && event.type === 'pointermove')) return;
      at = now;
      path = [];
      show(elementAt(event.clientX, event.clientY, host));
    };
    cover.addEventListener('pointermove', point);
    cover.addEventListener('pointerdown', point);
    cover.addEventListener('click', (event) => {
      if (event.isTrusted) take();
    });
    show(elementAt(innerWidth / 2, innerHeight / 2, host));
    const sibling = (by: 1 | -1): Element | undefined => {
      const up = el && parentOf(el);
      const all = up ? below(up) : [];
      return el ? all[all.indexOf(el) + by] : undefined;
    };
    return {
      chosen: () => (el && isConnected(el) ? el : null),
      key({ key }) {
        if (key === 'ArrowUp') {
          const up = el && parentOf(el);
          if (el && up && tagOf(up) !== 'html') {
            path.push(el);
            return step(up);
          }
          return true;
        }
        if (key === 'ArrowDown') {
          const narrower = path.pop() ?? (el ? below(el)[0] : undefined);
          return step(narrower);
        }
        if (key === 'ArrowRight' || key === 'ArrowLeft') {
          path = [];
          return step(sibling(key === 'ArrowRight' ? 1 : -1));
        }
        return false;
      },
    };
  }, signal);
}
