import { make, Overlay } from './overlay';
import { directionOf } from './words';

export interface Choosing {
  cover: HTMLElement;
  frame: HTMLElement;
  hint: HTMLElement;
  /** Says something to a screen reader. */
  say(words: string): void;
  host: HTMLElement;
}

export interface ChooserKeys<T> {
  /** True when the key was ours. */
  key(event: KeyboardEvent): boolean;
  /** What stands chosen now, or null. */
  chosen(): T | null;
}

const SHOWN_MS = 300;

/**
 * A cover over the page with a frame and a hint, in a closed shadow root: what picker and region share. Enter takes what stands
 * chosen, Escape leaves (null). Keys are caught on their way in, so that the page's own shortcuts sleep meanwhile.
 */
export function choose<T>(
  lang: string, hintText: string, build: (parts: Choosing, take: () => void) => ChooserKeys<T>, signal: AbortSignal,
): Promise<T | null> {
  return new Promise((resolve) => {
    const overlay = new Overlay();
    const end = new AbortController();
    const before = document.activeElement;
    const done = (value: T | null): void => {
      end.abort();
      overlay.unmount();
      if (before && 'focus' in before) (before as HTMLElement).focus({ preventScroll: true });
      resolve(value);
    };
    const ground = overlay.mount(lang, directionOf(lang));
    const host = overlay.host;
    if (!ground || !host || signal.aborted) return done(null);
    overlay.onBroken = () => done(null);
    signal.addEventListener('abort', () => done(null), { signal: end.signal });
    const cover = make('div', 'cover');
    cover.tabIndex = -1;
    cover.setAttribute('role', 'application');
    cover.setAttribute('aria-label', hintText);
    const frame = make('div', 'frame');
    const hint = make('div', 'hint', hintText);
    const live = make('div', 'unseen');
    live.setAttribute('role', 'status');
    ground.replaceChildren(cover, frame, hint, live);
    const take = (): void => {
      const value = keys.chosen();
      if (value !== null && performance.now() - overlay.since >= SHOWN_MS) done(value);
    };
    const keys = build({ cover, frame, hint, host, say: (words) => (live.textContent = words) }, take);
    const onKey = (event: KeyboardEvent): void => {
      if (!event.isTrusted) return;
      const ours = event.key === 'Enter' || event.key === 'Escape' || keys.key(event);
      if (!ours && event.key !== 'Tab') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Enter') take();
      if (event.key === 'Escape') done(null);
    };
    addEventListener('keydown', onKey, { capture: true, signal: end.signal });
    cover.focus({ preventScroll: true });
  });
}
