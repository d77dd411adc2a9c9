import type { BackgroundCalls, BarSetting, PageCalls, PageCapture, PageFailed, Pointing, PostKey, Told } from '@/utils/messages/types';
import type { SweepCalls } from '@/utils/messages/sweep';
import { countHealth } from '@/utils/sites/health';
import { POST_SIGNS } from '@/utils/sites/worry';
import { keepPicked } from './learn/picked';
import { isAlive, type Listener, type Runtime, takeOver } from './lifecycle';
import { Loader } from './loader';
import { queryAll } from './natural';
import { elementAt, Pointer } from './pointer';
import { type Found, inView, Posts } from './posts';
import { Reader } from './reader';
import { shieldHere } from './shielding';
import type { Show } from './show';
import { PAGE_LIMITS, snapshot } from './snapshot';
import { offerStage } from './sweeping';

/** A click on the bar means its post for so long. */
const BAR_GOOD_FOR_MS = 10_000;
const MOST_IN_VIEW = 100;
const PICTURE_MS = 8_000;

type Chosen = { found: Found; how: Pointing['how'] } | null;
type Answers = { [T in Exclude<keyof PageCalls, keyof SweepCalls>]: (ask: PageCalls[T]['ask']) => PageCalls[T]['answer'] | Promise<PageCalls[T]['answer']> };
/** What the page asks of the background. */
type Asks = 'capture' | 'undo' | 'bar' | 'show' | 'learn';

/** Starts the page's script once a document. Until it is asked, it listens and does nothing that the page could see. */
export function startCore(runtime: Runtime): void {
  const end = takeOver(runtime);
  if (end) Core.start(runtime, end);
}

class Core {
  readonly #posts = new Posts();
  readonly #reader = new Reader(this.#posts);
  readonly #pointer: Pointer;
  readonly #loader: Loader;
  #setting: BarSetting = { on: false, lang: 'en' };
  #clicked: { key: PostKey; at: number } | null = null;
  #last: PostKey | null = null;
  #choosing: AbortController | null = null;

  static start(runtime: Runtime, end: AbortController): Core {
    return new Core(runtime, end);
  }

  private constructor(private readonly runtime: Runtime, private readonly end: AbortController) {
    const { signal } = end;
    const own = (): { host: Element | null; key: string | null } => ({ host: this.#loader.here?.host ?? null, key: this.#loader.here?.key ?? null });
    this.#pointer = new Pointer(this.#posts, own, signal);
    const calls = { save: (wordsOnly: boolean) => void this.#save(wordsOnly), undo: (token: string) => void this.#send('undo', { token }), remember: () => void this.#ask('learn', {}) };
    const stage = { posts: this.#posts, pointer: this.#pointer, calls, living: () => this.#living(), signal };
    this.#loader = new Loader(stage, () => this.#ask('show', {}));
    offerStage({ posts: this.#posts, reader: this.#reader, signal, clear: () => { this.#loader.here?.stepAside(); shieldHere()?.lift(null); }, done: () => shieldHere()?.lower() });
    signal.addEventListener('abort', () => this.#choosing?.abort());
    this.#listen();
    void this.#ask('bar', {}).then((setting) => setting && this.#set(setting));
  }

  #listen(): void {
    const { onMessage } = this.runtime;
    const listener: Listener = (message, sender, respond) => {
      const { type, ...ask } = (typeof message === 'object' && message !== null ? message : {}) as { type?: unknown };
      if (sender.id !== this.runtime.id || typeof type !== 'string' || !Object.hasOwn(this.#answers, type)) return false;
      const failed: PageFailed = { failed: 'page-error' };
      const answer = this.#answers[type as keyof Answers] as (ask: unknown) => unknown;
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
    'page.source': () => ({
      ...snapshot(document.documentElement, { skip: this.#loader.here?.host ?? null, limits: PAGE_LIMITS }),
      sensitive: this.#posts.all().some(({ post }) => post.sensitive || post.quoted?.sensitive),
    }),
    'page.inView': () => this.#inView(),
    'page.told': (told) => this.#told(told),
    'page.bar': (setting) => this.#set(setting),
  };

  async #capture(pointing: Pointing, wordsOnly: boolean): Promise<PageCapture | null> {
    this.#choosing?.abort();
    this.#choosing = new AbortController();
    const signal = AbortSignal.any([this.end.signal, this.#choosing.signal]);
    if (pointing.how === 'region' || pointing.how === 'screen') return this.#region(pointing.how, wordsOnly, signal);
    if (pointing.how === 'key' && pointing.key.startsWith('#')) return this.#reader.again(pointing.key, { how: 'key', wordsOnly, signal });
    const chosen = pointing.how === 'picker' ? await this.#pick(signal) : this.#choose(pointing);
    if (!chosen) return null;
    this.#loader.here?.stepAside();
    this.#uncover(chosen.found.el);
    return this.#keep(await this.#reader.post(chosen.found, { how: chosen.how, wordsOnly, signal }));
  }

  /** A picture shows the post that she chose, not its cover; for so long at most. */
  #uncover(el: Element): void {
    const shield = shieldHere();
    shield?.lift(el);
    setTimeout(() => shield?.lower(), PICTURE_MS);
  }

  async #pick(signal: AbortSignal): Promise<Chosen> {
    const el = await (await this.#visible())?.pickElement(signal);
    if (!el) return null;
    keepPicked(el);
    return { found: this.#posts.take(el), how: 'picker' };
  }

  async #region(how: 'region' | 'screen', wordsOnly: boolean, signal: AbortSignal): Promise<PageCapture | null> {
    if (how === 'screen') this.#loader.here?.stepAside();
    const rect = how === 'screen' ? { x: 0, y: 0, width: innerWidth, height: innerHeight } : await (await this.#visible())?.pickRegion(signal);
    if (!rect) return null;
    const middle = elementAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
    return this.#keep(await this.#reader.region(rect, middle, { how, wordsOnly, signal }));
  }

  #choose(pointing: Exclude<Pointing, { how: 'picker' | 'region' | 'screen' }>): Chosen {
    if (pointing.how === 'key') return this.#at(pointing.key, 'key');
    if (pointing.how !== 'bar') return this.#pointer.resolve(pointing);
    const clicked = this.#clicked;
    this.#clicked = null;
    return clicked && performance.now() - clicked.at < BAR_GOOD_FOR_MS ? this.#at(clicked.key, 'bar') : null;
  }

  #at(key: PostKey, how: Pointing['how']): Chosen {
    const found = this.#posts.find(key);
    return found && { found, how };
  }

  #keep(capture: PageCapture | null): PageCapture | null {
    if (capture) this.#last = capture.key;
    return capture;
  }

  #inView(): PageCalls['page.inView']['answer'] {
    const all = this.#posts.everywhere();
    const { found, readable } = countHealth(all.map(({ post }) => post));
    const seen = all.filter(({ el, post }) => post.direction !== 'outgoing' && inView(el)).slice(0, MOST_IN_VIEW);
    return {
      posts: seen.map(({ key, post, parsed }) => ({
        key, handle: post.handle, displayName: post.displayName, postedAt: post.postedAt, readable: parsed, ...(post.kind === 'message' && this.#posts.site()?.id !== 'youtube' ? { private: true as const } : {}),
      })),
      site: this.#posts.site()?.id ?? 'none',
      health: { found, readable, signs: found === 0 ? queryAll(document, POST_SIGNS).length : 0 },
    };
  }

  async #told(told: Told): Promise<null> {
    shieldHere()?.lower();
    (await this.#visible())?.told({ lang: this.#setting.lang, ...told }, this.#last);
    return null;
  }

  async #set(setting: BarSetting): Promise<null> {
    this.#setting = setting;
    if (setting.on || this.#loader.here) await this.#visible();
    return null;
  }

  async #visible(): Promise<Show | null> {
    const show = await this.#loader.get();
    show?.set(this.#setting.on, this.#setting.lang);
    return show;
  }

  async #save(wordsOnly: boolean): Promise<void> {
    const key = this.#loader.here?.key ?? null;
    if (key === null) return;
    this.#clicked = { key, at: performance.now() };
    this.#last = key;
    await this.#send('capture', { pointing: { how: 'bar' }, wordsOnly });
  }

  async #send<T extends 'capture' | 'undo'>(type: T, ask: BackgroundCalls[T]['ask']): Promise<void> {
    const told = await this.#ask(type, ask);
    if (!this.end.signal.aborted) await this.#told(told ?? { outcome: 'failed', number: null, problem: 'no-answer', undo: null });
  }

  /** Null when nobody answers or the answer is no. An orphan goes, without a trace. */
  async #ask<T extends Asks>(type: T, ask: BackgroundCalls[T]['ask']): Promise<BackgroundCalls[T]['answer'] | null> {
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
