import { frameOf, ownerOf, rectOf, stackAt } from '../natural';
import { make, place } from '../overlay';
import { dress } from '../sheet';
import { directionOf } from '../words';
import type { Why } from './decide';
import { shieldWords } from './words';

const RULES = `
.slip { position: fixed; overflow: hidden; display: grid; place-content: center; text-align: center; padding: 4px 12px; margin: 0; cursor: default; touch-action: none;
  background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 8px; user-select: none; -webkit-user-select: none; }
.slip.lifted { opacity: 0; pointer-events: none; }
.slip span { display: block; max-inline-size: 40rem; overflow: hidden; text-overflow: ellipsis; }
.slip .how { opacity: .8; font-size: 14px; }
@media (forced-colors: active) { .slip { border-color: CanvasText; } }
`;

/** So often within one frame. */
const MOST_BREAKS = 20;

export interface Slip { why: Why; who: string | null }
/** She presses on the slip of this post, and lets go. */
export interface Holding { lift(post: Element): void; lay(): void }

/**
 * One layer for the slips of all covered posts near the window, in one closed shadow root. The words below are hidden by
 * a rule of their own: a slip that lags, or that the page throws out, shows none.
 */
export class Slips {
  #host: HTMLElement | null = null;
  #ground: HTMLElement | null = null;
  readonly #slips = new Map<Element, { el: HTMLElement; print: string }>();
  readonly #watch = new MutationObserver(() => {
    this.#stand();
    this.follow();
  });
  readonly #size = new ResizeObserver(() => this.follow());
  #frame = 0;
  #lifted: HTMLElement | null = null;
  #breaks = 0;

  constructor(private readonly lang: string, private readonly holding: Holding, private readonly signal: AbortSignal) {
    const lay = (event: Event): void => {
      if (event.type !== 'keyup' || (event as KeyboardEvent).key === ' ') this.lay();
    };
    for (const type of ['pointerup', 'pointercancel', 'blur', 'keyup']) addEventListener(type, lay, { capture: true, signal });
    document.addEventListener('visibilitychange', lay, { signal });
    signal.addEventListener('abort', () => this.#leave());
  }

  /** Whose slip is the topmost thing at a point of the window. */
  under(x: number, y: number): Element | null {
    if (!this.#host || stackAt(document, x, y)[0] !== this.#host) return null;
    for (const post of this.#slips.keys()) {
      const { left, top, width, height } = shownBox(post);
      if (x >= left && x < left + width && y >= top && y < top + height) return post;
    }
    return null;
  }

  put(post: Element, slip: Slip): void {
    const print = `${slip.why} ${slip.who ?? ''}`;
    const there = this.#slips.get(post);
    if (there?.print === print) return this.follow();
    there?.el.remove();
    const ground = this.#mount();
    const words = shieldWords(this.lang);
    const el = make('button', 'slip');
    el.type = 'button';
    if (slip.who !== null) el.append(make('bdi', '', slip.who.slice(0, 80)));
    el.append(make('span', '', words.why[slip.why]), make('span', 'how', words.hold));
    const lift = (event: Event): void => {
      if (!event.isTrusted) return;
      event.preventDefault();
      el.classList.add('lifted');
      this.#lifted = el;
      this.holding.lift(post);
    };
    el.addEventListener('pointerdown', lift);
    el.addEventListener('keydown', (event) => {
      if (event.key === ' ' && !event.repeat) lift(event);
    });
    el.addEventListener('contextmenu', (event) => event.preventDefault());
    ground.append(el);
    this.#slips.set(post, { el, print });
    this.follow();
  }

  drop(post: Element): void {
    const slip = this.#slips.get(post);
    if (!slip) return;
    this.#slips.delete(post);
    if (this.#lifted === slip.el) this.lay();
    slip.el.remove();
  }

  lay(): void {
    if (!this.#lifted) return;
    this.#lifted.classList.remove('lifted');
    this.#lifted = null;
    this.holding.lay();
  }

  show(on: boolean): void {
    this.#ground?.style.setProperty('display', on ? '' : 'none');
  }

  /** Once a frame, however often it is asked. */
  follow(): void {
    if (this.#slips.size > 0) this.#frame ||= requestAnimationFrame(() => this.#place());
  }

  #place(): void {
    this.#frame = 0;
    const boxes = [...this.#slips].map(([post, { el }]) => [el, shownBox(post)] as const);
    for (const [el, { left, top, width, height }] of boxes) {
      el.hidden = width === 0 || height === 0;
      place(el, { left, top, width, height });
    }
  }

  #mount(): HTMLElement {
    if (this.#ground) return this.#ground;
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });
    dress(root, RULES);
    const ground = make('div', 'ground');
    ground.lang = this.lang;
    ground.dir = directionOf(this.lang);
    for (const type of ['click', 'pointerdown', 'mousedown', 'mouseup', 'keydown', 'keypress', 'focusin', 'focusout']) ground.addEventListener(type, (event) => event.stopPropagation());
    root.append(ground);
    document.documentElement.append(host);
    this.#host = host;
    this.#ground = ground;
    const { signal } = this;
    // What moves posts without a change in one: scrolling, what loads or ends its motion above, another size, direction or style of all.
    for (const type of ['scroll', 'resize', 'load', 'transitionend', 'animationend', 'toggle']) addEventListener(type, () => this.follow(), { capture: true, passive: true, signal });
    this.#watch.observe(document.documentElement, { childList: true, attributes: true });
    this.#watch.observe(host, { attributes: true });
    if (document.body) {
      this.#watch.observe(document.body, { attributes: true });
      this.#size.observe(document.body);
    }
    return ground;
  }

  /** Taken out, moved or written on: back at once, before the next frame is drawn; with a page that does it again each time, in the next one. */
  #stand(): void {
    const host = this.#host;
    if (!host) return;
    const well = host.parentNode === document.documentElement && host.getAttributeNames().length === 0;
    if (well) return;
    if (this.#breaks >= MOST_BREAKS) {
      if (this.#breaks++ === MOST_BREAKS) requestAnimationFrame(() => {
        this.#breaks = 0;
        this.#stand();
      });
      return;
    }
    this.#breaks++;
    for (const name of host.getAttributeNames()) host.removeAttribute(name);
    if (host.parentNode !== document.documentElement) document.documentElement.append(host);
  }

  #leave(): void {
    cancelAnimationFrame(this.#frame);
    this.#watch.disconnect();
    this.#size.disconnect();
    this.#host?.remove();
    this.#host = this.#ground = this.#lifted = null;
    this.#slips.clear();
  }
}

/** Of a post in a frame only what is inside the frame's edges. */
function shownBox(post: Element): { left: number; top: number; width: number; height: number } {
  const box = rectOf(post);
  const frame = frameOf(ownerOf(post));
  if (!frame) return box;
  const edge = rectOf(frame);
  const [left, top] = [Math.max(box.left, edge.left), Math.max(box.top, edge.top)];
  return { left, top, width: Math.max(0, Math.min(box.right, edge.right) - left), height: Math.max(0, Math.min(box.bottom, edge.bottom) - top) };
}
