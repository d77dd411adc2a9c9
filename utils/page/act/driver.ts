import { holds, type Outcome, type Seen, type Sender, type Verb, type Way } from '@/utils/domain/act';

/** One platform's own interface, used in her page as the page uses it. Never opens another place, never keeps anything. */
export interface Driver {
  site: string;
  verbs: readonly Verb[];
  matches(url: URL, doc: Document): boolean;
  /** Her own account; null when she is not signed in. */
  who(): Promise<{ userId: string; handle: string | null } | null>;
  /**
   * How the account stands to her now. With a handle alone, the author of the saved post is looked up now: the handle
   * may be a stranger's by this time.
   */
  look(sender: Sender): Promise<Seen | Outcome>;
  /** Asks once. `done` means that the platform said so; `perform` reads it back. */
  ask(verb: Verb, way: Way, seen: Seen): Promise<Outcome>;
  /** False where the platform has nothing to look at: then its answer to the act must tell. */
  readsBack: boolean;
}

export const isOutcome = (value: Seen | Outcome): value is Outcome => 'kind' in value;

/**
 * One account, once: looked at, spared where it must be, asked, and read back. An answer that names another account is
 * undone at once. Said to be done only where the platform shows it.
 */
export async function perform(driver: Driver, verb: Verb, way: Way, sender: Sender): Promise<Outcome> {
  if (!driver.verbs.includes(verb)) return { kind: 'spared', why: 'no-such-verb', answer: '' };
  if (sender.evidence.length === 0) return { kind: 'spared', why: 'no-evidence', answer: '' };
  const me = await driver.who();
  if (me === null) return { kind: 'halt', why: 'logged-out', answer: 'not signed in' };
  const seen = await driver.look(sender);
  if (isOutcome(seen)) return seen;
  if (seen.self || seen.userId === me.userId) return { kind: 'spared', why: 'self', answer: '' };
  if (way === 'do' && seen.following === true) return { kind: 'spared', why: 'followed', answer: '' };
  if (holds(seen, verb, way) === true) return { kind: 'done', seen, already: true, answer: 'as it was' };
  const said = await driver.ask(verb, way, seen);
  if (said.kind !== 'done') return said;
  if (seen.userId !== null && said.seen.userId !== null && said.seen.userId !== seen.userId) {
    const back = way === 'do' ? await driver.ask(verb, 'undo', said.seen) : null;
    return { kind: 'stranger', undone: back?.kind === 'done', answer: said.answer };
  }
  if (!driver.readsBack) return said;
  const after = await driver.look({ ...sender, userId: seen.userId ?? sender.userId });
  if (isOutcome(after)) return after.kind === 'unknown' || after.kind === 'wait' ? { kind: 'unknown', answer: after.answer } : after;
  return holds(after, verb, way) === true ? { ...said, seen: after, already: false } : { kind: 'halt', why: 'unknown-answer', answer: `${said.answer}, and it does not show` };
}
