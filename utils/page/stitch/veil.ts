import type { StitchWhat } from '@/utils/messages/stitch';
import { make, Overlay } from '../overlay';
import { directionOf } from '../words';
import { stitchWords } from './words';

const RULES = `
.veil { position: fixed; inset: 0; display: grid; place-items: center; padding: 24px; background: var(--paper); color: var(--ink); touch-action: none; }
.veil > div { max-inline-size: 34rem; display: grid; gap: 14px; justify-items: start; overflow-wrap: anywhere; }
.veil h1 { font-size: 22px; line-height: 1.3; font-weight: 600; margin: 0; }
.veil p { margin: 0; font-variant-numeric: tabular-nums; }
.veil button { min-block-size: 44px; padding: 8px 18px; border-color: var(--line); }
`;

/** Paper over the page while it scrolls: away for each picture, with nothing of ours left there. */
export class Veil {
  readonly #overlay = new Overlay(RULES);
  readonly #end = new AbortController();
  #done: { done: number; of: number | null } = { done: 0, of: null };
  stopped = false;

  constructor(private readonly what: StitchWhat, private readonly lang: string, private readonly onStop: () => void) {
    const { signal } = this.#end;
    window.addEventListener('keydown', (event) => this.#key(event), { capture: true, signal });
    // Scrolling by hand would move the page between two looks at it.
    const hold = (event: Event): void => {
      if (event.isTrusted) event.preventDefault();
    };
    for (const type of ['wheel', 'touchmove']) window.addEventListener(type, hold, { capture: true, passive: false, signal });
    this.#overlay.onBroken = () => this.show();
  }

  told(done: number, of: number | null): void {
    this.#done = { done, of };
    this.show();
  }

  show(): void {
    const words = stitchWords(this.lang);
    const number = new Intl.NumberFormat(this.lang);
    const ground = this.#overlay.mount(this.lang, directionOf(this.lang));
    const veil = make('div', 'veil');
    const panel = make('div', '');
    const { done, of } = this.#done;
    const status = make('p', '', this.stopped ? words.stopping : of === null ? words.done(number.format(done)) : words.doneOf(number.format(done), number.format(of)));
    status.setAttribute('role', 'status');
    const button = make('button', '', words.stop);
    button.type = 'button';
    button.addEventListener('click', (event) => event.isTrusted && this.#stop());
    panel.append(make('h1', '', words.saving[this.what]), make('p', '', words.calm), status, button);
    veil.append(panel);
    ground?.replaceChildren(veil);
  }

  /** Nothing of ours is in the page; two frames later it is not on the screen either. */
  lift(): void {
    this.#overlay.unmount();
  }

  end(): void {
    this.#end.abort();
    this.#overlay.onBroken = null;
    this.#overlay.unmount();
  }

  #stop(): void {
    this.stopped = true;
    this.onStop();
    if (this.#overlay.host) this.show();
  }

  #key(event: KeyboardEvent): void {
    if (!event.isTrusted || event.key === 'Tab' || ((event.key === 'Enter' || event.key === ' ') && this.#overlay.host === document.activeElement)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === 'Escape') this.#stop();
  }
}
