import type { PostKey, Rect, Standing } from '@/utils/messages/types';
import type { SweepAsk, SweepBatch, SweepCalls, SweepCommand, SweepHalt, SweepLifted, SweepPost, SweepStarted, SweepTold } from '@/utils/messages/sweep';
import type { SweepSite } from '@/utils/sites/sweep';
import { sweepSites } from '@/utils/sites/sweeps';
import type { AboutPage } from '../reader';
import { pageFacts } from '../registry';
import { standing } from '../standing';
import type { SweepStage } from '../sweeping';
import { Cover } from './cover';
import { hush } from './hush';
import { List, type Placed } from './list';
import { type Moved, Mover } from './mover';
import { Opener } from './opener';

/** One call's time at most, so that nobody waits for an answer that never comes. */
const CALL_MS = 8_000;
/** Of words alone: one answer holds the posts of several windows. */
const MOST_POSTS = 40;
const MOST_TRIES = 3;
const MOST_OPENINGS = 30;
/** A press has its effect by then, or none. */
const OPENED_MS = 2_500;
/** After so long without a word from the background the cover says so. */
const SILENCE_MS = 60_000;

interface Answered { times: number; post: SweepPost }

/** One sweep of this document, from its start to its end. */
export class Sweep {
  readonly #end = new AbortController();
  readonly #done = new Set<PostKey>();
  readonly #answered = new Map<PostKey, Answered>();
  readonly #opened = new Map<PostKey, string[]>();
  readonly #site: SweepSite | null;
  readonly #list: List;
  readonly #opener: Opener;
  readonly #mover: Mover;
  #ask: SweepAsk = { lang: 'en', run: '', pictures: false, done: [] };
  #cover: Cover | null = null;
  #lost = false;
  #held = false;
  /** What was done to the page since the last answer, for the posts of the next one. */
  #changes: string[] = [];
  #tall: PostKey | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #told: SweepTold | null = null;

  constructor(private readonly stage: SweepStage, private readonly send: (command: SweepCommand) => Promise<boolean>) {
    const id = stage.posts.site()?.id;
    this.#site = sweepSites.find((site) => site.id === id) ?? null;
    this.#list = new List(stage.posts, this.#site, this.#end.signal);
    this.#opener = new Opener(this.#site);
    this.#mover = new Mover(this.#list, (change) => this.#note(change));
    this.#place = this.#placeNow();
  }

  readonly #place: string;

  #placeNow(): string {
    const page = pageFacts();
    return this.#site?.placeOf?.(page) ?? page.url.origin + page.url.pathname + page.url.search;
  }

  start(ask: SweepAsk): SweepStarted {
    this.#ask = ask;
    for (const key of ask.done) this.#done.add(key);
    const kind = this.#site?.kindOf(pageFacts()) ?? 'page';
    const started = { site: this.stage.posts.site()?.id ?? 'none', kind: kind === 'messages' ? ('page' as const) : kind, total: null };
    if (kind === 'messages') {
      this.end();
      return { ...started, refused: 'messages' };
    }
    this.stage.clear();
    const { placed } = this.#list.between(-innerHeight, 2 * innerHeight);
    const focal = started.kind === 'thread' ? placed.find(({ post }) => post.focal)?.post.counts : undefined;
    const answers = focal?.['replies'] ?? focal?.['comments'];
    this.#mover.begin();
    this.#cover = new Cover({ lang: ask.lang, kind: started.kind, pictures: ask.pictures }, {
      command: (command) => void this.#command(command),
      left: () => this.end(),
      // The page shows again: so does the shield, before it is drawn.
      lost: () => { this.#lost = true; this.stage.done(); },
    });
    if (!this.#cover.show()) {
      this.end();
      return { ...started, refused: 'cover-lost' };
    }
    hush((el) => this.#note('stop sound or video', el), this.#end.signal);
    this.#mover.toStart();
    this.#listen();
    return { ...started, refused: null, total: answers === undefined ? null : answers + 1 };
  }

  async next({ pending = [] }: SweepCalls['page.sweepNext']['ask']): Promise<SweepBatch> {
    this.#listen();
    const until = performance.now() + CALL_MS;
    const waiting = new Set(pending);
    const posts = this.#ask.pictures ? [] : this.#again(waiting);
    const batch = (end: SweepBatch['end'] = 'no', halt: SweepHalt | null = null): SweepBatch => {
      if (posts.length > 0) return { posts, standing: standing(null), end: 'no', halt: null };
      return { posts, standing: standing(null), end, halt };
    };
    const halted = this.#halt();
    if (halted !== null) return batch(halted === 'hidden' ? 'hidden' : 'stuck', halted);
    await this.#mover.still();
    const lastPart = this.#ask.pictures && this.#tall !== null && !this.#done.has(this.#tall) && (await this.#on(waiting)) !== 'on';
    for (let openings = 0; posts.length < MOST_POSTS && performance.now() < until && !this.#held; ) {
      const halt = this.#halt();
      if (halt !== null) return batch(halt === 'hidden' ? 'hidden' : 'stuck', halt);
      if (openings++ < MOST_OPENINGS && (await this.#open())) continue;
      openings = 0;
      if (this.#ask.pictures) {
        posts.push(...(await this.#readPictured(waiting, lastPart)));
        if (posts.length > 0) break;
      } else posts.push(...(await this.#readWords(waiting)));
      const moved = await this.#on(waiting);
      if (moved === 'on') continue;
      if (moved === 'end' && !this.#opener.offers(pageFacts(), 0, innerHeight)) return batch('end');
      if (moved !== 'wait') return batch('stuck', moved === 'end' ? 'more-not-loading' : moved);
    }
    return batch();
  }

  #on(waiting: ReadonlySet<PostKey>): Promise<Moved> {
    return this.#mover.on((key) => this.#isNew(key, waiting), (key) => this.#known(key), this.#ask.pictures);
  }

  /** Why it cannot go on as the page is now. */
  #halt(): SweepHalt | null {
    if (document.visibilityState !== 'visible') return 'hidden';
    if (this.#placeNow() !== this.#place) return 'address-changed';
    if (this.#lost || !this.#cover?.stands) return 'cover-lost';
    return null;
  }

  #known(key: PostKey): boolean {
    return this.#done.has(key) || this.#answered.has(key);
  }

  #isNew(key: PostKey, waiting: ReadonlySet<PostKey>): boolean {
    if (this.#done.has(key) || waiting.has(key)) return false;
    const times = this.#answered.get(key)?.times ?? 0;
    return this.#ask.pictures ? times < MOST_TRIES : times === 0;
  }

  /** Words that were answered and never acknowledged: once more, as they were read. */
  #again(waiting: ReadonlySet<PostKey>): SweepPost[] {
    const left = [...this.#answered].filter(([key, { times }]) => !this.#done.has(key) && !waiting.has(key) && times < MOST_TRIES);
    return left.slice(0, MOST_POSTS).map(([, answered]) => {
      answered.times += 1;
      return { ...answered.post, rect: null };
    });
  }

  /** Opens what is cut or folded in reach; true when the page is to be waited for and looked at again. */
  async #open(): Promise<boolean> {
    const { top, bottom } = this.#mover.reach(this.#ask.pictures);
    const count = String(this.#answered.size + this.#done.size);
    const ready = this.#opener.ready(pageFacts(), top, bottom, ({ el, opens }) => {
      const owner = opens === 'more' ? null : this.#owner(el);
      return opens === 'cut' && owner !== null && this.#known(owner) ? null : `${opens} ${owner ?? count}`;
    });
    const had = ready.map((press) => {
      const { el, opens } = press.one;
      this.#note({ cut: 'open cut text', folded: 'open folded posts', more: 'load more posts' }[opens], opens === 'more' ? null : el);
      return this.#opener.press(press);
    });
    if (had.length === 0) return false;
    const until = performance.now() + OPENED_MS;
    do await this.#mover.rest();
    while (performance.now() < until && !had.every((done) => done()));
    return true;
  }

  /** The post around an element, as a sweep knows it. */
  #owner(el: Element): PostKey | null {
    const found = this.stage.posts.at(el);
    return found && (found.post.id ?? found.key);
  }

  /** Said in the records of the post concerned, else in those of the next answer's posts. */
  #note(change: string, el: Element | null = null): void {
    const key = el && this.#owner(el);
    if (key === null) this.#changes.push(change);
    else this.#opened.set(key, [...(this.#opened.get(key) ?? []), change]);
  }

  async #readWords(waiting: ReadonlySet<PostKey>): Promise<SweepPost[]> {
    const { top, bottom } = this.#mover.reach(false);
    const { placed, all } = this.#list.between(top, bottom);
    const read: SweepPost[] = [];
    const about = this.stage.reader.about();
    for (const one of placed) if (this.#isNew(one.print, waiting)) push(read, await this.#read(one, all, about, null));
    this.#settle(read);
    return read;
  }

  async #readPictured(waiting: ReadonlySet<PostKey>, lastPart: boolean): Promise<SweepPost[]> {
    const { top, bottom } = this.#mover.free();
    const { placed, all } = this.#list.between(top, bottom);
    const fresh = placed.filter(({ print }) => this.#isNew(print, waiting));
    const read: SweepPost[] = [];
    const about = this.stage.reader.about();
    for (const one of fresh) {
      const whole = one.box.y >= top - 1 && one.box.y + one.box.height <= bottom + 1;
      const tall = one.box.height > bottom - top;
      const settled = whole || (tall && (one.box.y <= top + 1 || this.#tall === one.print)) || this.#mover.gaveUp(one.print);
      if (!settled) continue;
      push(read, await this.#read(one, all, about, { whole, more: tall && !lastPart && one.box.y + one.box.height > bottom + 2 }));
    }
    this.#tall = read.find(({ more }) => more)?.capture.key ?? null;
    this.#mover.tall = this.#tall;
    this.#settle(read);
    return read;
  }

  async #read(one: Placed, all: ReadonlySet<Element>, about: AboutPage, seen: { whole: boolean; more: boolean } | null): Promise<SweepPost | null> {
    const { post, print } = one;
    const sensitive = [post, post.quoted].some((part) => part !== null && (part.sensitive || part.contentWarning !== null));
    const wordsOnly = !this.#ask.pictures || (sensitive && this.#ask.sensitiveAsWords !== false);
    const own = { how: 'sweep', wordsOnly, signal: this.#end.signal, without: without(one.el, all), about } as const;
    const changes = [...this.#changes, ...(this.#opened.get(post.id ?? one.key) ?? [])];
    const capture = await this.stage.reader.here(one.key, own, changes);
    if (!capture) return null;
    const rect = inWindow(capture.standing.rect, one.box);
    return { capture: { ...capture, key: print }, rect, whole: seen?.whole ?? false, more: seen?.more ?? false, sensitive };
  }

  #settle(read: SweepPost[]): void {
    if (read.length > 0) this.#changes = [];
    for (const post of read) {
      const { key } = post.capture;
      this.#opened.delete(key);
      this.#answered.set(key, { times: (this.#answered.get(key)?.times ?? 0) + (post.more ? 0 : 1), post });
    }
  }

  async lift(on: boolean): Promise<SweepLifted> {
    this.#listen();
    if (on && this.#cover?.stands) this.stage.clear();
    const held = (await this.#cover?.lift(on)) ?? false;
    const rects: Record<PostKey, Rect | null> = {};
    for (const [key, { post }] of this.#answered) if (!this.#done.has(key) && post.rect) rects[key] = null;
    const { placed } = this.#list.between(0, innerHeight);
    for (const { print, box } of placed) rects[print] = box;
    const sensitive = placed.filter(({ post }) => [post, post.quoted].some((part) => part !== null && (part.sensitive || part.contentWarning !== null)));
    const now: Standing = standing(null);
    return { standing: now, rects, sensitive: sensitive.map(({ print }) => print), right: now.visible && held && this.#cover?.stands === true };
  }

  told(told: SweepTold): null {
    this.#listen();
    for (const key of told.acknowledged) {
      this.#done.add(key);
      this.#answered.delete(key);
    }
    this.#held = told.state !== 'running';
    this.#told = told;
    this.#cover?.told(told);
    return null;
  }

  end(): null {
    clearTimeout(this.#silence);
    this.#end.abort();
    this.#cover?.end();
    this.#cover = null;
    this.stage.done();
    return null;
  }

  async #command(command: SweepCommand): Promise<void> {
    this.#held = command !== 'resume';
    if (await this.send(command)) return;
    const told = this.#told ?? { saved: this.#done.size, already: 0, failed: 0, perMinute: null, secondsLeft: null, acknowledged: [] };
    this.#cover?.told({ ...told, state: command === 'stop' ? 'stopped' : 'waiting', reason: 'no-answer' });
  }

  /** Each call shows that the background is there; when none comes any more, the cover says so. */
  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (!this.#held && this.#told) this.#cover?.told({ ...this.#told, state: 'waiting', reason: 'no-answer' });
    }, SILENCE_MS);
  }
}

const push = (list: SweepPost[], one: SweepPost | null): void => {
  if (one) list.push(one);
};

/** Other posts that lie inside this one. */
function without(el: Element, all: ReadonlySet<Element>): ReadonlySet<Element> {
  return new Set([...all].filter((other) => other !== el && el.contains(other)));
}

/** A rectangle that reaches into the window, its height the post's own. */
function inWindow(rect: Rect | null, box: Rect): Rect | null {
  if (!rect) return null;
  const own = { ...rect, height: Math.min(rect.height, box.height) };
  return own.y < innerHeight && own.y + own.height > 0 && own.x < innerWidth && own.x + own.width > 0 ? own : null;
}
