import { dress } from './sheet';

const MOST_BREAKS = 4;
const IN_MS = 10_000;

/**
 * Our one element in the page: a plain `div` at the end of the root element, closed, new for each showing. It exists only
 * while something is shown. When the page takes it away, moves it or writes on it, it goes, and `onBroken` hears of it.
 */
export class Overlay {
  #host: HTMLElement | null = null;
  #ground: HTMLElement | null = null;
  #watch: MutationObserver | null = null;
  #breaks: number[] = [];
  #since = 0;
  onBroken: (() => void) | null = null;

  /** `rules`: further ones for its shadow root. */
  constructor(private readonly rules = '') {}

  get host(): HTMLElement | null {
    return this.#host;
  }

  /** Milliseconds (of `performance.now`) since when it stands as it stands. */
  get since(): number {
    return this.#since;
  }

  /** Called after anything in it was moved or changed: a click right after does not count. */
  touched(): void {
    this.#since = performance.now();
  }

  /** The ground to build on, or null when the page keeps taking it away. */
  mount(lang: string, dir: 'rtl' | 'ltr'): HTMLElement | null {
    this.unmount();
    this.#breaks = this.#breaks.filter((at) => performance.now() - at < IN_MS);
    if (this.#breaks.length >= MOST_BREAKS) return null;
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });
    dress(root, this.rules);
    const ground = document.createElement('div');
    ground.className = 'ground';
    ground.lang = lang;
    ground.dir = dir;
    for (const type of ['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'keydown', 'keyup', 'keypress', 'focusin', 'focusout'])
      ground.addEventListener(type, (event) => event.stopPropagation());
    root.append(ground);
    document.documentElement.append(host);
    this.#host = host;
    this.#ground = ground;
    this.touched();
    this.#watch = new MutationObserver(() => this.#check());
    this.#watch.observe(document.documentElement, { childList: true });
    this.#watch.observe(host, { attributes: true, childList: true });
    return ground;
  }

  unmount(): void {
    this.#watch?.disconnect();
    this.#host?.remove();
    this.#host = this.#ground = this.#watch = null;
  }

  get ground(): HTMLElement | null {
    return this.#ground;
  }

  #check(): void {
    const host = this.#host;
    if (!host) return;
    const stands = host.parentNode === document.documentElement && host.attributes.length === 0 && host.childNodes.length === 0;
    if (stands && document.documentElement.lastElementChild === host) return;
    this.unmount();
    this.#breaks.push(performance.now());
    this.onBroken?.();
  }
}

/** A new element with a class, and words as text only. */
export function make<T extends keyof HTMLElementTagNameMap>(tag: T, className: string, text = ''): HTMLElementTagNameMap[T] {
  const el = document.createElement(tag);
  if (className) el.className = className;
  if (text) el.textContent = text;
  return el;
}

/** Through the style object, never an attribute: a strict page policy forbids those. */
export function place(el: HTMLElement, box: Partial<Record<'left' | 'top' | 'width' | 'height', number>>): void {
  for (const [name, value] of Object.entries(box)) el.style.setProperty(name, `${Math.round(value)}px`);
}
