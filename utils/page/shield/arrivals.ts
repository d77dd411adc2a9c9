import { ownerOf } from '../natural';

/** Of the page's time, over a while; who scrolls to read needs less. */
const SHARE = 0.005;
/** For what comes all at once. */
const BURST_MS = 15;
const LONGEST_MS = 250;

/**
 * What comes into the page hidden: it is looked at as it comes while our share of the page's time lasts. Whoever scrolls faster than
 * that sees it a moment later, and what is gone again by then costs nothing.
 */
export class Arrivals {
  readonly #kept = new Set<Element>();
  #left = BURST_MS;
  #since = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `look`: called with what was kept when there is time for it. */
  constructor(private readonly look: (kept: Element[]) => void, signal: AbortSignal) {
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Roots to be looked at now; the others are kept, but for those that cannot wait. */
  take(came: Iterable<Element>, atOnce: (root: Element) => boolean): Element[] {
    const left = this.#at(performance.now());
    if (left >= 0) return [...this.#all(), ...came];
    const now: Element[] = [];
    for (const root of came) {
      if (atOnce(root)) now.push(root);
      else this.#kept.add(root);
    }
    if (this.#kept.size > 0) this.#timer ??= setTimeout(() => this.spend(() => this.look(this.#all())), -left / SHARE);
    return now;
  }

  /** What was in a document that is left. */
  leave(doc: Document): void {
    for (const root of this.#kept) if (ownerOf(root) === doc) this.#kept.delete(root);
  }

  /** The time that it takes is ours. */
  spend(work: () => void): void {
    const began = performance.now();
    work();
    const ended = performance.now();
    this.#left = Math.max(this.#at(ended) - (ended - began), -LONGEST_MS * SHARE);
  }

  #all(): Element[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const all = [...this.#kept];
    this.#kept.clear();
    return all;
  }

  #at(now: number): number {
    this.#left = Math.min(BURST_MS, this.#left + (now - this.#since) * SHARE);
    this.#since = now;
    return this.#left;
  }
}
