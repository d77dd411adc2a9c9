import type { BackgroundCalls, BarSetting, PageCalls, PageCapture, PageFailed, Pointing, PostKey, Told } from '@/utils/messages/types';
import { countHealth } from '@/utils/sites/health';
import { Bar } from './bar';
import { Hover } from './hover';
import { isAlive, type Listener, type Runtime, takeOver } from './lifecycle';
import { pickElement } from './picker';
import { elementAt, Pointer } from './pointer';
import { type Found, inView, Posts } from './posts';
import { Reader } from './reader';
import { pickRegion } from './region';
import { PAGE_LIMITS, snapshot } from './snapshot';

/** A click on the bar means its post for so long. */
const BAR_GOOD_FOR_MS = 10_000;
/** After an answer the bar stays away from the picture until it is told how it went, or so long. */
const PICTURE_MS = 8_000;
const MOST_IN_VIEW = 100;

type Answers = { [T in keyof PageCalls]: (ask: PageCalls[T]['ask']) => PageCalls[T]['answer'] | Promise<PageCalls[T]['answer']> };

/** Starts the page's script once a document. Until it is asked, it listens and does nothing that the page could see. */
export function startCore(runtime: Runtime): void {
  const end = takeOver(runtime);
  if (end) new Core(runtime, end);
}

class Core {
  readonly #posts = new Posts();
  readonly #reader = new Reader(this.#posts);
  readonly #bar: Bar;
  readonly #pointer: Pointer;
  readonly #hover: Hover;
  #clicked: { key: PostKey; at: number } | null = null;
  #last: PostKey | null = null;
  #choosing: AbortController | null = null;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly runtime: Runtime, private readonly end: AbortController) {
    const { signal } = end;
    this.#bar = new Bar(this.#posts, { save: (wordsOnly) => this.#save(wordsOnly), undo: (token) => void this.#undo(token) }, signal);
    this.#pointer = new Pointer(this.#posts, () => ({ host: this.#bar.overlay.host, key: this.#bar.key }), signal);
    this.#hover = new Hover(this.#pointer, this.#bar, () => this.#living());
    this.#listen();
    signal.addEventListener('abort', () => {
      this.#hover.on(false);
      this.#choosing?.abort();
      clearTimeout(this.#quiet);
    });
    void this.#ask('bar', {}).then((setting) => setting && this.#set(setting));
  }

  #listen(): void {
    const { onMessage } = this.runtime;
    const listener: Listener = (message, sender, respond) => {
      const { type, ...ask } = (typeof message === 'object' && message !== null ? message : {}) as { type?: unknown };
      if (sender.id !== this.runtime.id || typeof type !== 'string' || !Object.hasOwn(this.#answers, type)) return false;
      const failed: PageFailed = { failed: 'page-error' };
      const answer = this.#answers[type as keyof PageCalls] as (ask: unknown) => unknown;
      void Promise.resolve().then(() => answer(ask)).then(respond, () => respond(failed));
      return true;
    };
    onMessage.addListener(listener);
    this.end.signal.addEventListener('abort', () => {
      if (isAlive(this.runtime)) onMessage.removeListener(listener);
    });
  }

  readonly #answers: Answers = {
    'page.capture': ({ pointing, wordsOnly }) => this.#capture(pointing, wordsOnly),
    'page.standing': ({ key }) => this.#reader.standing(key),
    'page.source': () => snapshot(document.documentElement, { skip: this.#bar.overlay.host, limits: PAGE_LIMITS }),
    'page.inView': () => this.#inView(),
    'page.told': (told) => this.#told(told),
    'page.bar': (setting) => this.#set(setting),
  };

  async #capture(pointing: Pointing, wordsOnly: boolean): Promise<PageCapture | null> {
    this.#choosing?.abort();
    const choosing = (this.#choosing = new AbortController());
    const signal = AbortSignal.any([this.end.signal, choosing.signal]);
    const told = this.#choose(pointing);
    if (pointing.how !== 'picker' && pointing.how !== 'region' && told === null) return null;
    this.#stepAside();
    const options = { how: told?.how ?? pointing.how, wordsOnly, signal };
    if (pointing.how === 'region') {
      const rect = await pickRegion(this.#bar.lang, signal);
      const middle = rect && elementAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
      this.#stepAside();
      return rect && this.#keep(await this.#reader.region(rect, middle, options));
    }
    let found = told?.found ?? null;
    if (pointing.how === 'picker') {
      const el = await pickElement(this.#bar.lang, signal);
      this.#stepAside();
      found = el && this.#posts.take(el);
    }
    return found && this.#keep(await this.#reader.post(found, options));
  }

  #choose(pointing: Pointing): { found: Found; how: Pointing['how'] } | null {
    const at = (key: PostKey | null): { found: Found; how: Pointing['how'] } | null => {
      const found = key === null ? null : this.#posts.find(key);
      return found && { found, how: pointing.how };
    };
    if (pointing.how === 'picker' || pointing.how === 'region') return null;
    if (pointing.how === 'key') return at(pointing.key);
    if (pointing.how !== 'bar') return this.#pointer.resolve(pointing);
    const clicked = this.#clicked;
    this.#clicked = null;
    return clicked && performance.now() - clicked.at < BAR_GOOD_FOR_MS ? at(clicked.key) : null;
  }

  #keep(capture: PageCapture | null): PageCapture | null {
    if (capture) this.#last = capture.key;
    return capture;
  }

  /** Out of the picture: nothing of ours is in the page when the answer goes out. */
  #stepAside(): void {
    this.#bar.hide();
    this.#hover.hold(true);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#hover.hold(false), PICTURE_MS);
  }

  #inView(): PageCalls['page.inView']['answer'] {
    const all = this.#posts.all();
    const { found, readable } = countHealth(all.map(({ post }) => post));
    const seen = all.filter(({ el }) => inView(el)).slice(0, MOST_IN_VIEW);
    return {
      posts: seen.map(({ key, post, parsed }) => ({
        key, handle: post.handle, displayName: post.displayName, postedAt: post.postedAt, readable: parsed,
      })),
      site: this.#posts.site()?.id ?? 'none',
      health: { found, readable },
    };
  }

  #told(told: Told): null {
    clearTimeout(this.#quiet);
    this.#hover.hold(false);
    this.#bar.told(told, this.#last);
    return null;
  }

  #set({ on, lang }: BarSetting): null {
    this.#bar.lang = lang;
    this.#hover.on(on);
    return null;
  }

  #save(wordsOnly: boolean): void {
    const { key } = this.#bar;
    if (key === null) return;
    this.#clicked = { key, at: performance.now() };
    this.#last = key;
    void this.#send('capture', { pointing: { how: 'bar' }, wordsOnly });
  }

  async #undo(token: string): Promise<void> {
    await this.#send('undo', { token });
  }

  async #send<T extends 'capture' | 'undo'>(type: T, ask: BackgroundCalls[T]['ask']): Promise<void> {
    const told = await this.#ask(type, ask);
    if (this.end.signal.aborted) return;
    this.#told(told ?? { outcome: 'failed', number: null, problem: 'no-answer', undo: null });
  }

  /** Null when nobody answers or the answer is no. An orphan goes, without a trace. */
  async #ask<T extends 'capture' | 'undo' | 'bar'>(type: T, ask: BackgroundCalls[T]['ask']): Promise<BackgroundCalls[T]['answer'] | null> {
    if (!this.#living()) return null;
    try {
      const answer = await this.runtime.sendMessage({ type, ...ask });
      const right = typeof answer === 'object' && answer !== null && (type === 'bar' ? 'on' in answer : 'outcome' in answer);
      return right ? (answer as BackgroundCalls[T]['answer']) : null;
    } catch {
      this.#living();
      return null;
    }
  }

  #living(): boolean {
    const alive = isAlive(this.runtime);
    if (!alive) this.end.abort();
    return alive && !this.end.signal.aborted;
  }
}
