import { CLEAR, WORDS } from '@/utils/sites/covers';
import { allNamed } from '../natural';
import type { Marks } from './marks';

const playersIn = (what: Element | Document): Element[] => [...allNamed(what, 'video'), ...allNamed(what, 'audio')];

export const pause = (media: EventTarget | null): void => {
  if (media instanceof HTMLMediaElement) HTMLMediaElement.prototype.pause.call(media);
};

/** Videos and sound: what is hidden stands still, and goes on when it is clear if the page had begun it meanwhile. */
export class Players {
  readonly #stilled = new WeakSet<Element>();
  #any = false;
  /** What she holds. */
  held: Element | null = null;

  constructor(private readonly marks: Marks) {}

  still(media: EventTarget | null): void {
    // One that stands still is left so: pausing it would take its own beginning from it.
    if (!(media instanceof HTMLMediaElement) || media.paused || this.#mayPlay(media)) return;
    this.#stilled.add(media);
    this.#any = true;
    pause(media);
  }

  stillIn(what: Element | Document): void {
    if (what.nodeType === 1) this.still(what);
    for (const media of playersIn(what)) this.still(media);
  }

  resumeIn(what: Element): void {
    if (!this.#any) return;
    for (const media of [what, ...playersIn(what)]) {
      if (!(media instanceof HTMLMediaElement) || !this.#stilled.has(media) || !this.#mayPlay(media)) continue;
      this.#stilled.delete(media);
      void HTMLMediaElement.prototype.play.call(media).catch(() => undefined);
    }
  }

  /** Every post around it is clear, and so is the medium, or it is what she holds. What is only lifted, to be seen or pictured, stands still. */
  #mayPlay(media: Element): boolean {
    return this.marks.around(media).every((post) => {
      const mark = this.marks.wanted(post);
      return mark === CLEAR || (mark === WORDS && (this.marks.wanted(media) === CLEAR || this.held === media));
    });
  }
}
