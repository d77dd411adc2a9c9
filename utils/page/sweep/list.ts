import type { PostKey, Rect } from '@/utils/messages/types';
import type { SweepSite } from '@/utils/sites/sweep';
import { matches, parentOf, rectOf } from '../natural';
import type { Found, Posts } from '../posts';
import { pageFacts } from '../registry';
import { wordsOf } from '../words-of';
import { sweepKey } from './keys';

/** A post as it stands in the window at this moment. */
export interface Placed extends Found {
  /** The same after every load; `found.key` is the page's own. */
  print: PostKey;
  /** In CSS pixels of the viewport, up to where the first answer inside it begins. */
  box: Rect;
}

export interface Look { placed: Placed[]; all: ReadonlySet<Element> }

const bottomOf = ({ y, height }: Rect): number => y + height;

const EVERYTHING = { subtree: true, childList: true, attributes: true, characterData: true };

/** Finds and reads posts between two heights of the window, in reading order. What was read is good until anything in the page changes. */
export class List {
  readonly #watch = new MutationObserver(() => this.#forget());
  #changedAt = performance.now();
  #els: Element[] | null = null;
  #read = new Map<Element, Omit<Placed, 'box'> | null>();
  #href = '';

  constructor(private readonly posts: Posts, private readonly site: SweepSite | null, signal: AbortSignal) {
    this.#watch.observe(document, EVERYTHING);
    signal.addEventListener('abort', () => this.#watch.disconnect());
  }

  between(top: number, bottom: number): Look {
    if (this.#watch.takeRecords().length > 0 || this.#href !== location.href) this.#forget();
    this.#href = location.href;
    const els = (this.#els ??= this.#find());
    const placed: Placed[] = [];
    els.forEach((el, i) => {
      const box = ownBox(el, els[i + 1]);
      if (box.width <= 0 || box.height <= 0 || bottomOf(box) <= top || box.y >= bottom) return;
      let one = this.#read.get(el);
      if (one === undefined) this.#read.set(el, (one = this.#one(el)));
      if (one) placed.push({ ...one, box });
    });
    // Lists that place their rows by numbers have them in any order in the document.
    return { placed: placed.sort((a, b) => a.box.y - b.box.y), all: new Set(els) };
  }

  /** Nothing in the page changed for so many milliseconds. */
  quiet(ms: number): boolean {
    if (this.#watch.takeRecords().length > 0) this.#forget();
    return performance.now() - this.#changedAt >= ms;
  }

  #forget(): void {
    this.#changedAt = performance.now();
    this.#els = null;
    this.#read.clear();
  }

  #find(): Element[] {
    try {
      const page = pageFacts();
      return this.posts.site(page)?.find(document, page) ?? [];
    } catch {
      // A page on which nothing can be told apart has no posts.
      return [];
    }
  }

  /** Null for what is no post of a sweep: private, paid for, still coming. */
  #one(el: Element): Omit<Placed, 'box'> | null {
    if (this.site?.private && within(el, this.site.private)) return null;
    const found = this.posts.read(el);
    const { kind, promoted, text } = found.post;
    if (promoted || (kind === 'message' && this.posts.site()?.id !== 'youtube')) return null;
    const words = found.parsed || text !== null ? null : wordsOf(el);
    return found.parsed || text !== null || words !== null ? { ...found, print: sweepKey(found.post, words) } : null;
  }
}

/** Answers that lie inside a post are posts of their own: its box ends above the first. */
function ownBox(el: Element, next: Element | undefined): Rect {
  const { x, y, width, height } = rectOf(el);
  if (!next || !el.contains(next)) return { x, y, width, height };
  const inner = rectOf(next);
  const cut = inner.height > 0 && inner.y > y ? Math.min(height, inner.y - y) : height;
  return { x, y, width, height: cut };
}

function within(el: Element, selector: string): boolean {
  for (let up: Element | null = el; up; up = parentOf(up)) if (matches(up, selector)) return true;
  return false;
}
