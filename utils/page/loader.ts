import type { Show, Stage } from './show';

const SLOT = Symbol.for('hf.show');

type World = { [SLOT]?: (stage: Stage) => Show };

/** Called by `show.js`. */
export function offerShow(make: (stage: Stage) => Show): void {
  (globalThis as World)[SLOT] = make;
}

/** The visible half, once: asks the background to bring `show.js` when it is not here yet. Null when it does not come. */
export class Loader {
  #show: Show | null = null;
  #coming: Promise<Show | null> | null = null;

  constructor(private readonly stage: Stage, private readonly bring: () => Promise<unknown>) {
    stage.signal.addEventListener('abort', () => {
      this.#show = null;
      delete (globalThis as World)[SLOT];
    });
  }

  /** What is here already; nothing is brought. */
  get here(): Show | null {
    return this.#show;
  }

  async get(): Promise<Show | null> {
    this.#coming ??= this.#bring();
    const show = await this.#coming;
    if (!show) this.#coming = null;
    return show;
  }

  async #bring(): Promise<Show | null> {
    if (!(globalThis as World)[SLOT]) await this.bring();
    const make = (globalThis as World)[SLOT];
    return make && !this.stage.signal.aborted ? (this.#show = make(this.stage)) : null;
  }
}
