import { ok, type Result } from '@/utils/domain/result';
import type { SweepJob } from '@/utils/domain/sweep';
import type { SweepAsk, SweepBatch, SweepPost, SweepStarted, SweepTold } from '@/utils/messages/sweep';
import type { VaultProblem } from '@/utils/vault';

import { Keeper, type Batch, type Store } from './keeper';
import { look, type Eye } from './look';
import { LEASE_MS, pace, step, type SweepEvent } from './state';

/** One page, one vault, one clock: what a run needs of the world. Calls to the page throw where nobody answers. */
export interface Stage extends Eye, Store {
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
  isOpen(): Promise<boolean>;
  keep(job: SweepJob): Promise<void>;
  now(): number;
}

/** What she asked for since: looked at between two steps. */
export interface Orders { wanted(): 'pause' | 'stop' | null }

type Stored = Result<void, VaultProblem>;
const NOTHING: Stored = ok(undefined);

const KEEP_EVERY_MS = 5_000;
const STORE_REASONS = new Set<string>(['locked', 'full-disk', 'damaged']);
const failing = (problem: VaultProblem): SweepEvent => ({ is: 'fails', reason: (STORE_REASONS.has(problem) ? problem : 'failed') as 'failed' });

/**
 * One sweep in this worker's memory. A turn goes on until the page ends, she wants otherwise, or it cannot. What was read and
 * could not be stored waits here; after a restart it is read again, for only what the vault has counts as done.
 */
export class Run {
  readonly #keeper: Keeper;
  #begun = false;
  #inTurn = false;
  /** Read and not stored: given again first thing. */
  #held: Batch | null = null;
  /** Given by the page and not pictured yet, because it was hidden meanwhile. */
  #next: SweepPost[] | null = null;
  #sealing: Promise<Stored> = Promise.resolve(NOTHING);
  #pending: string[] = [];
  #acknowledged: string[] = [];
  #stretch = { saved: 0, ms: 0 };
  #ranSince: number | null = null;
  #keptAt = 0;

  constructor(public job: SweepJob, private readonly stage: Stage) {
    this.#keeper = new Keeper(stage);
  }

  get pace() {
    return pace(this.job, this.#stretch.ms > 0 ? this.#stretch : null);
  }

  whereabouts(): Promise<'shown' | 'hidden' | 'gone'> {
    return this.stage.whereabouts();
  }

  /** Asks the page what it is, and covers it. Throws where no script may run. */
  async begin(): Promise<SweepStarted> {
    const { id: run, pictures, sensitiveAsWords, site } = this.job;
    const done = site === '' ? [] : await this.#keeper.learn(this.job);
    const started = await this.stage.start({ run, pictures, sensitiveAsWords, done });
    this.#begun = started.refused === null;
    this.#next = null;
    if (this.#begun) this.job = { ...this.job, site: started.site, what: started.kind, total: started.total };
    return started;
  }

  async turn(orders: Orders): Promise<SweepJob> {
    this.#inTurn = true;
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
    if (!stored.ok && event.is !== 'stop') event = failing(stored.error);
    this.#clock();
    this.#ranSince = null;
    if (event.is === 'end') this.job = { ...this.job, unseen: this.#keeper.unseen };
    this.#inTurn = false;
    await this.#move(event);
    await this.tell();
    return this.job;
  }

  /** An event from outside a turn: a pause while it waits, a tab that goes. In a turn it finds out itself. */
  async happens(event: SweepEvent): Promise<SweepJob> {
    if (this.#inTurn) return this.job;
    await this.#move(event);
    await this.tell();
    return this.job;
  }

  /** The page's cover says how it goes. A page that does not answer is found out at the next step. */
  async tell(): Promise<void> {
    const { counts, state, reason, blind } = this.job;
    const acknowledged = this.#acknowledged.splice(0);
    const told: SweepTold = {
      saved: counts.saved, already: counts.versions, failed: counts.failed, ...this.pace, state, reason: reason ?? (blind ? 'words-only' : null), acknowledged,
    };
    await this.stage.told(told).catch(() => this.#acknowledged.unshift(...acknowledged));
  }

  async #go(orders: Orders): Promise<SweepEvent> {
    if (this.job.site !== '') await this.#keeper.learn(this.job);
    // Heads that end early because it locked would make what is saved look new.
    if (!(await this.stage.isOpen())) return failing('locked');
    await this.tell();
    if (this.#held) {
      const stored = await this.#seal(this.#held);
      if (!stored.ok) return failing(stored.error);
    }
    const stopped = this.#begun && this.#next ? await this.#take(this.#next) : null;
    if (stopped) return stopped;
    for (let again = 0; ; ) {
      const order = orders.wanted();
      if (order !== null) return order === 'stop' ? { is: 'stop', at: this.#at() } : { is: 'pause' };
      if (!(await this.stage.isShown()) && (await this.stage.whereabouts()) === 'hidden') return { is: 'waits', reason: 'hidden' };
      let batch: SweepBatch;
      try {
        const refused = this.#begun ? null : await this.#anew();
        if (refused) return refused;
        batch = await this.stage.next(this.#pending);
        again = 0;
      } catch (error) {
        // Another document stands there: it is begun anew, and what is saved is passed over.
        this.#begun = false;
        if (++again > 1) throw error;
        continue;
      }
      if (batch.end === 'hidden') return { is: 'waits', reason: 'hidden' };
      const ended = batch.posts.length > 0 ? await this.#take(batch.posts) : null;
      if (ended) return ended;
      if (batch.end === 'end') return { is: 'end', at: this.#at() };
      if (batch.end === 'stuck') return { is: 'fails', reason: batch.halt === null || batch.halt === 'hidden' ? 'page-error' : batch.halt };
    }
  }

  async #anew(): Promise<SweepEvent | null> {
    // What is being sealed must count as saved before the page is told what is.
    const stored = await this.#settle();
    if (!stored.ok) return failing(stored.error);
    const { refused } = await this.begin();
    if (refused !== null) return { is: 'fails', reason: refused === 'cover-lost' ? 'cover-lost' : 'page-error' };
    await this.#keeper.learn(this.job);
    await this.tell();
    return null;
  }

  /** Pictures the batch and has it sealed while the page goes on. */
  async #take(posts: SweepPost[]): Promise<SweepEvent | null> {
    this.#next = posts;
    const wanted = posts.filter((post) => post.rect !== null && !this.#keeper.asWords(post, this.job)).map(({ capture }) => capture.key);
    const batch: Batch = { posts, look: null, why: null };
    if (wanted.length > 0) {
      const seen = (await this.stage.maySee()) ? await look(this.stage, wanted) : null;
      if (seen?.ok) batch.look = seen.value;
      else batch.why = seen?.ok === false ? seen.error : 'not-allowed';
      if (batch.why === 'hidden') return { is: 'waits', reason: 'hidden' };
      const blind = batch.why === 'not-allowed';
      if (this.job.blind !== blind) this.job = { ...this.job, blind };
    }
    const stored = await this.#settle();
    if (!stored.ok) return failing(stored.error);
    this.#next = null;
    this.#pending = posts.map(({ capture }) => capture.key);
    this.#sealing = this.#seal(batch).catch((): Stored => ({ ok: false, error: 'failed' }));
    if (this.stage.now() - this.#keptAt > KEEP_EVERY_MS) await this.#move({ is: 'held', until: this.stage.now() + LEASE_MS });
    return null;
  }

  async #settle(): Promise<Stored> {
    const stored = await this.#sealing;
    this.#sealing = Promise.resolve(NOTHING);
    this.#pending = [];
    return stored;
  }

  async #seal(batch: Batch): Promise<Stored> {
    this.#held = batch;
    const kept = await this.#keeper.keep(batch, this.job);
    if (!kept.ok) return kept;
    this.#held = null;
    this.#acknowledged.push(...batch.posts.map(({ capture }) => capture.key));
    this.#stretch.saved += kept.value.saved - this.job.counts.saved;
    this.#clock();
    this.job = { ...this.job, counts: kept.value };
    await this.tell();
    return NOTHING;
  }

  async #lost(): Promise<SweepEvent> {
    this.#begun = false;
    const where = await this.stage.whereabouts();
    if (where === 'gone') return { is: 'waits', reason: 'tab-gone' };
    return where === 'hidden' ? { is: 'waits', reason: 'hidden' } : { is: 'fails', reason: 'page-error' };
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
