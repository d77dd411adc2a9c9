import type { ShieldMode } from '@/utils/domain/shield';
import { COVERS, FRAMES, LATE } from '@/utils/sites/covers';
import type { SiteId } from '@/utils/sites/site';
import type { Asking } from './asking';

/** Beyond so many, one look for all of them at once is the quicker one. */
const FEW = 8;

/**
 * Whose posts are hidden beforehand. At first those of every reader that is here; once it is known which reader the page has, those of
 * that one alone: each selector is tried on every element that comes.
 */
export class Scope {
  sites: readonly SiteId[] = [];
  selector = '';
  /** The same, for a search: one by one while they are few. */
  single: readonly string[] = [];
  /** Of one of them some posts are found by the reader only. */
  late = false;
  /** The rule in the page does not name all of them yet: what is hidden has to say so. */
  bare = false;
  #drawn: readonly SiteId[];
  #wanted: readonly SiteId[];
  /** The rules in the page change one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly all: readonly SiteId[], private readonly mark: string, private readonly say: Asking['say']) {
    this.#drawn = this.#wanted = all;
    this.#set(all);
  }

  /** Null: nobody answers. */
  draw(): Promise<{ mode: ShieldMode; lang: string } | null> {
    return this.say('shield.start', this.#rule(this.all));
  }

  drawFrames(): Promise<{ done: boolean } | null> {
    return this.say('shield.frames', this.#rule(this.all));
  }

  /** True when the rule is taken away. */
  async undraw(): Promise<boolean> {
    await this.#turn;
    return (await this.say('shield.end', this.#rule(this.#drawn))) !== null;
  }

  /** `own`: the page's reader where no other can fit; null: any may. Wider at once; narrower when the new rule is there and the old one gone. */
  fit(own: SiteId | null): void {
    const wanted = own === null ? this.all : this.all.filter((id) => id === own);
    if (wanted.join() === this.#wanted.join()) return;
    this.#wanted = wanted;
    // By marks alone, until the rule is there.
    this.bare = wanted.length > 1;
    this.#set(this.all);
    this.#turn = this.#turn.then(() => this.#redraw(wanted));
  }

  async #redraw(wanted: readonly SiteId[]): Promise<void> {
    const set = await this.say('shield.start', this.#rule(wanted));
    // Turned off meanwhile: then nothing was drawn.
    if (set === null || set.mode === 'off') return;
    const old = this.#drawn;
    this.#drawn = wanted;
    await this.say('shield.end', this.#rule(old));
    if (this.#wanted !== wanted) return;
    this.#set(wanted);
    this.bare = false;
  }

  #rule(sites: readonly SiteId[]): { mark: string; sites: SiteId[] } {
    return { mark: this.mark, sites: [...sites] };
  }

  #set(sites: readonly SiteId[]): void {
    const single = sites.flatMap((id) => [COVERS[id].split(', '), FRAMES[id] ?? []].flat());
    this.sites = sites;
    this.selector = single.join(', ') || ':not(*)';
    this.single = single.length > FEW ? [this.selector] : single;
    this.late = sites.some((id) => LATE.has(id));
  }
}
