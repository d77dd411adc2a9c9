import type { ShieldMode } from '@/utils/domain/shield';
import { CLEAR, FRAMES, LATE, WORDS } from '@/utils/sites/covers';
import { pageChanged, pageUnwatched } from '@/utils/sites/turn';
import { isAlive, type Listener, type Runtime } from '../lifecycle';
import { isConnected, isElement, ownerOf, queryAll, sizeOf } from '../natural';
import { siteIds } from '../registry';
import { offerShielded } from '../shielding';
import { Arrivals } from './arrivals';
import { Asking } from './asking';
import { changesIn } from './changes';
import { Marks } from './marks';
import { Parts } from './parts';
import { Pictures } from './pictures';
import { Players } from './players';
import { Reader } from './reader';
import { Scope } from './scope';
import { Search } from './search';
import { Slips, type Slip } from './slips';
import { TELLING } from './telling';
import { type Read, type Scales, sliceEnd, weigh, type Weighed, weighSome } from './weigh';

/** Of what cannot be told by its speakers alone, posts so far from the window are read before they come into it; those further away stay hidden unread. */
const NEAR = '1200px 0px';
/** Elements of a page in which every one is a long look. */
const LARGE = 5_000;

/**
 * Posts are hidden by one rule for all that may be one and does not carry this document's mark; the mark is a random
 * attribute that is set on what is clear. So whatever is new, re-used or stripped is hidden until it is decided. What only the
 * site's reader knows as a post is marked as hidden when it comes, before it is drawn.
 */
export class Shield {
  readonly #ids = siteIds();
  readonly #frames = this.#ids.flatMap((id) => FRAMES[id] ?? []).join(', ');
  readonly #marks = new Marks();
  readonly #scope: Scope;
  readonly #asking: Asking;
  readonly #parts: Parts;
  readonly #covered = new Map<Element, Slip>();
  /** Watched by the eye: what has to be read whole, and what has a slip. */
  readonly #near = new Set<Element>();
  readonly #eyed = new Set<Element>();
  /** For an answer, with who speaks in it where that was told at once. */
  readonly #waiting = new Map<Element, Read>();
  readonly #todo = new Set<Element>();
  readonly #search: Search;
  readonly #arrivals: Arrivals;
  readonly #docs = new Set<Document>();
  readonly #players = new Players(this.#marks);
  readonly #reader = new Reader(() => {
    this.#fit();
    this.#waiting.clear();
    for (const el of [...this.#posts(), ...this.#seek(document)]) {
      this.#hide(el);
      this.#todo.add(el);
    }
  });
  readonly #watch = new MutationObserver((records) => this.#arrivals.spend(() => this.#changed(records)));
  readonly #eye = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: NEAR });
  #slips: Slips | null = null;
  #pictures: Pictures | null = null;
  #mode: ShieldMode = 'off';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly runtime: Runtime, private readonly end: AbortController) {
    const { signal } = end;
    this.#asking = new Asking(runtime, signal, { answered: (all) => this.#answered(all), refused: () => this.#release() });
    this.#scope = this.#marks.scope = new Scope(this.#ids, this.#marks.name, (type, body) => this.#asking.say(type, body));
    this.#search = new Search(this.#scope);
    this.#arrivals = new Arrivals((kept) => this.#look(kept), signal);
    this.#parts = new Parts({
      draw: () => this.#scope.drawFrames(), begin: (doc) => this.#begin(doc), holds: (doc) => this.#holds(doc), gone: (doc) => this.#gone(doc),
      hide: (frame) => this.#hide(frame), show: (frame) => this.#marks.set(frame, CLEAR), again: (frame) => this.#carryOut(frame, weigh(frame, this.#scales)),
    }, signal);
    signal.addEventListener('abort', () => this.#leave());
    for (const type of ['play', 'playing']) document.addEventListener(type, ({ target }) => this.#players.still(target), { capture: true, signal });
  }

  readonly #loads = ({ target }: Event): void => this.#loaded(target as Element);
  /** Pictures are many: their loads are heard where one of them may matter. Again with each mode. */
  #listen(): void {
    if (this.#mode === 'strong' || this.#frames !== '') document.addEventListener('load', this.#loads, { capture: true, signal: this.end.signal });
  }

  /** A new rule makes the browser look at every element anew: not in a page that is large already, if it only makes less of it. */
  #fit(): void {
    const { own } = this.#reader;
    if (own === null || sizeOf(document) < LARGE) this.#scope.fit(own);
  }

  /** `uncover`: called when nothing is drawn any more that is not decided. */
  async start(uncover: () => void): Promise<void> {
    const { signal } = this.end;
    const set = await this.#scope.draw();
    if (set === null || set.mode === 'off' || this.#ids.length === 0) return this.end.abort();
    this.#mode = set.mode;
    this.#listen();
    this.#slips = new Slips(set.lang, { lift: (what) => this.#lift(what), lay: () => this.#lay() }, signal);
    this.#pictures = new Pictures(this.#marks, this.#slips, signal);
    offerShielded(this, signal);
    this.runtime.onMessage.addListener(this.#hear);
    signal.addEventListener('abort', () => isAlive(this.runtime) && this.runtime.onMessage.removeListener(this.#hear));
    const begin = (): void => {
      this.#begin(document);
      uncover();
    };
    if (document.readyState !== 'loading') return begin();
    document.addEventListener('DOMContentLoaded', begin, { once: true, signal });
    // Where only a reader finds the posts, nothing is drawn before it has looked.
    if (!this.#scope.late) uncover();
  }

  readonly #hear: Listener = (message, sender, respond) => {
    const { type, mode } = (typeof message === 'object' && message !== null ? message : {}) as { type?: unknown; mode?: unknown };
    if (sender.id !== this.runtime.id || type !== 'page.shield') return false;
    if (mode === 'off') {
      void this.#scope.undraw().then((gone) => (gone ? this.end.abort() : this.#release()));
    } else {
      const changed = mode !== this.#mode;
      if (mode === 'light' || mode === 'strong') this.#mode = mode;
      this.#listen();
      this.#asking.again();
      // Another mode asks for other things, also where nothing was asked before.
      if (changed) this.#answered(true);
    }
    respond(null);
    return false;
  };

  /** A document and all that comes into it: the page's, and those of frames that are a part of it. */
  #begin(doc: Document): void {
    this.#docs.add(doc);
    if (doc === document) pageChanged();
    this.#watch.observe(doc, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...TELLING, this.#marks.name] });
    if (doc !== document) doc.addEventListener('scroll', () => this.#slips?.follow(), { capture: true, passive: true, signal: this.end.signal });
    for (const el of this.#seek(doc)) this.#todo.add(el);
    if (doc === document) this.#fit();
    this.#search.add(doc);
    this.#players.stillIn(doc);
    if (sizeOf(doc) < LARGE) this.#turn();
    else this.#run();
  }

  /** What was in a part that is left can soon not even be asked any more. */
  #gone(doc: Document): void {
    this.#docs.delete(doc);
    this.#arrivals.leave(doc);
    for (const el of new Set([...this.#near, ...this.#todo, ...this.#waiting.keys(), ...this.#covered.keys()])) if (ownerOf(el) === doc) this.#forget(el);
  }

  #holds(doc: Document): boolean {
    const post = queryAll(doc, this.#scope.selector).find((el) => !el.hasAttribute(this.#marks.name));
    return !post || doc.defaultView?.getComputedStyle(post).visibility === 'hidden';
  }

  /** Posts that no selector names: hidden at once. */
  #seek(root: Document | Element): Element[] {
    if (!this.#scope.late) return [];
    const { site, page } = this.#reader.of(root);
    if (this.#mode === 'off' || !site || !LATE.has(site.id)) return [];
    let found: (Element | null)[] = [];
    try {
      found = [isElement(root) ? site.at(root, page) : null, ...(site.late ?? site.find)(root, page)];
    } catch {
      // What a reader cannot read is no post.
    }
    const late = found.filter((post): post is Element => post !== null && !this.#marks.isPost(post));
    for (const post of late) this.#marks.adopt(post);
    return late;
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isConnected(target)) this.#forget(target);
      else if (isIntersecting) {
        this.#near.add(target);
        this.#todo.add(target);
      } else {
        this.#near.delete(target);
        this.#unslip(target);
      }
    }
    this.#run();
  }

  /** Before the next frame: what a change touched is hidden, or decided anew while there is time. */
  #changed(records: MutationRecord[]): void {
    const { touched, came, any, gone } = changesIn(records, this.#marks, this.#isMark);
    if (gone) this.#slips?.follow();
    if (any) pageChanged();
    // It may be another's page by now, whose posts nobody looked for.
    if (any) this.#reader.of(document);
    this.#look(this.#arrivals.take(came, (root) => this.#scope.late || !this.#marks.isCovered(root)), touched);
  }

  #look(came: Iterable<Element>, touched = new Set<Element>()): void {
    const all = new Set(came);
    for (const root of all) {
      if (!isConnected(root) || (root.parentElement !== null && all.has(root.parentElement))) continue;
      this.#players.stillIn(root);
      // Also what was taken out and comes back: it may have been changed meanwhile.
      for (const el of this.#seek(root)) touched.add(el);
      for (const el of this.#search.in(root)) touched.add(el);
    }
    if (touched.size > 0) this.#again(touched);
    this.#run();
  }

  #again(touched: Set<Element>): void {
    for (const el of touched) this.#waiting.delete(el);
    for (const [el, what] of weighSome(touched, this.#scales)) {
      touched.delete(el);
      this.#carryOut(el, what);
    }
    for (const el of touched) {
      this.#hide(el);
      this.#todo.add(el);
    }
    this.#slips?.follow();
    this.#settled();
  }

  /** What we wrote ourselves is no news. A page that is told of each change at once may have written too. */
  #settled(): void {
    const others = this.#watch.takeRecords().filter((record) => !this.#isMark(record));
    if (others.length > 0) queueMicrotask(() => this.#changed(others));
  }

  /** A mark is put right. */
  readonly #isMark = ({ target, attributeName }: MutationRecord): boolean => {
    if (attributeName !== this.#marks.name) return false;
    if (this.#marks.mend(target as Element) && this.#marks.isPost(target as Element)) this.#todo.add(target as Element);
    return true;
  };

  /** The rest in short turns. */
  #run(): void {
    if ((this.#todo.size === 0 && !this.#search.open) || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#arrivals.spend(() => this.#turn()), 0);
  }

  #turn(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const until = sliceEnd();
    if (this.#todo.size === 0) for (const el of this.#search.more(until)) this.#todo.add(el);
    for (const [el, weighed] of weighSome(this.#todo, this.#scales, until)) {
      this.#todo.delete(el);
      this.#carryOut(el, weighed);
    }
    this.#settled();
    this.#run();
  }

  get #scales(): Scales {
    return {
      marks: this.#marks, reader: this.#reader, told: this.#asking.told, mode: this.#mode, isFrame: (el) => this.#isFrame(el), many: this.#scope.sites.length > 1, near: this.#near, waiting: this.#waiting,
    };
  }

  #isFrame(el: Element): boolean {
    return this.#frames !== '' && el.matches(this.#frames);
  }

  #carryOut(el: Element, weighed: Weighed): void {
    const { now, speakers = null, facts = null } = weighed;
    if (now === 'gone') return this.#forget(el);
    if (now === 'part') return this.#parts.judge(el);
    this.#waiting.delete(el);
    if (now === 'clear') {
      this.#show(el, weighed.media);
      if (speakers || !this.#near.has(el)) this.#leaveOut(el);
    } else if (now === 'cover') this.#cover(el, { why: weighed.why, who: weighed.who });
    else this.#hide(el);
    if (now === 'later' && !this.#eyed.has(el)) this.#eye.observe(el);
    if (now === 'later') this.#eyed.add(el);
    if (now !== 'wait') return;
    this.#waiting.set(el, { speakers, facts });
    this.#asking.ask(weighed.ask, weighed.read);
  }

  #leaveOut(el: Element): void {
    this.#near.delete(el);
    if (this.#eyed.delete(el)) this.#eye.unobserve(el);
  }

  #show(el: Element, media: boolean): void {
    this.#covered.delete(el);
    this.#slips?.drop(el);
    this.#marks.set(el, media ? CLEAR : WORDS);
    if (media) this.#pictures?.drop(el);
    else {
      this.#pictures?.sort(el);
      this.#players.stillIn(el);
    }
    if (this.#mode === 'strong') for (const outer of this.#marks.around(el.parentElement)) if (this.#marks.markOf(outer) === WORDS) this.#pictures?.sort(outer);
    this.#players.resumeIn(el);
  }

  #hide(el: Element): void {
    this.#covered.delete(el);
    if (this.#players.held === el) this.#slips?.lay();
    this.#unslip(el);
    this.#marks.hide(el);
    this.#players.stillIn(el);
  }

  #cover(el: Element, slip: Slip): void {
    const there = this.#covered.get(el);
    if (there?.why !== slip.why || there.who !== slip.who || this.#marks.isClear(el)) this.#hide(el);
    this.#covered.set(el, slip);
    // One for a post, however many elements it is made of.
    if (!this.#marks.around(el.parentElement).some((outer) => this.#covered.has(outer))) this.#slips?.put(el, slip);
  }

  #unslip(el: Element): void {
    this.#slips?.drop(el);
    this.#pictures?.drop(el);
  }

  #forget(el: Element): void {
    this.#leaveOut(el);
    for (const some of [this.#todo, this.#waiting, this.#covered]) some.delete(el);
    this.#unslip(el);
  }

  #lift(what: Element): void {
    this.#players.held = what;
    this.#marks.lift(what);
    this.#players.resumeIn(what);
  }

  #lay(): void {
    const what = this.#players.held;
    this.#players.held = null;
    this.#marks.lower();
    if (what) this.#players.stillIn(what);
  }

  /** A picture has its size, a frame its document. */
  #loaded(el: Element): void {
    // Before the mode is known nothing is decided.
    if (this.#slips === null) return;
    if (this.#isFrame(el)) return this.#carryOut(el, weigh(el, this.#scales));
    const [post] = this.#mode === 'strong' ? this.#marks.around(el) : [];
    if (post && this.#marks.markOf(post) === WORDS) this.#pictures?.sort(post);
  }

  #answered(all: boolean): void {
    for (const el of all ? this.#posts() : this.#waiting.keys()) this.#todo.add(el);
    this.#run();
  }

  /** For a picture of what is below, with all that hides it; put back by `lower`. */
  lift(post: Element | null): void {
    this.#slips?.show(false);
    if (!post) return this.#marks.lift(document);
    const around = this.#marks.around(post);
    const clear = around.findIndex((el) => this.#marks.isClear(el));
    this.#lift((clear < 0 ? around : around.slice(0, clear)).at(-1) ?? post);
  }

  under(x: number, y: number): Element | null {
    return this.#slips?.under(x, y) ?? null;
  }

  lower(): void {
    this.#lay();
    this.#players.stillIn(document);
    this.#slips?.show(true);
  }

  /** Nobody answers for us any more, and nobody can take the rule away: then nothing is left hidden. */
  #release(): void {
    if (this.end.signal.aborted) return;
    this.#mode = 'off';
    for (const el of this.#posts()) this.#todo.add(el);
    this.#run();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#watch.disconnect();
    pageUnwatched();
    this.#eye.disconnect();
    if (this.#mode === 'off') return;
    for (const el of this.#everywhere(`[${this.#marks.name}]`)) el.removeAttribute(this.#marks.name);
  }

  /** All that may be one, in every document. */
  readonly #posts = (): Element[] => this.#everywhere(`${this.#scope.selector}, [${this.#marks.name}]`).filter((el) => this.#marks.isPost(el));
  readonly #everywhere = (selector: string): Element[] => [...this.#docs].flatMap((doc) => queryAll(doc, selector));
}
