import type { SweepHalt } from '@/utils/messages/sweep';
import type { PostKey } from '@/utils/messages/types';
import { mainScroller, scrollerAround, type Scroller } from '../scroller';
import { Bands, type Band } from './bands';
import type { List, Placed } from './list';
import { atRest, isBusy, QUIET_MS } from './rest';

/** What is left in sight of the last window, so that a list that drops what is out of sight leaves no gap. */
const OVERLAP = 48;
/** The end is believed after so long without anything new; where the page says that it is busy, later. */
const END_MS = 4_000;
const BUSY_MS = 15_000;
const ARRIVE_MS = 2_400;
const LOOK_EVERY = 12;
const MOST_BACK = 5;
const MOST_APPROACHES = 2;

export type Moved = 'on' | 'wait' | 'end' | Extract<SweepHalt, 'not-scrolling' | 'more-not-loading'>;

/** Moves the page on: the window, or the part of it in which the posts stand. */
export class Mover {
  readonly #bands = new Bands();
  #scroller: Scroller | null = null;
  #steps = 0;
  #approached = new Map<PostKey, number>();
  #endSince: number | null = null;
  #endMark = '';
  #stood = 0;
  #noted: number | null = null;
  /** Waited for since it was moved last. */
  #rested = false;
  /** Something read before was in sight after a step. */
  #linked = false;
  /** Windows without a post, one after the other. */
  #bare = 0;
  /** A post taller than the window that is being gone through. */
  tall: PostKey | null = null;

  constructor(private readonly list: List, private readonly note: (change: string) => void) {}

  /** Before the cover stands: under it, nothing of the page can be found by a point. */
  begin(): void {
    this.#scroller = mainScroller();
    this.#find();
  }

  #find(): Placed[] {
    const { placed, all } = this.list.between(-innerHeight, 3 * innerHeight);
    const last = placed.at(-1);
    if (last) this.#scroller = scrollerAround(last.el);
    if (this.#steps++ % LOOK_EVERY === 0) this.#bands.look(all);
    return placed;
  }

  get #at(): Scroller {
    return (this.#scroller ??= mainScroller());
  }

  toStart(): void {
    const from = this.#at.y;
    this.#at.toStart();
    this.#rested = false;
    this.#said(from);
  }

  #to(y: number): void {
    this.#at.to(y);
    this.#rested = false;
  }

  async rest(): Promise<void> {
    await atRest(this.#at.el);
    this.#rested = true;
  }

  /** The same, at once where it was waited for and nothing changed since: a picture was taken, posts were sealed. */
  async still(): Promise<void> {
    if (!this.#rested || !this.list.quiet(QUIET_MS)) await this.rest();
  }

  /** Where a post stands free for a picture. */
  free(): Band {
    return this.#bands.free(this.#at);
  }

  /** Where posts are read and opened: for pictures what is in the window, for words what is laid out around it too. */
  reach(pictures: boolean): Band {
    const { top, bottom } = this.free();
    return pictures ? { top, bottom } : { top: top - innerHeight, bottom: bottom + 2 * innerHeight };
  }

  /** True for a post that cannot be brought wholly into the window: it is taken as it stands. */
  gaveUp(key: PostKey): boolean {
    return (this.#approached.get(key) ?? 0) >= MOST_APPROACHES;
  }

  /** Goes on by one step, when everything in reach is read. `wait`: nothing moved, and it is too soon to say why. */
  async on(isNew: (key: PostKey) => boolean, known: (key: PostKey) => boolean, pictures: boolean): Promise<Moved> {
    const placed = this.#find();
    const { top, bottom } = this.free();
    const height = Math.max(40, bottom - top);
    const from = this.#at.y;
    const ahead = placed.find(({ print }) => isNew(print) && print !== this.tall);
    let by = height * 0.8;
    if (this.tall === null && ahead) {
      this.#approached.set(ahead.print, (this.#approached.get(ahead.print) ?? 0) + 1);
      by = Math.floor(ahead.box.y - top);
      if (Math.abs(by) < 1) return 'on';
    } else if (this.tall === null) {
      const last = placed.at(-1);
      const anchored = last ? Math.max(last.box.y, last.box.y + last.box.height - height / 2) - top - OVERLAP : 0;
      if (anchored > 8) by = pictures ? Math.min(anchored, height - OVERLAP) : anchored;
    }
    this.#to(from + by);
    if (Math.abs(this.#at.y - from) < 1) return this.#stopped(placed, isNew);
    this.#said(from);
    this.#stood = 0;
    this.#endSince = null;
    await this.rest();
    await this.#bridge(by, known);
    return 'on';
  }

  /** After a step something read before must still be there; where it is not, the list was longer than it said: back a little. */
  async #bridge(by: number, known: (key: PostKey) => boolean): Promise<void> {
    const to = this.#at.y;
    await this.#arrive();
    for (let back = 0; back < MOST_BACK; back++) {
      const placed = this.#find();
      if (placed.some(({ print }) => known(print))) this.#linked = true;
      else if (placed.length > 0 && this.#linked) {
        const before = this.#at.y;
        this.#to(before - Math.max(40, by / 3));
        if (Math.abs(this.#at.y - before) >= 1) {
          await this.rest();
          continue;
        }
      }
      return;
    }
    this.#to(to);
  }

  /** Rows may come a while after their place: a window without any post is waited for, at the end only while it is busy. */
  async #arrive(): Promise<void> {
    const until = performance.now() + (this.#bare < 3 ? ARRIVE_MS : ARRIVE_MS / 8);
    const empty = (): boolean => this.list.between(0, innerHeight).placed.length === 0;
    while (!this.#at.atEnd && performance.now() < until && empty()) await new Promise((done) => setTimeout(done, 100));
    this.#bare = empty() ? this.#bare + 1 : 0;
  }

  async #stopped(placed: Placed[], isNew: (key: PostKey) => boolean): Promise<Moved> {
    if (!this.#at.atEnd && !this.#at.connected) {
      this.#scroller = null;
      return 'on';
    }
    if (!this.#at.atEnd && ++this.#stood > 8) return 'not-scrolling';
    if (placed.some(({ print }) => isNew(print))) return 'on';
    const now = performance.now();
    const mark = `${this.#at.height} ${placed.length} ${placed.at(-1)?.print ?? ''}`;
    if (this.#endSince === null || mark !== this.#endMark) this.#endSince = now;
    this.#endMark = mark;
    const busy = isBusy();
    if (!busy && now - this.#endSince > END_MS) return 'end';
    if (busy && now - this.#endSince > BUSY_MS) return 'more-not-loading';
    await this.#nudge();
    return 'wait';
  }

  /** Lists that load at their end do so when the end comes into sight: out of it and back. */
  async #nudge(): Promise<void> {
    const from = this.#at.y;
    this.#to(from - 200);
    await this.rest();
    this.#to(this.#at.y + 400);
    await new Promise((done) => setTimeout(done, 150));
    await this.rest();
  }

  /** One line for a run of steps: from where to where. */
  #said(from: number): void {
    this.#noted ??= Math.round(from);
    this.note(`scroll ${this.#noted} to ${Math.round(this.#at.y)}`);
    this.#noted = Math.round(this.#at.y);
  }
}
