/** One live item as it was read back after a kill. */
export interface Seen {
  id: string;
  number: number;
  text: string;
  /** SHA-256 of its record. */
  record: string;
  /** `capture` lines of the log that are its own. */
  lines: number;
}

/** What the vault said of itself after a kill. `broken`: reading it failed at all. */
export interface Report {
  items: Seen[];
  /** Numbers of items that did not open or whose files have another hash. */
  damaged: number[];
  logDamaged: boolean;
  /** Rows that belong to no item: bodies, blobs, keys. */
  strays: { bodies: number; blobs: number; keys: number };
  broken: string | null;
}

interface Attempt {
  told: boolean;
  number: number | null;
  record: string | null;
  removal: 'none' | 'tried' | 'told';
}

export type Fault = { kind: 'lost' | 'torn' | 'twice'; why: string };

/**
 * The witness outside of the browser: what was tried and what was told, by the text of each capture, which is its own.
 * After each kill the vault must agree: told = there and whole, not told = absent or whole, nothing twice.
 */
export class Ledger {
  private attempts = new Map<string, Attempt>();
  private numbers = new Map<number, string>();
  private known = new Set<string>();

  get size(): number {
    return this.attempts.size;
  }

  /** `record`: its hash where the driver made it. */
  tried(text: string): void {
    this.attempts.set(text, { told: false, number: null, record: null, removal: 'none' });
  }

  told(text: string, number: number | null, record: string | null): void {
    const attempt = this.of(text);
    Object.assign(attempt, { told: true, number, record: record ?? attempt.record });
  }

  removal(text: string, how: 'tried' | 'told'): void {
    this.of(text).removal = how;
  }

  private of(text: string): Attempt {
    const attempt = this.attempts.get(text);
    if (attempt === undefined) throw new Error(`never tried: ${text}`);
    return attempt;
  }

  /** Each fault is told once. `settled`: what a start ends has ended; before it, the inbox may hold what was told. */
  compare(report: Report, settled: boolean): Fault[] {
    const faults: Fault[] = [];
    if (report.broken !== null) faults.push({ kind: 'torn', why: `the vault cannot be read: ${report.broken}` });
    else {
      for (const [text, attempt] of this.attempts) faults.push(...this.one(text, attempt, report, settled));
      for (const seen of report.items) if (!this.attempts.has(seen.text)) faults.push({ kind: 'torn', why: `nobody saved "${seen.text}"` });
      if (report.logDamaged) faults.push({ kind: 'torn', why: 'the log does not hold together' });
      for (const [what, count] of Object.entries(report.strays)) if (count > 0) faults.push({ kind: 'torn', why: `${count} ${what} of no item` });
      faults.push(...this.forks(report));
    }
    const fresh = faults.filter(({ kind, why }) => !this.known.has(kind + why));
    for (const { kind, why } of fresh) this.known.add(kind + why);
    return fresh;
  }

  private one(text: string, attempt: Attempt, { items, damaged }: Report, settled: boolean): Fault[] {
    const mine = items.filter((item) => item.text === text);
    const [first] = mine;
    const fault = (kind: Fault['kind'], why: string): Fault[] => [{ kind, why: `"${text}": ${why}` }];
    if (mine.length > 1) return fault('twice', `is there ${mine.length} times`);
    const owed = attempt.told && attempt.removal === 'none' && (settled || attempt.number !== null);
    if (first === undefined) return owed ? fault('lost', `told saved${attempt.number === null ? '' : ` as ${attempt.number}`}, not there`) : [];
    if (attempt.removal === 'told') return fault('torn', 'told removed, and there');
    if (first.lines !== 1) return fault(first.lines === 0 ? 'torn' : 'twice', `${first.lines} lines in the log`);
    if (damaged.includes(first.number)) return fault('torn', 'does not open, or a file has another hash');
    if (attempt.number !== null && attempt.number !== first.number) return fault('torn', `told ${attempt.number}, there as ${first.number}`);
    if (attempt.record !== null && attempt.record !== first.record) return fault('torn', 'another record than was told');
    return [];
  }

  /** A number belongs to one capture for good, also when that one is gone. */
  private forks({ items }: Report): Fault[] {
    const faults: Fault[] = [];
    const given = items.map(({ number, text }): [number, string] => [number, text]);
    for (const [text, { number }] of this.attempts) if (number !== null) given.push([number, text]);
    for (const [number, text] of given) {
      const owner = this.numbers.get(number);
      if (owner !== undefined && owner !== text) faults.push({ kind: 'twice', why: `number ${number} for "${owner}" and "${text}"` });
      else this.numbers.set(number, text);
    }
    return faults;
  }
}
