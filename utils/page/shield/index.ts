import type { Reason, ShieldMode, Who } from '@/utils/domain/shield';
import { MOST_ASKED } from '@/utils/domain/shield';
import type { BackgroundCalls } from '@/utils/messages/types';
import { COVERS } from '@/utils/sites/covers';
import type { Site, SiteId } from '@/utils/sites/site';
import { isAlive, type Listener, type Runtime, takeOver } from '../lifecycle';
import { isConnected, isElement, queryAll, typeOf } from '../natural';
import { pageFacts, pickSite, siteIds } from '../registry';
import { offerShielded } from '../shielding';
import { decide, nameOf } from './decide';
import { coverPage } from './curtain';
import { factsOf } from './read';
import { Slips, type Slip } from './slips';

/** No task of ours is longer. */
const SLICE_MS = 3;
/** Posts so far from the window are decided before they come into it; those further away stay hidden unread. */
const NEAR = '1200px 0px';
const MOST_TOLD = 5_000;
const AGAIN_MS = 400;
/** What a post is known by stands in one of these. */
const TELLING = [
  'href', 'src', 'id', 'datetime', 'title', 'author', 'author-id', 'thingid', 'permalink', 'user-id', 'data-id', 'data-testid', 'data-urn', 'data-mid', 'data-peer-id', 'data-post-id',
  'data-message-id', 'data-fullname', 'data-author', 'data-permalink', 'data-pre-plain-text', 'data-content', 'data-pid', 'class',
];

/** Starts once a document; before the page has drawn anything. */
export function startShield(runtime: Runtime): void {
  const end = takeOver(runtime, 'hf.shield');
  if (end) Shield.start(runtime, end);
}

/**
 * Posts are hidden by one rule for all that may be one and does not carry this document's mark; the mark is a random
 * attribute that is set on what is clear. So whatever is new, re-used or stripped is hidden until it is decided.
 */
class Shield {
  readonly #mark = `data-${[...crypto.getRandomValues(new Uint8Array(10))].map((n) => String.fromCharCode(97 + (n % 26))).join('')}`;
  readonly #told = new Map<string, Reason | null>();
  readonly #clear = new WeakSet<Element>();
  readonly #covered = new Map<Element, Slip>();
  readonly #near = new Set<Element>();
  readonly #waiting = new Set<Element>();
  readonly #todo = new Set<Element>();
  readonly #ask = new Map<string, Who>();
  readonly #known = new Map<string, Who>();
  readonly #watch = new MutationObserver((records) => this.#changed(records));
  readonly #eye = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: NEAR });
  #slips: Slips | null = null;
  #held: Element | null = null;
  #selector = '';
  #ids: SiteId[] = [];
  #mode: ShieldMode = 'off';
  #site: { href: string; site: Site | null; viewer: string | null } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  /** All that was told is asked for once more. */
  #again = false;
  #lifted = false;

  static start(runtime: Runtime, end: AbortController): Shield {
    return new Shield(runtime, end);
  }

  private constructor(private readonly runtime: Runtime, private readonly end: AbortController) {
    const uncover = coverPage();
    end.signal.addEventListener('abort', () => {
      uncover();
      this.#leave();
    });
    for (const type of ['play', 'playing']) document.addEventListener(type, (event) => this.#still(event.target), { capture: true, signal: end.signal });
    // The readers beside this script come into the document in the same turn.
    setTimeout(() => void this.#start(uncover), 0);
  }

  async #start(uncover: () => void): Promise<void> {
    this.#ids = siteIds();
    this.#selector = this.#ids.map((id) => COVERS[id]).join(', ');
    const set = await this.#say('shield.start', { mark: this.#mark, sites: this.#ids });
    if (set === null || set.mode === 'off' || this.#ids.length === 0) return this.end.abort();
    const { signal } = this.end;
    this.#mode = set.mode;
    this.#slips = new Slips(set.lang, { lift: (post) => this.#lift(post), lay: () => this.#lay() }, signal);
    this.#watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...TELLING, this.#mark] });
    offerShielded(this, signal);
    this.runtime.onMessage.addListener(this.#hear);
    signal.addEventListener('abort', () => isAlive(this.runtime) && this.runtime.onMessage.removeListener(this.#hear));
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => this.#find(document), { once: true, signal });
    else this.#find(document);
    uncover();
  }

  readonly #hear: Listener = (message, sender, respond) => {
    const { type, mode } = (typeof message === 'object' && message !== null ? message : {}) as { type?: unknown; mode?: unknown };
    if (sender.id !== this.runtime.id || type !== 'page.shield') return false;
    if (mode === 'off') {
      void this.#say('shield.end', { mark: this.#mark, sites: this.#ids }).then((gone) => (gone ? this.end.abort() : this.#release()));
    } else {
      if (mode === 'light' || mode === 'strong') this.#mode = mode;
      // What is covered stays so, and what is clear stays so, until the new answer is here.
      this.#again = true;
      for (const [name, who] of this.#known) this.#ask.set(name, who);
      this.#sendAsk();
    }
    respond(null);
    return false;
  };

  /** Asks until somebody answers. Null: refused, or we are an orphan. */
  async #say<K extends 'shield.start' | 'shield.ask' | 'shield.end'>(type: K, body: BackgroundCalls[K]['ask']): Promise<BackgroundCalls[K]['answer'] | null> {
    while (isAlive(this.runtime) && !this.end.signal.aborted) {
      try {
        const answer = (await this.runtime.sendMessage({ ...body, type })) as BackgroundCalls[K]['answer'] | { refused: string } | undefined;
        if (answer !== null && typeof answer === 'object') return 'refused' in answer ? null : answer;
      } catch {
        // The worker was ended in the middle: it comes back for the next question.
      }
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
    return null;
  }

  #find(root: Document | Element): Element[] {
    const found = [...(isElement(root) && root.matches(this.#selector) ? [root] : []), ...queryAll(root, this.#selector)];
    for (const el of found) this.#eye.observe(el);
    return found;
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isConnected(target)) this.#forget(target);
      else if (isIntersecting) {
        this.#near.add(target);
        this.#soon(target);
      } else {
        this.#near.delete(target);
        this.#slips?.drop(target);
      }
    }
    this.#run();
  }

  /** Before the next frame: what a change touched is hidden, or decided anew while there is time. */
  #changed(records: MutationRecord[]): void {
    if (document.readyState === 'loading') return;
    const touched = new Set<Element>();
    for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
      const from = isElement(target) ? target : target.parentElement;
      if (attributeName === this.#mark) {
        const el = target as Element;
        if (el.hasAttribute(this.#mark) !== this.#isShown(el)) {
          el.removeAttribute(this.#mark);
          this.#clear.delete(el);
          this.#soon(el);
        }
        continue;
      }
      if (attributeName === 'class' && !(target as Element).matches(this.#selector)) continue;
      for (let up = from?.closest(this.#selector); up; up = up.parentElement?.closest(this.#selector)) touched.add(up);
      if (type !== 'childList') continue;
      // Also what was taken out and comes back: it may have been changed meanwhile.
      for (const node of addedNodes) if (typeOf(node) === 1) for (const el of this.#find(node as Element)) touched.add(el);
      if (removedNodes.length > 0) this.#slips?.follow();
    }
    const until = performance.now() + SLICE_MS;
    for (const el of touched) {
      if (this.#near.has(el) && performance.now() < until) this.#judge(el);
      else {
        this.#hide(el);
        if (!this.#near.has(el)) this.#eye.observe(el);
        this.#soon(el);
      }
    }
    if (touched.size > 0) this.#slips?.follow();
    this.#run();
  }

  #soon(el: Element): void {
    if (this.#near.has(el)) this.#todo.add(el);
  }

  /** The rest in short turns. */
  #run(): void {
    if (this.#todo.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const until = performance.now() + SLICE_MS;
      for (const el of this.#todo) {
        this.#todo.delete(el);
        this.#judge(el);
        if (performance.now() > until) break;
      }
      this.#run();
      this.#sendAsk();
    }, 0);
  }

  /** The page's reader now: single-page apps come to be one after they have loaded, and change their address. */
  #reader(): { site: Site | null; viewer: string | null } {
    const page = pageFacts();
    const { href } = page.url;
    if (this.#site?.href === href && this.#site.site && !['generic', 'engines'].includes(this.#site.site.id)) return this.#site;
    const site = pickSite(page);
    const before = this.#site;
    this.#site = { href, site, viewer: site?.viewer?.(page) ?? null };
    if (before && before.site?.id !== site?.id) for (const el of this.#near) {
      this.#hide(el);
      this.#soon(el);
    }
    return this.#site;
  }

  #judge(el: Element): void {
    if (!isConnected(el) || !el.matches(this.#selector)) return this.#forget(el);
    const { site, viewer } = this.#reader();
    const verdict = decide(factsOf(el, site, pageFacts(), viewer), this.#mode, this.#told);
    this.#waiting.delete(el);
    if (verdict.now === 'clear') return this.#show(el);
    if (verdict.now === 'cover') return this.#cover(el, { why: verdict.why, who: verdict.who });
    this.#hide(el);
    this.#waiting.add(el);
    for (const who of verdict.ask) this.#ask.set(nameOf(who), who);
    this.#sendAsk();
  }

  #show(el: Element): void {
    this.#covered.delete(el);
    this.#slips?.drop(el);
    this.#clear.add(el);
    if (!el.hasAttribute(this.#mark)) el.setAttribute(this.#mark, '');
  }

  #hide(el: Element): void {
    this.#covered.delete(el);
    if (this.#held === el) this.#slips?.lay();
    this.#slips?.drop(el);
    this.#clear.delete(el);
    if (el.hasAttribute(this.#mark) && !this.#isShown(el)) el.removeAttribute(this.#mark);
    for (const media of queryAll(el, 'video, audio')) this.#still(media);
  }

  #cover(el: Element, slip: Slip): void {
    const there = this.#covered.get(el);
    if (there?.why === slip.why && there.who === slip.who && !this.#clear.has(el)) return this.#slip(el, slip);
    this.#hide(el);
    this.#covered.set(el, slip);
    this.#slip(el, slip);
  }

  /** One for a post, however many elements it is made of. */
  #slip(el: Element, slip: Slip): void {
    for (let up = el.parentElement?.closest(this.#selector); up; up = up.parentElement?.closest(this.#selector)) if (this.#covered.has(up)) return;
    this.#slips?.put(el, slip);
  }

  #forget(el: Element): void {
    this.#eye.unobserve(el);
    for (const set of [this.#near, this.#todo, this.#waiting]) set.delete(el);
    this.#covered.delete(el);
    this.#slips?.drop(el);
  }

  #isShown(el: Element): boolean {
    return this.#clear.has(el) || this.#lifted || (this.#held !== null && (el === this.#held || this.#held.contains(el)));
  }

  #lift(post: Element): void {
    this.#held = post;
    this.#marks(post, true);
  }

  #lay(): void {
    const post = this.#held;
    this.#held = null;
    if (post) this.#marks(post, false);
  }

  /** The mark on a covered element and on those inside it, or off again where it is not clear. */
  #marks(root: Document | Element, on: boolean): void {
    for (const el of [...(isElement(root) ? [root] : []), ...queryAll(root, this.#selector)]) {
      if (on) el.setAttribute(this.#mark, '');
      else if (!this.#clear.has(el)) {
        el.removeAttribute(this.#mark);
        for (const media of queryAll(el, 'video, audio')) this.#still(media);
      }
    }
  }

  #still(media: EventTarget | null): void {
    if (!(media instanceof HTMLMediaElement) || this.#lifted) return;
    if (this.#selector === '') return HTMLMediaElement.prototype.pause.call(media);
    for (let up = media.closest(this.#selector); up; up = up.parentElement?.closest(this.#selector) ?? null) {
      if (!this.#isShown(up)) return HTMLMediaElement.prototype.pause.call(media);
    }
  }

  #sendAsk(): void {
    if (this.#asking || this.#ask.size === 0) return;
    this.#asking = true;
    setTimeout(() => void this.#answer(), 0);
  }

  async #answer(): Promise<void> {
    const asked = [...this.#ask].slice(0, MOST_ASKED);
    const answer = await this.#say('shield.ask', { senders: asked.map(([, { userId, handle }]) => ({ userId: cut(userId), handle: cut(handle) })) });
    this.#asking = false;
    // Not granted any more, or switched off.
    if (answer === null) return this.#release();
    if (this.#told.size > MOST_TOLD) for (const map of [this.#told, this.#known]) map.clear();
    asked.forEach(([name, who], index) => {
      this.#ask.delete(name);
      this.#known.set(name, who);
      this.#told.set(name, answer.covers[index] ?? null);
    });
    for (const el of this.#again ? [...this.#near, ...this.#waiting] : this.#waiting) this.#todo.add(el);
    this.#again &&= this.#ask.size > 0;
    this.#run();
    this.#sendAsk();
  }

  /** For a picture of what is below; put back by `lower`. */
  lift(post: Element | null): void {
    this.#slips?.show(false);
    if (post) return this.#lift(post);
    this.#lifted = true;
    this.#marks(document, true);
  }

  lower(): void {
    this.#lifted = false;
    this.#lay();
    this.#marks(document, false);
    this.#slips?.show(true);
  }

  /** Nobody answers for us any more, and nobody can take the rule away: then nothing is left hidden. */
  #release(): void {
    if (this.end.signal.aborted) return;
    this.#mode = 'off';
    for (const el of queryAll(document, this.#selector)) {
      this.#near.add(el);
      this.#todo.add(el);
    }
    this.#run();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#watch.disconnect();
    this.#eye.disconnect();
    if (this.#mode !== 'off') for (const el of queryAll(document, `[${this.#mark}]`)) el.removeAttribute(this.#mark);
  }
}

const cut = (name: string | null): string | null => name?.slice(0, 300) ?? null;
