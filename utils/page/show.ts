import type { PostKey, Rect, Told } from '@/utils/messages/types';
import { Bar, type BarCalls } from './bar';
import { Hover } from './hover';
import { pickElement } from './picker';
import type { Pointer } from './pointer';
import type { Posts } from './posts';
import { pickRegion } from './region';

/** What the core gives to `show.js`, and what it gets: everything that can be seen in the page, loaded when it is first wanted. */
export interface Stage { posts: Posts; pointer: Pointer; calls: BarCalls; living: () => boolean; signal: AbortSignal }

/** After an answer the bar stays away from the picture until it is told how it went, or so long. */
const PICTURE_MS = 8_000;

export class Show {
  readonly #bar: Bar;
  readonly #hover: Hover;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly stage: Stage) {
    const { posts, pointer, calls, living, signal } = stage;
    this.#bar = new Bar(posts, calls, signal);
    this.#hover = new Hover(pointer, this.#bar, living);
    signal.addEventListener('abort', () => {
      this.#hover.on(false);
      clearTimeout(this.#quiet);
    });
  }

  get host(): Element | null {
    return this.#bar.overlay.host;
  }

  get key(): PostKey | null {
    return this.#bar.key;
  }

  set(on: boolean, lang: string): void {
    this.#bar.lang = lang;
    this.#hover.on(on);
  }

  told(told: Told, key: PostKey | null): void {
    clearTimeout(this.#quiet);
    this.#hover.hold(false);
    this.#bar.told(told, key);
  }

  /** Out of the picture: nothing of ours is in the page when the answer goes out. */
  stepAside(): void {
    this.#bar.hide();
    this.#hover.hold(true);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#hover.hold(false), PICTURE_MS);
  }

  async pickElement(signal: AbortSignal): Promise<Element | null> {
    this.stepAside();
    return pickElement(this.#bar.lang, signal);
  }

  async pickRegion(signal: AbortSignal): Promise<Rect | null> {
    this.stepAside();
    return pickRegion(this.#bar.lang, signal);
  }
}

export const makeShow = (stage: Stage): Show => new Show(stage);
