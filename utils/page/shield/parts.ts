import { innerPage } from '../frames';
import { isConnected } from '../natural';

const AGAIN_MS = 150;

/** What the shield does with a frame of the page's own (a live chat), and with what is in it. */
export interface PartCalls {
  /** Has the rule put into the frame; null when nobody answers any more. */
  draw(): Promise<{ done: boolean } | null>;
  /** False: a post stands there that the rule does not hide. */
  holds(doc: Document): boolean;
  /** Its posts are looked after from now on, as the page's are. */
  begin(doc: Document): void;
  gone(doc: Document): void;
  hide(frame: Element): void;
  show(frame: Element): void;
  again(frame: Element): void;
}

/**
 * Frames that count as a part of the page. No script of ours runs in them: they are read from here. The frame itself is hidden
 * until the rule is in the document that it shows now, and at once when that document goes.
 */
export class Parts {
  readonly #ready = new WeakMap<Element, Document>();
  readonly #heard = new WeakSet<Document>();
  readonly #asking = new Set<Element>();
  readonly #timers = new WeakSet<Element>();

  constructor(private readonly calls: PartCalls, private readonly signal: AbortSignal) {}

  judge(frame: Element): void {
    const doc = documentOf(frame);
    if (doc === null && !isOurs(frame)) return this.calls.show(frame);
    if (doc !== null && this.#ready.get(frame) === doc) return this.calls.show(frame);
    this.calls.hide(frame);
    // What it shows before its own document comes is nothing, and says nothing when it goes.
    if (doc === null || doc.URL === 'about:blank' || doc.readyState === 'loading' || this.#asking.has(frame)) return this.#later(frame);
    if (!this.#heard.has(doc)) {
      this.#heard.add(doc);
      doc.defaultView?.addEventListener('pagehide', () => {
        this.calls.gone(doc);
        this.calls.hide(frame);
        this.#later(frame);
      }, { signal: this.signal });
    }
    if (innerPage(frame) === null) return this.#settle(frame, doc);
    this.#asking.add(frame);
    void this.calls.draw().then((drawn) => {
      this.#asking.delete(frame);
      // The rule went to what was there before, or there was nothing yet.
      if (documentOf(frame) !== doc || drawn?.done === false || (drawn && !this.calls.holds(doc))) return this.#later(frame);
      this.calls.begin(doc);
      this.#settle(frame, doc);
    });
  }

  #settle(frame: Element, doc: Document): void {
    this.#ready.set(frame, doc);
    this.calls.show(frame);
  }

  /** Whatever it waits for, no event of the frame tells for certain. */
  #later(frame: Element): void {
    if (this.#timers.has(frame)) return;
    this.#timers.add(frame);
    setTimeout(() => {
      this.#timers.delete(frame);
      if (!this.signal.aborted && isConnected(frame)) this.calls.again(frame);
    }, AGAIN_MS);
  }
}

/** To be of the page's origin, though its document is not there yet. */
const isOurs = (frame: Element): boolean => URL.parse((frame as HTMLIFrameElement).src)?.origin === location.origin;

/** Null: of another origin, which nobody here can read. */
function documentOf(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}
