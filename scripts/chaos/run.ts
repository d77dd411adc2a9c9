import type { BrowserName } from '@/scripts/lib/browsers/index.ts';
import { Subject } from './browser.ts';
import * as inside from './inside.ts';
import { Ledger, type Fault } from './ledger.ts';
import { plan, type Moment } from './plan.ts';

export interface Outcome {
  /** Captures that were tried. */
  n: number;
  kills: number;
  lost: number;
  torn: number;
  twice: number;
  /** Kills by the point at which they landed. */
  points: Record<string, number>;
}

export interface Wish {
  kills: number;
  browser: BrowserName;
  extensionDir: string;
  /** Only captures: for the build that says "saved" too soon. */
  captures: boolean;
  say: (line: string) => void;
}

/** So many kills in one profile: reading everything back after each must stay quick. */
const BATCH = 36;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const within = <T>(ms: number, work: Promise<T>): Promise<T | null> => Promise.race([work, pause(ms).then(() => null)]);

export async function chaos({ kills, browser, extensionDir, captures, say }: Wish): Promise<Outcome> {
  const outcome: Outcome = { n: 0, kills: 0, lost: 0, torn: 0, twice: 0, points: {} };
  const moments = plan(kills, { browser: browser === 'firefox', captures });
  for (let from = 0; from < moments.length; from += BATCH) {
    const run = new Run(new Subject(browser, extensionDir), from);
    try {
      await run.begin();
      for (const moment of moments.slice(from, from + BATCH)) {
        const began = Date.now();
        const { landed, faults } = await run.once(moment);
        outcome.kills += 1;
        outcome.points[landed] = (outcome.points[landed] ?? 0) + 1;
        for (const { kind } of faults) outcome[kind] += 1;
        say(`${outcome.kills}/${kills} ${moment.kill} at ${landed} in ${moment.work} (${((Date.now() - began) / 1000).toFixed(1)} s)${faults.map(({ kind, why }) => `\n    ${kind}: ${why}`).join('')}`);
      }
    } catch (error) {
      // A vault that cannot be opened at all has lost what it held.
      outcome.lost += 1;
      say(`    lost: this profile is at its end: ${String(error)}`);
    } finally {
      outcome.n += run.ledger.size;
      await run.subject.end();
    }
  }
  return outcome;
}

class Run {
  readonly ledger = new Ledger();
  private made = 0;
  private alive: { id: string; text: string }[] = [];

  readonly subject: Subject;
  private readonly seed: number;

  constructor(subject: Subject, seed: number) {
    this.subject = subject;
    this.seed = seed;
  }

  private name(): string {
    this.made += 1;
    return `kept words ${this.seed}-${this.made}`;
  }

  async begin(): Promise<void> {
    await this.subject.start();
    await this.subject.run(inside.prepare, { at: null, nth: 1 });
    if (!(await this.subject.run(inside.create, this.subject.passphrase))) throw new Error('no vault could be made');
    await Promise.all([this.add(), this.add(), this.add()]);
    await this.compare();
  }

  private async add(inbox = false): Promise<void> {
    const text = this.name();
    this.ledger.tried(text);
    const bytes = 2000 + (this.made % 7) * 9000;
    const answer = await this.subject.run(inside.add, { text, bytes, inbox });
    if ('error' in answer) throw new Error(`not saved: ${answer.error}`);
    this.ledger.told(text, answer.number, answer.record);
  }

  private async page(): Promise<void> {
    const text = this.name();
    this.ledger.tried(text);
    const number = await this.subject.press(text);
    // A worker that was killed on the way told nobody anything; the command may be heard again by the next one.
    if (typeof number === 'number') this.ledger.told(text, number, null);
  }

  private async remove(): Promise<void> {
    const [gone] = this.alive;
    if (gone === undefined) return;
    this.ledger.removal(gone.text, 'tried');
    if (await this.subject.run(inside.remove, [gone.id])) this.ledger.removal(gone.text, 'told');
  }

  private async reseal(): Promise<void> {
    const next = `new words ${this.seed} ${this.made}`;
    const [from] = this.subject.passphrases as [string];
    this.subject.passphrases = [from, next];
    if ((await this.subject.run(inside.reseal, { from, to: next })) === 'done') this.subject.passphrases = [next];
  }

  /** Everything that runs when the kill comes, started and not waited for. */
  private start({ work }: Moment): Promise<unknown>[] {
    const { subject } = this;
    switch (work) {
      case 'page': return [this.page()];
      case 'inbox': return [this.add(true), this.add(true)];
      case 'takein': return [subject.run(inside.unlock, subject.passphrase)];
      case 'remove': return [this.remove(), this.add()];
      case 'reseal': return [this.reseal()];
      case 'add': return [this.add(), this.add(), this.add()];
    }
  }

  async once(moment: Moment): Promise<{ landed: string; faults: Fault[] }> {
    const { subject } = this;
    await subject.run(inside.prepare, { at: null, nth: 1 });
    if (moment.work === 'inbox' || moment.work === 'takein') await subject.run(inside.lock, null);
    if (moment.work === 'takein') await Promise.all([this.add(true), this.add(true), this.add(true)]);
    const nth = moment.work === 'add' || moment.work === 'inbox' || moment.work === 'takein' ? 1 + (this.made % 2) : 1;
    const at = moment.at === 'random' ? null : moment.at;
    await subject.run(inside.prepare, { at, nth });
    const stopped = subject.run(inside.reached, null).catch(() => null);
    const working = this.start(moment);
    const ended = Promise.allSettled(working);
    // Also what was told just before the hold must have had the time to come here.
    const landed = at === null ? null : await within(15_000, Promise.race([stopped, ended.then(() => (moment.at === 'derived' ? stopped : null))]));
    await pause(at === null ? (this.made * 37) % 220 : 10);
    await subject.kill(moment.kill);
    await within(3_000, ended);
    const name = at === null ? 'random' : (landed ?? 'missed');
    try {
      await subject.recover(moment.kill);
    } catch (error) {
      return { landed: name, faults: [{ kind: 'lost', why: String(error) }, ...(await this.again())] };
    }
    return { landed: name, faults: await this.compare() };
  }

  private async again(): Promise<Fault[]> {
    await this.subject.kill('browser');
    await this.subject.recover('browser');
    return this.compare();
  }

  /** A re-seal was cut short and has ended now: one of two passphrases is the one. */
  private async whichHolds(): Promise<void> {
    const { subject } = this;
    await subject.run(inside.lock, null);
    subject.passphrases.reverse();
    await subject.open();
    subject.passphrases = [subject.passphrase];
  }

  /** First as the kill left it, then after what a start ends. */
  private async compare(): Promise<Fault[]> {
    const { subject, ledger } = this;
    const faults = ledger.compare(await subject.run(inside.look, false), false);
    const settled = await subject.run(inside.settle, null);
    if (settled !== 'open') await subject.open();
    const report = await subject.run(inside.look, true);
    faults.push(...ledger.compare(report, true));
    this.alive = report.items.toReversed();
    if (subject.passphrases.length > 1) await this.whichHolds();
    return faults;
  }
}
