import type { PostKey, Rect, Told } from '@/utils/messages/types';
import { otherStands } from './alone';
import { Counted } from './counted';
import type { Doubt } from './genuine';
import { rectOf } from './natural';
import { make, Overlay, place } from './overlay';
import type { Found, Posts } from './posts';
import { directionOf, tell, wordsFor } from './words';

export interface BarCalls {
  save(wordsOnly: boolean): void;
  undo(token: string): void;
  /** After something was picked by hand: learn from it how posts are found here. */
  remember(): void;
  /** For tests and for nobody else: why a click did not count. */
  refused?(why: Doubt): void;
}

/** How long an answer stays when neither pointer nor focus is on it. Undo itself is good for two minutes. */
const TOLD_MS = 30_000;
/** No event tells that a page was laid out anew around a post: its place is looked at again so often while the bar stands. */
const LOOK_MS = 250;

interface Verb { label: string; first?: boolean; run: () => void }

/** The one bar: three verbs at most, beside one post. In the page only while it is shown. */
export class Bar {
  readonly overlay = new Overlay();
  readonly #counted: Counted;
  lang = 'en';
  #key: PostKey | null = null;
  #told: Told | null = null;
  #bar: HTMLElement | null = null;
  #frame: HTMLElement | null = null;
  #late: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #at = '';
  #post: { el: Element; at: string } | null = null;

  constructor(private readonly posts: Posts, private readonly calls: BarCalls, signal: AbortSignal) {
    this.#counted = new Counted(this.overlay, calls.refused);
    this.overlay.onBroken = () => this.#remount();
    signal.addEventListener('abort', () => this.hide());
  }

  readonly #scrolled = (): void => {
    requestAnimationFrame(() => this.#follow());
  };

  /** Only while it stands: a page that scrolls pays for each listener. */
  #listen(on: boolean): void {
    const set = on ? addEventListener : removeEventListener;
    for (const type of ['scroll', 'resize']) set(type, this.#scrolled, { capture: true, passive: true } as AddEventListenerOptions);
  }

  /** The post beside which it stands. */
  get key(): PostKey | null {
    return this.#bar ? this.#key : null;
  }

  get telling(): boolean {
    return this.#bar !== null && this.#told !== null;
  }

  /** Beside a post, with the verbs; an outline shows what will be saved. */
  offer(found: Found): void {
    if (this.#bar && this.#key === found.key && !this.#told) return this.#follow();
    this.#key = found.key;
    this.#told = null;
    this.#build();
  }

  /** How it went, and Undo where it can be undone. `key`: beside this post if it is still there. */
  told(told: Told, key: PostKey | null): void {
    this.lang = told.lang ?? this.lang;
    if (this.telling && JSON.stringify(told) === JSON.stringify(this.#told)) return;
    this.#key = key;
    this.#told = told;
    this.#build();
    clearTimeout(this.#late);
    const leave = (): void => {
      if (this.#bar?.matches(':hover, :focus-within')) this.#late = setTimeout(leave, TOLD_MS / 4);
      else this.hide();
    };
    this.#late = setTimeout(leave, TOLD_MS);
  }

  hide(): void {
    clearTimeout(this.#late);
    clearInterval(this.#look);
    this.#post = null;
    this.#counted.end();
    this.#listen(false);
    this.overlay.unmount();
    this.#bar = this.#frame = null;
    this.#at = '';
  }

  #remount(): void {
    if (otherStands()) return this.hide();
    this.#bar = null;
    this.#build();
  }

  #build(): void {
    const words = wordsFor(this.lang);
    const ground = this.overlay.ground ?? this.overlay.mount(this.lang, directionOf(this.lang));
    if (!ground) return this.hide();
    this.#listen(true);
    const said = make('span', 'said');
    said.setAttribute('role', 'status');
    const bar = make('div', 'bar');
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', words.bar);
    bar.append(said, ...this.#verbs().map(({ label, first, run }) => this.#counted.button(label, first === true, run)));
    bar.addEventListener('keydown', (event) => this.#left(event), true);
    this.#frame = make('div', 'frame');
    ground.replaceChildren(this.#frame, bar);
    this.#bar = bar;
    this.#at = '';
    this.#counted.watch(bar);
    clearInterval(this.#look);
    this.#look = setInterval(() => {
      if (this.#post && spotOf(this.#post.el) !== this.#post.at) this.#follow();
    }, LOOK_MS);
    this.#follow();
    this.overlay.touched();
    // A live region speaks only of what changes after it is there.
    const told = this.#told;
    if (told) requestAnimationFrame(() => {
      said.textContent = tell(told, this.lang);
      // It is wider by these words.
      if (this.#bar === bar) this.#follow();
    });
  }

  #verbs(): Verb[] {
    const words = wordsFor(this.lang);
    const undo = this.#told?.undo ?? null;
    const close = { label: words.close, run: () => this.hide() };
    const remember = this.#told && this.#key?.startsWith('+') && /^saved(-words)?$/.test(this.#told.outcome);
    if (this.#told) {
      return [
        ...(undo === null ? [] : [{ label: words.undo, run: () => this.calls.undo(undo) }]),
        ...(remember ? [{ label: words.remember, run: () => { this.hide(); this.calls.remember(); } }] : []), close,
      ];
    }
    return [
      { label: words.save, first: true, run: () => this.calls.save(false) },
      { label: words.wordsOnly, run: () => this.calls.save(true) },
      close,
    ];
  }

  #left(event: KeyboardEvent): void {
    if (event.isTrusted && event.key === 'Escape') this.hide();
  }

  /** Moves with its post; when the post is gone or reads as another, an offer goes and an answer stays in the corner. */
  #follow(): void {
    const bar = this.#bar;
    if (!bar || !this.#frame) return;
    const found = this.#key === null ? null : this.posts.find(this.#key);
    // Once gone, it is not looked for again at every frame: that would read the whole page each time.
    if (!found) this.#key = null;
    this.#post = found && { el: found.el, at: spotOf(found.el) };
    const rect = found && rectOf(found.el);
    const seen = rect && rect.bottom > 0 && rect.top < innerHeight && rect.height > 0;
    if (!seen && !this.#told) return this.hide();
    this.#frame.style.setProperty('display', seen ? 'block' : 'none');
    const spot = beside(seen ? rect : null, bar.getBoundingClientRect(), getComputedStyle(bar).direction === 'rtl');
    const at = `${Math.round(spot.left)},${Math.round(spot.top)}`;
    if (seen) place(this.#frame, { left: rect.left - 2, top: rect.top - 2, width: rect.width + 4, height: rect.height + 4 });
    if (at === this.#at) return;
    place(bar, spot);
    this.#at = at;
    this.overlay.touched();
  }
}

function spotOf(el: Element): string {
  const { x, y, width, height } = rectOf(el);
  return `${x} ${y} ${width} ${height}`;
}

/** At the post's upper far corner, wholly in the viewport; without a post: in the viewport's lower far corner. */
export function beside(post: Rect | null, bar: { width: number; height: number }, rtl: boolean): { left: number; top: number } {
  const gap = 8;
  const box = post ?? { x: gap, y: innerHeight - bar.height - 2 * gap, width: innerWidth - 2 * gap, height: bar.height };
  const left = rtl ? box.x + gap : box.x + box.width - bar.width - gap;
  const top = post ? post.y - bar.height / 2 : box.y;
  return {
    left: Math.max(gap, Math.min(left, innerWidth - bar.width - gap)),
    top: Math.max(gap, Math.min(top, innerHeight - bar.height - gap)),
  };
}
