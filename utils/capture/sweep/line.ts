import type { SweepJob } from '@/utils/domain/sweep';
import type { SweepCommand } from '@/utils/messages/sweep';

import type { Run } from './run';
import { isInLine } from './state';

export interface LineWorld {
  /** Runs the work where no other worker of ours is at it; else answers false at once. */
  alone(work: () => Promise<void>): Promise<boolean>;
  /** Asks for another look soon: something may be shown again, or the other worker has ended. */
  later(): void;
  now(): number;
}

/** All sweeps of the browser, and the one that runs. Whichever she looks at goes on; the others wait. */
export class Line {
  readonly #runs = new Map<string, Run>();
  readonly #orders = new Map<string, 'pause' | 'stop'>();
  #running: string | null = null;
  #turning = false;
  #asked = false;

  constructor(private readonly world: LineWorld) {}

  get runs(): Run[] {
    return [...this.#runs.values()];
  }

  get(id: string): Run | null {
    return this.#runs.get(id) ?? null;
  }

  /** In place of one with the same id: that one's memory is gone with it. */
  add(run: Run): void {
    this.#runs.set(run.job.id, run);
  }

  isRunning(id: string): boolean {
    return this.#running === id;
  }

  /** Null when it is not here. A running one hears of it between two steps. */
  async command(id: string, command: SweepCommand): Promise<SweepJob | null> {
    const run = this.#runs.get(id);
    if (!run) return null;
    if (command === 'resume') {
      this.#orders.delete(id);
      if (!this.isRunning(id)) await run.happens({ is: 'resume' });
      void this.go();
    } else if (this.isRunning(id)) this.#orders.set(id, command);
    else await run.happens(command === 'stop' ? { is: 'stop', at: new Date(this.world.now()).toISOString() } : { is: 'pause' });
    return run.job;
  }

  /** Gives turns until nobody in line can be seen. Called after whatever may have changed that. */
  async go(): Promise<void> {
    this.#asked = true;
    if (this.#turning) return void (await this.#look(null));
    this.#turning = true;
    try {
      while (this.#asked) {
        this.#asked = false;
        if (!(await this.world.alone(() => this.#turns()))) break;
      }
    } finally {
      this.#turning = false;
    }
    if (this.runs.some(({ job }) => isInLine(job))) this.world.later();
  }

  async #turns(): Promise<void> {
    // One that was said to be seen, and said itself that it is not, is not asked twice at once.
    const tried = new Set<string>();
    for (let next = await this.#look(tried); next !== null; next = await this.#look(tried)) {
      const { id } = next.job;
      try {
        await next.turn({ wanted: () => this.#orders.get(id) ?? null });
        if (isInLine(next.job)) tried.add(id);
      } finally {
        this.#running = null;
        this.#orders.delete(id);
      }
    }
  }

  /** Who waits, and for what, is said on its cover. Answers who has the next turn, which is its own from that moment; `tried` null: nobody. */
  async #look(tried: ReadonlySet<string> | null): Promise<Run | null> {
    const waiting = this.runs.filter(({ job }) => isInLine(job) && !this.isRunning(job.id)).sort((a, b) => a.job.startedAt.localeCompare(b.job.startedAt));
    let first: Run | null = null;
    for (const run of waiting) {
      const where = await run.whereabouts();
      // Another look may have given it the turn meanwhile.
      if (this.isRunning(run.job.id) || !isInLine(run.job)) continue;
      if (where === 'gone') await run.happens({ is: 'waits', reason: 'tab-gone' });
      else if (where === 'hidden') await wait(run, 'hidden');
      else if (tried !== null && this.#running === null && !tried.has(run.job.id)) {
        first = run;
        this.#running = run.job.id;
      } else if (tried?.has(run.job.id) !== true && this.#running !== null) await wait(run, 'in-line');
    }
    return first;
  }
}

async function wait(run: Run, reason: 'hidden' | 'in-line'): Promise<void> {
  if (run.job.state !== 'waiting' || run.job.reason !== reason) await run.happens({ is: 'waits', reason });
}
