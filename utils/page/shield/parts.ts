import { innerPage } from '../frames';

/** What the shield does with a frame of the page's own (a live chat), and with what is in it. */
export interface PartCalls {
  /** Has the rule put into the frame; null when nobody answers any more. */
  draw(): Promise<{ done: boolean } | null>;
  /** Its posts are looked after from now on, as the page's are. */
  begin(doc: Document): void;
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
  readonly #asked = new WeakMap<Element, Document>();

  constructor(private readonly calls: PartCalls, private readonly signal: AbortSignal) {}

  judge(frame: Element): void {
    const doc = documentOf(frame);
    if (doc === null) return this.calls.show(frame);
    // What it shows before its own document comes: nothing, and it says nothing when it goes.
    if (doc.URL === 'about:blank') return this.calls.hide(frame);
    if (this.#ready.get(frame) === doc) return this.calls.show(frame);
    this.calls.hide(frame);
    if (this.#asked.get(frame) === doc) return;
    this.#asked.set(frame, doc);
    doc.defaultView?.addEventListener('pagehide', () => this.calls.hide(frame), { signal: this.signal });
    if (innerPage(frame) === null && doc.readyState !== 'loading') return this.#settle(frame, doc);
    void this.calls.draw().then((drawn) => {
      if (documentOf(frame) !== doc) return this.calls.again(frame);
      // It came when the frame was not there yet: once more at its load.
      if (drawn?.done === false) return void this.#asked.delete(frame);
      this.calls.begin(doc);
      this.#settle(frame, doc);
    });
  }

  #settle(frame: Element, doc: Document): void {
    this.#ready.set(frame, doc);
    this.calls.show(frame);
  }
}

/** Null: of another origin, which nobody here can read. */
function documentOf(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}
