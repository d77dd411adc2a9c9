import { doubt, type Doubt } from './genuine';
import { make, type Overlay } from './overlay';

/** Buttons of ours beside something of the page: only her own clicks on what she could see count. */
export class Counted {
  #eye: IntersectionObserver | null = null;
  #drawn: boolean | null = null;
  #pressed = Infinity;

  /** `refused`: for tests and for nobody else, why a click did not count. */
  constructor(private readonly overlay: Overlay, private readonly refused?: (why: Doubt) => void) {}

  button(label: string, first: boolean, run: () => void): HTMLButtonElement {
    const button = make('button', first ? 'first' : '', label);
    button.type = 'button';
    button.addEventListener('click', (event) => {
      const host = this.overlay.host;
      if (!host) return;
      const pressed = event.detail === 0 ? performance.now() : this.#pressed;
      const why = doubt(event, { host, button, since: this.overlay.since, pressed, drawn: this.#drawn });
      if (why === null) run();
      else this.refused?.(why);
    });
    return button;
  }

  /** Asks the browser whether the box around the buttons is drawn whole, in full colour and with nothing over it, where it can tell. */
  watch(box: HTMLElement): void {
    this.end();
    box.addEventListener('pointerdown', () => (this.#pressed = performance.now()), true);
    this.#eye = new IntersectionObserver(
      (entries) => {
        const { isVisible } = entries.at(-1) as IntersectionObserverEntry & { isVisible?: boolean };
        this.#drawn = typeof isVisible === 'boolean' ? isVisible : null;
      },
      { threshold: [0, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
    );
    this.#eye.observe(box);
  }

  end(): void {
    this.#eye?.disconnect();
    this.#eye = null;
    this.#drawn = null;
  }
}
