import { otherStands } from './alone';
import type { Bar } from './bar';
import type { Pointer } from './pointer';
import type { Found } from './posts';

/** The pointer rests so long on a post before the bar comes: no flicker while she scrolls through. */
const REST_MS = 180;
/** An answer is left to be read before the bar goes to another post. */
const READ_MS = 4_000;

/** Brings the bar to the post under pointer or focus, when she switched that on. Off, it costs nothing. */
export class Hover {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #on = false;
  #held = false;
  #toldAt = -Infinity;

  constructor(private readonly pointer: Pointer, private readonly bar: Bar, private readonly living: () => boolean) {}

  on(on: boolean): void {
    this.#on = on;
    this.pointer.onChange = on ? () => this.#soon() : null;
    clearTimeout(this.#timer);
    // She may have come to rest before the setting was known.
    if (on && this.pointer.used) this.#soon();
    if (!on && !this.bar.telling) this.bar.hide();
  }

  /** While a picture is taken nothing of ours may come back. */
  hold(held: boolean): void {
    this.#held = held;
    clearTimeout(this.#timer);
    if (!held) this.#toldAt = performance.now();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#come(), REST_MS);
  }

  #come(): void {
    if (!this.#on || this.#held || otherStands() || !this.living()) return;
    if (this.bar.telling && performance.now() - this.#toldAt < READ_MS) return;
    const found: Found | null = this.pointer.lastIsFocus ? this.pointer.atFocus() : this.pointer.atPointer();
    if (!found) return this.bar.telling ? undefined : this.bar.hide();
    if (this.bar.telling && this.bar.key === found.key) return;
    this.bar.offer(found);
  }
}
