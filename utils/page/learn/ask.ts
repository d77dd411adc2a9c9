import { doubt } from '../genuine';
import { isConnected, rectOf } from '../natural';
import { make, Overlay, place } from '../overlay';
import { directionOf } from '../words';
import { learnWords } from './words';

const MOST_FRAMES = 80;

export interface Verb<T> { label: string; first?: boolean; answer: T }

/**
 * Outlines parts of the page and asks about them, in a bar at the lower edge. Null when she leaves (Escape), when the page takes it
 * away, or on the signal. A press counts as in the bar beside a post: hers, on what she could see.
 */
export function askAbout<T>(lang: string, elements: readonly Element[], words: string, verbs: readonly Verb<T>[], signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve) => {
    const overlay = new Overlay();
    const end = new AbortController();
    const done = (answer: T | null): void => {
      end.abort();
      overlay.unmount();
      resolve(answer);
    };
    const ground = overlay.mount(lang, directionOf(lang));
    if (!ground || signal.aborted) return done(null);
    overlay.onBroken = () => done(null);
    signal.addEventListener('abort', () => done(null), { signal: end.signal });
    const bar = make('div', 'bar');
    bar.setAttribute('role', 'dialog');
    bar.setAttribute('aria-label', learnWords(lang).bar);
    const said = make('span', 'said');
    said.setAttribute('role', 'status');
    let pressed = Infinity;
    bar.addEventListener('pointerdown', () => (pressed = performance.now()), true);
    bar.append(said, ...verbs.map(({ label, first, answer }) => {
      const button = make('button', first ? 'first' : '', label);
      button.type = 'button';
      button.addEventListener('click', (event) => {
        const { host } = overlay;
        const at = event.detail === 0 ? performance.now() : pressed;
        if (host && doubt(event, { host, button, since: overlay.since, pressed: at, drawn: null }) === null) done(answer);
      });
      return button;
    }));
    const frames = make('div', '');
    ground.replaceChildren(frames, bar);
    const draw = (): void => {
      const seen = elements.filter(isConnected).map(rectOf).filter(({ top, bottom, height }) => height > 0 && bottom > 0 && top < innerHeight).slice(0, MOST_FRAMES);
      frames.replaceChildren(...seen.map(({ left, top, width, height }) => {
        const frame = make('div', 'frame');
        place(frame, { left: left - 2, top: top - 2, width: width + 4, height: height + 4 });
        return frame;
      }));
    };
    let asked = 0;
    const follow = (): void => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(draw);
    };
    addEventListener('scroll', follow, { capture: true, passive: true, signal: end.signal });
    addEventListener('resize', follow, { passive: true, signal: end.signal });
    addEventListener('keydown', (event: KeyboardEvent) => {
      if (!event.isTrusted || event.key !== 'Escape') return;
      event.stopImmediatePropagation();
      done(null);
    }, { capture: true, signal: end.signal });
    const stand = (): void => {
      place(bar, { left: 0, top: 0 });
      const { width, height } = bar.getBoundingClientRect();
      place(bar, { left: Math.max(8, (innerWidth - width) / 2), top: Math.max(8, innerHeight - height - 24) });
      overlay.touched();
    };
    addEventListener('resize', stand, { passive: true, signal: end.signal });
    draw();
    stand();
    // A live region speaks only of what changes after it is there.
    requestAnimationFrame(() => {
      said.textContent = words;
      stand();
    });
    bar.querySelector('button')?.focus({ preventScroll: true });
  });
}
