import { holds, type Entry, type Looked, type Outcome, type Ready, type Run, type Sender, type SpareWhy, type Step } from '@/utils/domain/act';

/** Deleted accounts in a row: on some platforms that is how a lock of her own account begins. */
const GONE_IN_A_ROW = 3;
/** No run is longer, whatever was chosen: what is left over is told. */
export const MOST_IN_A_RUN = 1_000;

export interface Spare {
  /** Her own account, her allies' and her own list; handles in lower case or ids, of this host. */
  self: ReadonlySet<string>;
  allies: ReadonlySet<string>;
  list: ReadonlySet<string>;
  /** Where the platform was asked before the run began. */
  followed?: ReadonlySet<string>;
}

const names = ({ userId, handle }: Pick<Sender, 'userId' | 'handle'>): string[] =>
  [userId, handle?.toLowerCase()].filter((name) => name !== null && name !== undefined);

/** One id is one account; a handle tells only where one of the two shows no id, since handles go from hand to hand. */
class Met {
  readonly #ids = new Set<string>();
  readonly #handles = new Set<string>();
  readonly #withoutId = new Set<string>();

  /** True when that account was met before. */
  again({ userId, handle: shown }: Sender): boolean {
    const handle = shown?.toLowerCase() ?? null;
    const before = (userId !== null && this.#ids.has(userId)) || (handle !== null && (userId === null ? this.#handles : this.#withoutId).has(handle));
    if (userId !== null) this.#ids.add(userId);
    if (handle !== null) this.#handles.add(handle);
    if (handle !== null && userId === null) this.#withoutId.add(handle);
    return before;
  }
}

function spared(sender: Sender, spare: Spare): SpareWhy | null {
  const own = names(sender);
  if (own.length === 0) return 'no-id';
  if (own.some((name) => spare.self.has(name))) return 'self';
  if (own.some((name) => spare.allies.has(name))) return 'ally';
  if (own.some((name) => spare.list.has(name))) return 'own-list';
  if (spare.followed !== undefined && own.some((name) => spare.followed?.has(name))) return 'followed';
  return sender.evidence.length === 0 ? 'no-evidence' : null;
}

/** Who, in the order given; whom it spares and why. Nobody stands in it twice, nobody without sealed evidence is acted on. */
export function plan(senders: readonly Sender[], spare: Spare): Entry[] {
  const met = new Met();
  const entries = senders.map((sender): Entry => {
    const twice = met.again(sender);
    const why = twice ? 'twice' : spared(sender, spare);
    return { sender, step: why === null ? { state: 'waiting' } : { state: 'spared', why } };
  });
  return entries.filter(({ step }) => step.state !== 'spared' || step.why !== 'twice').slice(0, MOST_IN_A_RUN);
}

export type Move =
  | { move: 'look'; index: number }
  | { move: 'act'; index: number }
  | { move: 'wait'; until: number; why: 'pace' | 'rate-limit' | 'server' }
  | { move: 'stand'; why: 'paused' | 'halted' }
  | { move: 'ended' };

/** What comes next. `earliest`: of the pace (`nextAt`). An act cut short is looked at before anything else is asked. */
export function next(run: Run, now: number, earliest: number): Move {
  if (run.halted) return { move: 'stand', why: 'halted' };
  if (run.paused) return { move: 'stand', why: 'paused' };
  if (run.waiting && run.waiting.until > now) return { move: 'wait', ...run.waiting };
  const cut = run.entries.findIndex(({ step }) => step.state === 'trying');
  if (cut >= 0) return { move: 'look', index: cut };
  const index = run.entries.findIndex(({ step }) => step.state === 'waiting');
  if (index < 0) return { move: 'ended' };
  return earliest > now ? { move: 'wait', until: earliest, why: 'pace' } : { move: 'act', index };
}

const withStep = (run: Run, index: number, step: Step): Run => ({
  ...run, entries: run.entries.map((entry, i) => (i === index ? { ...entry, step } : entry)),
});

/** Written down before anything is asked. */
export const begin = (run: Run, index: number, now: number, ready?: Pick<Ready, 'page' | 'was'>): Run =>
  withStep({ ...run, waiting: null }, index, { state: 'trying', at: now, page: ready?.page, was: ready?.was });

/**
 * A look after a cut: where it shows that the act was done, it is done; where not, the act is still to come. Where nobody
 * can tell, it is never asked a second time: the account is set aside, and she is told to look there herself.
 */
export function looked(run: Run, index: number, seen: Looked, now: number): Run {
  if (!('kind' in seen)) {
    const held = holds(seen, run.verb, run.way);
    const before = run.entries[index]?.step;
    const already = before?.state === 'trying' && before.was === true;
    if (held === true) return settle(run, index, { kind: 'done', seen, already, answer: 'seen on the page' }, now);
    return held === false ? withStep(run, index, { state: 'waiting' }) : settle(run, index, { kind: 'refused', why: 'cannot-tell', answer: 'the page does not tell' }, now);
  }
  if (seen.kind === 'not-asked') return withStep(run, index, { state: 'waiting' });
  if (seen.kind === 'asked') return settle(run, index, seen.outcome, now);
  // The look itself was put off: the account is still one to be looked at, not one to be asked.
  const step = run.entries[index]?.step;
  const put = settle(run, index, seen, now);
  return step !== undefined && (seen.kind === 'wait' || seen.kind === 'halt') ? withStep(put, index, step) : put;
}

/** The platform's answer, taken in. Waiting and halting leave the account to be looked at again. */
export function settle(run: Run, index: number, outcome: Outcome, now: number): Run {
  const { answer } = outcome;
  switch (outcome.kind) {
    case 'done':
      if (run.way === 'undo') return { ...withStep(run, index, { state: 'undone', at: now, answer }), gone: 0 };
      return { ...withStep(run, index, { state: 'done', at: now, userId: outcome.seen.userId, already: outcome.already, undo: outcome.seen.undo, answer }), gone: 0 };
    case 'gone': {
      const gone = run.gone + 1;
      const settled = { ...withStep(run, index, { state: 'gone', at: now, answer }), gone };
      return gone >= GONE_IN_A_ROW ? { ...settled, halted: { why: 'gone-streak', answer } } : settled;
    }
    case 'refused': return withStep(run, index, { state: 'refused', at: now, why: outcome.why, answer });
    case 'spared': return withStep(run, index, { state: 'spared', why: outcome.why });
    case 'stranger': return withStep(run, index, { state: 'stranger', at: now, undone: outcome.undone, answer });
    case 'wait': return { ...withStep(run, index, { state: 'waiting' }), waiting: { until: outcome.until, why: outcome.why } };
    case 'halt': return { ...withStep(run, index, { state: 'waiting' }), halted: { why: outcome.why, answer } };
    case 'unknown': return run;
  }
}

export interface Counts { all: number; waiting: number; done: number; already: number; gone: number; refused: number; strangers: number; spared: number; undone: number }

export function count(run: Run): Counts {
  const of = (test: (step: Step) => boolean): number => run.entries.filter(({ step }) => test(step)).length;
  return {
    all: run.entries.length,
    waiting: of(({ state }) => state === 'waiting' || state === 'trying'),
    done: of(({ state }) => state === 'done'),
    already: of((step) => step.state === 'done' && step.already),
    gone: of(({ state }) => state === 'gone'),
    refused: of(({ state }) => state === 'refused'),
    strangers: of(({ state }) => state === 'stranger'),
    spared: of(({ state }) => state === 'spared'),
    undone: of(({ state }) => state === 'undone'),
  };
}

/** Undoing some or all of a run: only what it changed itself; whoever was muted or blocked before stays so. */
export function undoing(run: Run, indexes: readonly number[] | null, begun: string): Run {
  const chosen = run.entries.filter((entry, i) => entry.step.state === 'done' && !entry.step.already && (indexes === null || indexes.includes(i)));
  const entries = chosen.map(({ sender, step }): Entry => ({
    sender: { ...sender, userId: (step.state === 'done' ? step.userId : null) ?? sender.userId }, step: { state: 'waiting' },
  }));
  return { ...run, way: 'undo', entries, begun, paused: false, halted: null, waiting: null, gone: 0 };
}
