import type { StitchAsk, StitchCalls, StitchLook, StitchStop } from '@/utils/messages/stitch';
import type { PageFailed, Rect } from '@/utils/messages/types';
import { isAlive, type Listener, type Runtime } from '../lifecycle';
import { parentOf, rectOf } from '../natural';
import { type Found, inView, Posts } from '../posts';
import { PAGE_LIMITS, snapshot } from '../snapshot';
import { frames, rectFrom, standing } from '../standing';
import { wordsOf } from '../words-of';
import { Changes, fixedElements, HIDDEN, UNSTUCK } from './changes';
import { driftOf, Marks } from './marks';
import { atRest, growsOn } from './rest';
import { rootFor, type Root } from './root';
import { Veil } from './veil';
import { exactWindow } from './window';
import { stitchWords } from './words';

/** Without a call for so long the background is gone: everything is put back. */
const ALONE_MS = 20_000;
/** Of what is seen at one stop is seen again at the next: enough to tell that they belong together. */
const SHARED = 0.12;
const LEAST_SHARED = 40;
const MOST_STARTS = 6;

/** One long picture in the making: scrolls, waits, hides what would be seen twice, and puts everything back. */
class Run {
  readonly end = new AbortController();
  readonly #posts = new Posts();
  readonly #changes = new Changes();
  readonly #marks = new Marks();
  readonly #places: { el: Element; left: number; top: number }[] = [];
  #root: Root | null = null;
  #veil: Veil | null = null;
  #ask: StitchAsk = { what: 'page', lang: 'en' };
  #stops = 0;
  #drift = 0;
  /** Of the wanted part, where the first stop saw it. */
  #top = 0;
  /** Down to here (in the window) the stop shows what scrolls. */
  #covered = Infinity;
  #alone: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onStop: () => void) {}

  async start(ask: StitchAsk): Promise<StitchCalls['page.stitchStart']['answer']> {
    this.#ask = ask;
    const { signal } = this.end;
    const root = await rootFor(ask.what, this.#posts, { lang: ask.lang, words: stitchWords(ask.lang).pick, signal });
    if (!root || signal.aborted) return null;
    this.#root = root;
    this.#heard();
    for (let el: Element | null = root.scroller.el; el; el = parentOf(el)) this.#places.push({ el, left: el.scrollLeft, top: el.scrollTop });
    this.#veil = new Veil(ask.what, ask.lang, this.onStop);
    this.#veil.show();
    return root.el ? snapshot(root.el, { limits: PAGE_LIMITS }) : { html: '', notRead: [] };
  }

  /** On to the next stop, at rest, with nothing of ours in the page. */
  async next(): Promise<StitchStop> {
    this.#heard();
    const { scroller } = this.#here;
    const first = this.#stops++ === 0;
    const before = this.#y;
    const scrolled = scroller.y;
    if (first) await this.#begin();
    else scroller.to(scroller.y + this.#step);
    this.#unfix(first);
    await atRest(scroller.el, this.#clip, this.end.signal);
    if (!first) this.#drift += driftOf(this.#marks.moved(), scroller.y - scrolled);
    this.#unfix(first);
    const more = !this.#seenAll() || (await growsOn(() => this.#range.bottom, this.end.signal));
    this.#veil?.lift();
    await frames();
    this.#marks.take(this.#clip, scroller.el);
    const stuck = !first && more && this.#y <= before + 1;
    const clip = this.#clip;
    const seen = this.#inView();
    return {
      ...this.#look(seen),
      covered: this.#covered,
      posts: seen.map(({ key, post, parsed }) => ({ key, post, parsed })),
      lines: seen.length > 0 ? [] : (wordsOf(this.#here.el ?? scroller.el, clip)?.split('\n') ?? []),
      end: this.#veil?.stopped ? 'stopped' : stuck ? 'stuck' : more ? 'no' : 'end',
      left: Math.max(more ? 1 : 0, Math.ceil((this.#range.bottom - this.#y - clip.height) / this.#step)),
      messages: this.#ask.what !== 'element' && seen.some(({ post }) => post.kind === 'message'),
      wider: this.#range.right - this.#range.left > clip.width + 2,
    };
  }

  look(): StitchLook {
    this.#heard();
    return this.#look(this.#inView());
  }

  told({ done, of }: StitchCalls['page.stitchTold']['ask']): null {
    this.#heard();
    this.#veil?.told(done, of);
    return null;
  }

  stop(): { domChanges: string[] } {
    clearTimeout(this.#alone);
    this.end.abort();
    this.#changes.undo();
    for (const { el, left, top } of this.#places.splice(0)) if (el.isConnected) el.scrollTo({ left, top, behavior: 'instant' });
    this.#veil?.end();
    this.#veil = null;
    return { domChanges: this.#changes.log };
  }

  get #here(): Root {
    if (!this.#root || this.end.signal.aborted) throw new Error('no run');
    return this.#root;
  }

  #heard(): void {
    clearTimeout(this.#alone);
    this.#alone = setTimeout(() => this.stop(), ALONE_MS);
  }

  /** How far what is at the clip's corner lies from the start, by what was seen on the way. */
  get #y(): number {
    return this.#here.scroller.y + this.#drift;
  }

  /** Of a page with the fractions of the window, which the page's own numbers leave out. */
  get #clip(): Rect {
    const { clip, isPage } = this.#here.scroller;
    if (!isPage) return clip;
    const { width, height } = exactWindow();
    const bar = (whole: number, shown: number): number => (whole - shown > 2 ? whole - shown : 0);
    return { x: 0, y: 0, width: width - bar(innerWidth, clip.width), height: height - bar(innerHeight, clip.height) };
  }

  get #step(): number {
    const { height, y } = this.#clip;
    const shown = Math.min(height, this.#covered - y);
    return Math.max(shown / 2, shown - Math.max(LEAST_SHARED, shown * SHARED));
  }

  get #range(): StitchLook['range'] {
    const { scroller, el } = this.#here;
    const clip = this.#clip;
    if (el) {
      const box = rectOf(el);
      const left = box.left - clip.x + scroller.x;
      return { left, right: left + box.width, top: this.#stops > 1 ? this.#top : box.top - clip.y + this.#y, bottom: box.bottom - clip.y + this.#y };
    }
    const bottom = scroller.reversed ? scroller.el.clientHeight : scroller.height;
    return { left: scroller.x, right: scroller.x + Math.max(clip.width, scroller.el.scrollWidth), top: this.#top, bottom: bottom + this.#drift };
  }

  #seenAll(): boolean {
    const { scroller } = this.#here;
    return this.#range.bottom <= this.#y + this.#clip.height + 1 || scroller.atEnd;
  }

  async #begin(): Promise<void> {
    const { scroller, el } = this.#here;
    this.#changes.note(`scroll from ${Math.round(scroller.x)},${Math.round(scroller.y)} step by step, and back`);
    if (!scroller.isPage) Reflect.apply(Element.prototype.scrollIntoView, scroller.el, [{ block: 'nearest', inline: 'nearest', behavior: 'instant' }]);
    const snaps = getComputedStyle(scroller.el).scrollSnapType;
    if (snaps && snaps !== 'none') this.#changes.once(scroller.el as HTMLElement, 'no scroll snap', { 'scroll-snap-type': 'none' });
    // What loads above as the start comes near pushes it away again.
    for (let i = 0; i < MOST_STARTS; i++) {
      const before = `${scroller.y} ${scroller.height}`;
      if (el) scroller.to(rectOf(el).top - this.#clip.y + scroller.y);
      else scroller.toStart();
      await frames();
      if (`${scroller.y} ${scroller.height}` === before) break;
    }
    this.#top = el ? rectOf(el).top - this.#clip.y + this.#y : this.#y;
  }

  /** What sticks lies in its place from the start; what is fixed is on the first picture of a page, and hidden from then on. */
  #unfix(first: boolean): void {
    const { scroller, el } = this.#here;
    const clip = this.#clip;
    const end = clip.y + clip.height;
    const over = ({ top, bottom, left, right }: DOMRect): boolean => bottom > clip.y && top < end && right > clip.x && left < clip.x + clip.width;
    this.#covered = end;
    for (const fixed of fixedElements(el ? [scroller.el, el] : [scroller.el])) {
      if (fixed.sticky) this.#changes.once(fixed.el, 'unstick', UNSTUCK);
      else if (!over(fixed.box)) continue;
      else if (!first || this.#ask.what !== 'page') this.#changes.once(fixed.el, 'hide fixed', HIDDEN);
      else if (fixed.box.top > clip.y + clip.height / 2 && getComputedStyle(fixed.el).opacity !== '0') this.#covered = Math.min(this.#covered, fixed.box.top);
    }
  }

  #inView(): Found[] {
    const { el } = this.#here;
    const { x, y, width, height } = this.#clip;
    return this.#posts.all(el ?? document).filter((found) => {
      const { top, bottom, left, right } = rectOf(found.el);
      return inView(found.el) && bottom > y && top < y + height && right > x && left < x + width;
    });
  }

  #look(seen: readonly Found[]): StitchLook {
    const { scroller, el } = this.#here;
    const { href, viewport, visible } = standing(null);
    const range = this.#range;
    return {
      href, viewport, visible, width: exactWindow().width, ratio: devicePixelRatio, clip: this.#clip, at: { x: scroller.x, y: this.#y },
      // Pages tell their height in whole numbers; at their end no picture shows more than there is.
      range: { ...range, bottom: range.bottom + (!el && scroller.isPage ? 1 : 0) }, moved: this.#marks.sum,
      sensitive: this.#sensitive(seen),
    };
  }

  /** Wherever in the window: the picture shows all of it. */
  #sensitive(seen: readonly Found[]): Rect[] {
    const all = this.#here.el || !this.#here.scroller.isPage ? this.#posts.all().filter(({ el }) => inView(el)) : seen;
    return all.filter(({ post }) => post.sensitive || post.quoted?.sensitive).map(({ el }) => rectFrom(rectOf(el)));
  }
}

const SLOT = Symbol.for('hf.stitch');
type World = { [SLOT]?: AbortController };

/** Answers the background's calls in this document; a second injection takes the place of the first. */
export function startStitch(runtime: Runtime): void {
  const world = globalThis as World;
  world[SLOT]?.abort();
  const end = (world[SLOT] = new AbortController());
  let run: Run | null = null;
  const onStop = (): void => {
    if (isAlive(runtime)) void Promise.resolve(runtime.sendMessage({ type: 'stitch.stop' })).catch(() => undefined);
    else run?.stop();
  };
  const now = (): Run => {
    if (!run) throw new Error('no run');
    return run;
  };
  const answers: { [K in keyof StitchCalls]: (ask: StitchCalls[K]['ask']) => StitchCalls[K]['answer'] | Promise<StitchCalls[K]['answer']> } = {
    'page.stitchStart': (ask) => {
      run?.stop();
      run = new Run(onStop);
      return run.start(ask);
    },
    'page.stitchNext': () => now().next(),
    'page.stitchLook': () => now().look(),
    'page.stitchTold': (ask) => now().told(ask),
    'page.stitchEnd': () => {
      const ended = run?.stop() ?? { domChanges: [] };
      run = null;
      return ended;
    },
  };
  const listener: Listener = (message, sender, respond) => {
    const { type, ...ask } = (typeof message === 'object' && message !== null ? message : {}) as { type?: unknown };
    if (sender.id !== runtime.id || typeof type !== 'string' || !Object.hasOwn(answers, type)) return false;
    const failed: PageFailed = { failed: 'page-error' };
    const answer = answers[type as keyof StitchCalls] as (ask: unknown) => unknown;
    void Promise.resolve().then(() => answer(ask)).then(respond, () => respond(failed));
    return true;
  };
  runtime.onMessage.addListener(listener);
  end.signal.addEventListener('abort', () => {
    run?.stop();
    if (isAlive(runtime)) runtime.onMessage.removeListener(listener);
  });
}
