import type { ItemHead } from '@/utils/domain/item';
import type { PostPart } from '@/utils/domain/record';
import { ok, type Result } from '@/utils/domain/result';
import type { SliceUse } from '@/utils/domain/slice';
import type { SweepJob, SweepReason } from '@/utils/domain/sweep';
import type { SweepAsk, SweepBatch, SweepPost, SweepStarted, SweepTold } from '@/utils/messages/sweep';
import type { NewBatch, NewItem, NewSlice, VaultProblem } from '@/utils/vault';

import { buildPost, inWords, type Around } from './build';
import { develop } from './develop';
import { Known } from './known';
import { look, type Eye, type Look } from './look';
import { LEASE_MS, pace, step, type SweepEvent } from './state';

/** One page, one vault, one clock: what a run needs of the world. Calls to the page throw where nobody answers. */
export interface Stage extends Eye {
  /** Puts the scripts in and brings up the cover. */
  start(ask: Omit<SweepAsk, 'lang'>): Promise<SweepStarted>;
  next(pending: string[]): Promise<SweepBatch>;
  told(told: SweepTold): Promise<void>;
  /** Of the tab: in front in a window that is not minimised, behind, or closed. */
  whereabouts(): Promise<'shown' | 'hidden' | 'gone'>;
  /** At each turn: what the browser refused before may be allowed by now. */
  fresh(): void;
  /** True when a picture may be tried at all. */
  maySee(): Promise<boolean>;
  around(): Promise<Around>;
  heads(): AsyncIterable<ItemHead[]>;
  isOpen(): Promise<boolean>;
  store(batch: NewBatch): Promise<Result<ItemHead[], VaultProblem>>;
  former(id: string): Promise<{ ok: true; part: PostPart | null } | { ok: false }>;
  keep(job: SweepJob): Promise<void>;
  now(): number;
}

/** What she asked for since: looked at between two steps. */
export interface Orders { wanted(): 'pause' | 'stop' | null }

type Stored = Result<void, VaultProblem>;
interface Batch { posts: SweepPost[]; look: Look | null; why: string | null }

const KEEP_EVERY_MS = 5_000;
const STORE_REASONS = new Set<string>(['locked', 'full-disk', 'damaged']);
const reasonOf = (problem: VaultProblem): SweepReason => (STORE_REASONS.has(problem) ? (problem as SweepReason) : 'failed');

/**
 * One sweep in this worker's memory. A turn goes on until the page ends, she wants otherwise, or it cannot. What was read and
 * could not be stored waits here; after a restart it is read again, for only what the vault has counts as done.
 */
export class Run {
  #known: Known | null = null;
  #begun = false;
  #around: Around | null = null;
  /** Read and not stored yet: given again first thing. */
  #held: Batch | null = null;
  /** Given by the page and not pictured yet, because it was hidden meanwhile. */
  #next: SweepPost[] | null = null;
  #sealing: Promise<Stored> = Promise.resolve(ok(undefined));
  #pending: string[] = [];
  #acknowledged: string[] = [];
  readonly #parts = new Map<string, SliceUse[]>();
  readonly #items = new Map<string, string>();
  #stretch = { saved: 0, ms: 0 };
  #ranSince: number | null = null;
  #keptAt = 0;

  constructor(public job: SweepJob, private readonly stage: Stage) {}

  get pace() {
    return pace(this.job, this.#stretch.ms > 0 ? this.#stretch : null);
  }

  /** Asks the page what it is, and covers it. Throws where no script may run. */
  async begin(): Promise<SweepStarted> {
    const done = this.job.site === '' ? [] : [...(await this.#learn()).items.keys()];
    const { id: run, pictures, sensitiveAsWords } = this.job;
    const started = await this.stage.start({ run, pictures, sensitiveAsWords, done });
    this.#begun = started.refused === null;
    this.#next = null;
    if (this.#begun) this.job = { ...this.job, site: started.site, what: started.kind, total: started.total };
    return started;
  }

  async #learn(): Promise<Known> {
    const { site, id: run, address } = this.job;
    const known = await Known.of(this.stage.heads(), { site, run, address, here: new Set(this.#items.values()) });
    for (const [key, item] of known.items) this.#items.set(key, item);
    return (this.#known = known);
  }

  async turn(orders: Orders): Promise<SweepJob> {
    await this.#move({ is: 'turn', until: this.stage.now() + LEASE_MS });
    this.stage.fresh();
    this.#ranSince = this.stage.now();
    this.#stretch = { saved: 0, ms: 0 };
    let event: SweepEvent;
    try {
      event = await this.#go(orders);
    } catch {
      event = await this.#lost();
    }
    // Whatever it was, what was read is stored first, or said not to be.
    const stored = await this.#settle();
    if (!stored.ok && event.is !== 'stop') event = { is: 'fails', reason: reasonOf(stored.error) as 'failed' };
    this.#clock();
    if (event.is === 'end') this.job = { ...this.job, unseen: this.#known?.unseen ?? null };
    await this.#move(event);
    await this.tell();
    return this.job;
  }

  whereabouts(): Promise<'shown' | 'hidden' | 'gone'> {
    return this.stage.whereabouts();
  }

  /** An event from outside a turn: a pause while it waits, a tab that goes. */
  async happens(event: SweepEvent): Promise<SweepJob> {
    await this.#move(event);
    await this.tell();
    return this.job;
  }

  /** The page's cover says how it goes. A page that does not answer is found out at the next step. */
  async tell(): Promise<void> {
    const { counts, state, reason, blind } = this.job;
    const acknowledged = this.#acknowledged.splice(0);
    const told: SweepTold = { saved: counts.saved, already: counts.versions, failed: counts.failed, ...this.pace, state, reason: reason ?? (blind ? 'words-only' : null), acknowledged };
    await this.stage.told(told).catch(() => this.#acknowledged.unshift(...acknowledged));
  }

  async #go(orders: Orders): Promise<SweepEvent> {
    await this.#learn();
    await this.tell();
    // Heads that end early because it locked would make what is saved look new.
    if (!(await this.stage.isOpen())) return { is: 'fails', reason: 'locked' };
    if (this.#held) {
      const stored = await this.#seal(this.#held);
      if (!stored.ok) return { is: 'fails', reason: reasonOf(stored.error) as 'failed' };
    }
    if (this.#begun && this.#next) {
      const stopped = await this.#take(this.#next);
      if (stopped) return stopped;
    }
    for (let again = 0; ; ) {
      const order = orders.wanted();
      if (order !== null) return order === 'stop' ? { is: 'stop', at: this.#at() } : { is: 'pause' };
      let batch: SweepBatch;
      try {
        if (!this.#begun) {
          const { refused } = await this.begin();
          await this.#learn();
          if (refused !== null) return { is: 'fails', reason: refused === 'cover-lost' ? 'cover-lost' : 'page-error' };
          await this.tell();
        }
        batch = await this.stage.next(this.#pending);
        again = 0;
      } catch (error) {
        // Another document stands there: it is begun anew, and what is saved is passed over.
        this.#begun = false;
        if (++again > 1) throw error;
        continue;
      }
      if (batch.end === 'hidden') return { is: 'waits', reason: 'hidden' };
      const stopped = batch.posts.length > 0 ? await this.#take(batch.posts) : null;
      if (stopped) return stopped;
      if (batch.end === 'end') return { is: 'end', at: this.#at() };
      if (batch.end === 'stuck') return { is: 'fails', reason: batch.halt === null || batch.halt === 'hidden' ? 'page-error' : batch.halt };
    }
  }

  /** Pictures the batch and has it sealed while the page goes on. */
  async #take(posts: SweepPost[]): Promise<SweepEvent | null> {
    this.#next = posts;
    const wanted = posts.filter((post) => post.rect !== null && !inWords(this.job, post)).map(({ capture }) => capture.key);
    let taken: Look | null = null;
    let why: string | null = null;
    if (wanted.length > 0) {
      const blind = !(await this.stage.maySee());
      const seen = blind ? null : await look(this.stage, wanted);
      if (seen?.ok === false && seen.error === 'hidden') return { is: 'waits', reason: 'hidden' };
      if (seen?.ok) taken = seen.value;
      else why = seen === null ? 'not-allowed' : (seen as { error: string }).error;
      if (this.job.blind !== (why === 'not-allowed')) this.job = { ...this.job, blind: why === 'not-allowed' };
    }
    const stored = await this.#settle();
    if (!stored.ok) return { is: 'fails', reason: reasonOf(stored.error) as 'failed' };
    this.#next = null;
    this.#pending = posts.map(({ capture }) => capture.key);
    this.#sealing = this.#seal({ posts, look: taken, why }).catch((): Stored => ({ ok: false, error: 'failed' }));
    await this.#hold();
    return null;
  }

  async #settle(): Promise<Stored> {
    const stored = await this.#sealing;
    this.#sealing = Promise.resolve(ok(undefined));
    this.#pending = [];
    return stored;
  }

  async #seal(batch: Batch): Promise<Stored> {
    this.#held = batch;
    const known = this.#known as Known;
    const { counts } = this.job;
    const slices: NewSlice[] = [];
    const items: { key: string; item: NewItem }[] = [];
    const cut = batch.posts.filter((post) => !inWords(this.job, post)).map(({ capture }) => capture.key);
    const made = batch.look ? await develop(batch.look, { run: this.job.id, cut, sensitiveAsWords: this.job.sensitiveAsWords, saved: this.#items }) : null;
    const why = made?.ok === false ? made.error : batch.why;
    const developed = made?.ok ? made.value : null;
    let [already, failed] = [counts.already, counts.failed];
    const noPicture = { ...counts.noPicture };
    for (const post of batch.posts) {
      const { key } = post.capture;
      if (this.#items.has(key) || known.has(post.capture.post) || items.some((one) => one.key === key)) already++;
      else {
        const item = await this.#build(post, developed?.pieces.get(key) ?? null, why);
        if (item === null) failed++;
        else {
          items.push({ key, item });
          if (!item.head.hasPicture && !inWords(this.job, post)) noPicture[why ?? 'outside-window'] = (noPicture[why ?? 'outside-window'] ?? 0) + 1;
        }
      }
    }
    if (developed && items.some(({ item }) => item.head.hasPicture)) slices.push(developed.slice);
    const stored = items.length === 0 ? ok([]) : await this.stage.store({ slices, items: items.map(({ item }) => item) });
    if (!stored.ok) return stored;
    this.#held = null;
    stored.value.forEach((head) => known.added(head));
    for (const { key, item } of items) {
      this.#items.set(key, item.head.id);
      this.#parts.delete(key);
    }
    if (slices.length > 0) for (const [key, use] of developed?.others ?? []) this.#parts.set(key, [...(this.#parts.get(key) ?? []), use]);
    this.#acknowledged.push(...batch.posts.map(({ capture }) => capture.key));
    this.#stretch.saved += items.length;
    this.#clock();
    this.job = { ...this.job, counts: { saved: known.saved, versions: known.versions, words: counts.words + items.filter(({ item }) => item.head.wordsOnly && this.job.pictures).length, already, failed, noPicture } };
    await this.tell();
    return ok(undefined);
  }

  /** Null: this one post cannot be made into a record; the others go on. */
  async #build(post: SweepPost, piece: Parameters<typeof buildPost>[1]['piece'], why: string | null): Promise<NewItem | null> {
    const { key } = post.capture;
    const before = this.#known?.earlier(post.capture.post) ?? null;
    const former = before === null ? null : await this.stage.former(before.latest);
    const earlier = before !== null && former?.ok ? { root: before.root, part: former.part } : null;
    try {
      this.#around ??= await this.stage.around();
      return await buildPost(post, { job: this.job, around: this.#around, piece, why, parts: this.#parts.get(key) ?? [], earlier });
    } catch {
      return null;
    }
  }

  async #lost(): Promise<SweepEvent> {
    this.#begun = false;
    const where = await this.stage.whereabouts();
    if (where === 'gone') return { is: 'waits', reason: 'tab-gone' };
    return where === 'hidden' ? { is: 'waits', reason: 'hidden' } : { is: 'fails', reason: 'page-error' };
  }

  /** Every few seconds the row says that it runs. */
  async #hold(): Promise<void> {
    if (this.stage.now() - this.#keptAt > KEEP_EVERY_MS) await this.#move({ is: 'held', until: this.stage.now() + LEASE_MS });
  }

  async #move(event: SweepEvent): Promise<void> {
    this.job = step(this.job, event);
    this.#keptAt = this.stage.now();
    await this.stage.keep(this.job);
  }

  #clock(): void {
    if (this.#ranSince === null) return;
    const now = this.stage.now();
    this.#stretch.ms += now - this.#ranSince;
    this.job = { ...this.job, ranMs: this.job.ranMs + now - this.#ranSince };
    this.#ranSince = now;
  }

  #at(): string {
    return new Date(this.stage.now()).toISOString();
  }
}
