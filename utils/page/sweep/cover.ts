import type { SweepCommand, SweepKind, SweepTold } from '@/utils/messages/sweep';
import { doubt } from '../genuine';
import { stackAt } from '../natural';
import { make, Overlay } from '../overlay';
import { frames } from '../standing';
import { directionOf } from '../words';
import { COVER_RULES } from './sheet';
import { coverWords, figures, reasonWords } from './words';

const LOOK_MS = 250;
/** The page may open its own dialogs and menus; one that does so without end is fighting us. */
const MOST_TOPS = 12;
const IN_MS = 10_000;
/** Off no longer than a picture takes: where nobody puts it back, its worker ended meanwhile. */
const OFF_MS = 12_000;

export interface CoverCalls {
  command(command: SweepCommand): void;
  /** She took the cover away after the end. */
  left(): void;
  /** The page does not let it stand: what it holds shows again. */
  lost(): void;
}

export interface CoverAbout { lang: string; kind: SweepKind; pictures: boolean }

/**
 * Covers the whole window with our own paper while a sweep runs: a modal dialog in a closed shadow root, so that it lies in the top
 * layer, the page below it is inert (no key, no focus, no reader's voice gets there), and nothing of the page shows through.
 */
export class Cover {
  readonly #overlay = new Overlay(COVER_RULES);
  readonly #end = new AbortController();
  #dialog: HTMLDialogElement | null = null;
  #head: HTMLElement | null = null;
  #calm: HTMLElement | null = null;
  #quiet: HTMLElement | null = null;
  #sum: HTMLElement | null = null;
  #figures: HTMLElement | null = null;
  #state: HTMLElement | null = null;
  #verbs: HTMLElement | null = null;
  #off = false;
  #late: ReturnType<typeof setTimeout> | undefined;
  #pressed = Infinity;
  #above = new Set<Element>();
  #tops: number[] = [];
  #told: SweepTold = { saved: 0, already: 0, failed: 0, perMinute: null, secondsLeft: null, state: 'running', reason: null, acknowledged: [] };

  constructor(private readonly about: CoverAbout, private readonly calls: CoverCalls) {
    this.#overlay.onBroken = () => void (this.#build() || this.#lose());
  }

  /** False when the page does not let it stand. */
  show(): boolean {
    if (!this.#build()) return false;
    const { signal } = this.#end;
    document.addEventListener('toggle', () => this.#look(), { capture: true, signal });
    document.addEventListener('fullscreenchange', () => this.#look(), { signal });
    const timer = setInterval(() => this.#look(true), LOOK_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
    return true;
  }

  /** True while all of the window is under it, or while it was taken off on purpose. */
  get stands(): boolean {
    this.#look();
    return this.#dialog?.open === true;
  }

  get host(): Element | null {
    return this.#overlay.host;
  }

  /**
   * Off: not drawn at all, two frames later; it keeps its place, the focus and the keys. False when it was put back and had come
   * back by itself before: it may be in the picture.
   */
  async lift(off: boolean): Promise<boolean> {
    const held = off || this.#off;
    this.#draw(!off);
    if (off) this.#late = setTimeout(() => this.#draw(true), OFF_MS);
    await frames();
    return held;
  }

  #draw(on: boolean): void {
    clearTimeout(this.#late);
    this.#off = !on;
    this.#dialog?.classList.toggle('off', !on);
  }

  told(told: SweepTold): void {
    const before = this.#told.state;
    this.#told = told;
    this.#say();
    if (told.state !== before) this.#offer();
  }

  end(): void {
    clearTimeout(this.#late);
    this.#end.abort();
    this.#overlay.onBroken = null;
    this.#overlay.unmount();
    this.#dialog = null;
  }

  #lose(): void {
    if (this.#end.signal.aborted) return;
    this.end();
    this.calls.lost();
  }

  #build(): boolean {
    const { lang, kind } = this.about;
    const words = coverWords(lang);
    const ground = this.#overlay.mount(lang, directionOf(lang));
    if (!ground) return false;
    const dialog = make('dialog', this.#off ? 'off' : '');
    dialog.setAttribute('closedby', 'none');
    dialog.setAttribute('aria-label', words.saving[kind]);
    const panel = make('div', 'panel');
    this.#sum = make('p', 'sum');
    this.#figures = make('p', 'figures');
    this.#state = make('p', 'state');
    this.#state.setAttribute('role', 'status');
    this.#verbs = make('div', 'verbs');
    this.#head = make('h1', '');
    this.#calm = make('p', '');
    this.#quiet = make('p', 'quiet');
    panel.append(this.#head, this.#calm, this.#sum, this.#figures, this.#state, this.#verbs, this.#quiet);
    dialog.append(panel);
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('close', () => this.#look());
    dialog.addEventListener('pointerdown', () => (this.#pressed = performance.now()), true);
    dialog.addEventListener('keydown', (event) => event.key === 'Tab' && this.#turn(event));
    ground.replaceChildren(dialog);
    this.#dialog = dialog;
    this.#say();
    this.#offer();
    return this.#top();
  }

  #say(): void {
    const { lang, kind, pictures } = this.about;
    const words = coverWords(lang);
    const { state, reason, saved } = this.#told;
    const over = state === 'done' || state === 'stopped';
    if (!this.#head || !this.#calm || !this.#quiet || !this.#sum || !this.#figures || !this.#state) return;
    this.#head.textContent = over ? words.over[state] : words.saving[kind];
    this.#calm.textContent = over ? words.after : words.calm;
    this.#quiet.textContent = over ? '' : pictures ? words.blink : words.sound;
    this.#sum.textContent = words.saved(new Intl.NumberFormat(lang).format(saved));
    this.#figures.replaceChildren(...figures(this.#told, lang).map((part) => make('span', '', part)));
    const said = [state === 'paused' || state === 'waiting' ? words.states[state] : '', reasonWords(reason, lang)].filter(Boolean).join(' ');
    // A screen reader hears of changes only.
    if (this.#state.textContent !== said) this.#state.textContent = said;
  }

  #offer(): void {
    const words = coverWords(this.about.lang);
    const { state } = this.#told;
    const over = state === 'done' || state === 'stopped';
    const command = (label: string, what: SweepCommand): HTMLElement => this.#button(label, what === 'resume', () => this.calls.command(what));
    const go = state === 'running' ? command(words.pause, 'pause') : command(words.resume, 'resume');
    const leave = (): void => {
      this.end();
      this.calls.left();
    };
    this.#verbs?.replaceChildren(...(over ? [this.#button(words.leave, false, leave)] : [go, command(words.stop, 'stop')]));
    (this.#verbs?.firstElementChild as HTMLElement | null)?.focus({ preventScroll: true });
    this.#overlay.touched();
  }

  /** From button to button: past the last one the next key would be the page's. */
  #turn(event: KeyboardEvent): void {
    const buttons = [...(this.#verbs?.children ?? [])] as HTMLElement[];
    const at = buttons.indexOf(event.target as HTMLElement);
    event.preventDefault();
    buttons[(at + (event.shiftKey ? -1 : 1) + buttons.length) % buttons.length]?.focus({ preventScroll: true });
  }

  #button(label: string, first: boolean, run: () => void): HTMLElement {
    const button = make('button', first ? 'first' : '', label);
    button.type = 'button';
    button.addEventListener('click', (event) => {
      const { host, since } = this.#overlay;
      const pressed = event.detail === 0 ? performance.now() : this.#pressed;
      if (host && doubt(event, { host, button, since, pressed, drawn: null, top: true }) === null) run();
    });
    return button;
  }

  /** Opened last, it lies above all others of the top layer. */
  #top(): boolean {
    const now = performance.now();
    this.#tops = [...this.#tops.filter((at) => now - at < IN_MS), now];
    if (!this.#dialog || this.#tops.length > MOST_TOPS) return false;
    try {
      if (this.#dialog.open) this.#dialog.close();
      this.#dialog.showModal();
    } catch {
      return false;
    }
    this.#above = topLayer();
    return true;
  }

  #look(thoroughly = false): void {
    const dialog = this.#dialog;
    if (!dialog || this.#end.signal.aborted) return;
    const others = topLayer();
    const more = [...others].some((el) => !this.#above.has(el));
    this.#above = others;
    if ((!dialog.open || more || (thoroughly && uncovered(this.#overlay.host))) && !this.#top()) this.#lose();
  }
}

const topLayer = (): Set<Element> => new Set(Document.prototype.querySelectorAll.call(document, ':modal, :popover-open, :fullscreen'));

/** A hidden window draws nothing, and so hits nothing. */
function uncovered(host: Element | null): boolean {
  if (document.visibilityState !== 'visible' || innerWidth < 8 || innerHeight < 8) return false;
  const [w, h] = [document.documentElement.clientWidth, innerHeight];
  const points: [number, number][] = [[w / 2, h / 2], [3, 3], [w - 4, 3], [3, h - 4], [w - 4, h - 4]];
  return points.some(([x, y]) => stackAt(document, x, y)[0] !== host);
}
