import { holds, type Outcome, type Seen, type Sender, type Ties, type Verb, type Way } from '@/utils/domain/act';

/**
 * One platform's own interface, used in her page as the page uses it. Never opens another place, never keeps anything. At
 * none of the four are clicks steadier: X's mute bears no test id, Reddit's menus lie in nested roots, Mastodon's items are
 * told by translated words alone, and Bluesky's dialog lost its id in 2026.
 */
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
  /** Of many accounts at once, by id, where the platform tells whom she follows; one request, and it changes nothing. */
  ties?(ids: readonly string[]): Promise<Ties | Outcome>;
  /** Asks once. `done` means that the platform said so; `perform` reads it back. */
  ask(verb: Verb, way: Way, seen: Seen): Promise<Outcome>;
  /** False where the platform has nothing to look at: then its answer to the act must tell, and nothing the page draws. */
  readsBack: boolean;
  /** Only in a tab that she looks at. */
  inFront: boolean;
}

/** A platform's reading may be behind its writing, by a moment. */
const READ_AFTER_MS = [0, 300, 1_000, 2_000];
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export const isOutcome = (value: Seen | Outcome): value is Outcome => 'kind' in value;

/**
 * One account, once: looked at, spared where it must be, asked, and read back. An answer that names another account is
 * undone at once. Said to be done only where the platform shows it.
 */
export async function perform(driver: Driver, verb: Verb, way: Way, sender: Sender): Promise<Outcome> {
  const seen = await prepare(driver, verb, way, sender);
  return isOutcome(seen) ? seen : finish(driver, verb, way, sender, seen);
}

/** The first half: looked at, and spared where it must be. Asks for nothing. */
export async function prepare(driver: Driver, verb: Verb, way: Way, sender: Sender): Promise<Seen | Outcome> {
  if (!driver.verbs.includes(verb)) return { kind: 'spared', why: 'no-such-verb', answer: '' };
  if (sender.evidence.length === 0) return { kind: 'spared', why: 'no-evidence', answer: '' };
  const me = await driver.who();
  if (me === null) return { kind: 'halt', why: 'logged-out', answer: 'not signed in' };
  const seen = await driver.look(sender);
  if (isOutcome(seen)) return seen;
  if (seen.self || seen.userId === me.userId) return { kind: 'spared', why: 'self', answer: '' };
  if (way === 'do' && seen.following === true) return { kind: 'spared', why: 'followed', answer: '' };
  return seen;
}

/** The second half, of an account that was `seen` a moment ago. */
export async function finish(driver: Driver, verb: Verb, way: Way, sender: Sender, seen: Seen): Promise<Outcome> {
  const was = holds(seen, verb, way) === true;
  if (was && driver.readsBack) return { kind: 'done', seen, already: true, answer: 'as it was' };
  const said = await driver.ask(verb, way, seen);
  if (said.kind !== 'done') return said;
  const undo = async (): Promise<boolean> => way === 'do' && (await driver.ask(verb, 'undo', said.seen)).kind === 'done';
  if (isAnother(said.seen, seen)) return { kind: 'stranger', undone: await undo(), answer: said.answer };
  if (way === 'do' && said.seen.following === true && await undo()) return { kind: 'refused', why: 'followed', answer: `${said.answer}, undone` };
  if (!driver.readsBack) return { ...said, already: was };
  for (const wait of READ_AFTER_MS) {
    await pause(wait);
    const after = await driver.look({ ...sender, userId: seen.userId ?? sender.userId });
    if (isOutcome(after)) return after.kind === 'unknown' || after.kind === 'wait' ? { kind: 'unknown', answer: after.answer } : after;
    if (holds(after, verb, way) === true) return { ...said, seen: after, already: false };
  }
  return { kind: 'halt', why: 'unknown-answer', answer: `${said.answer}, and it does not show` };
}

/** By the id; where only a handle was known, by the handle that the answer names. */
function isAnother(answered: Seen, wanted: Seen): boolean {
  if (answered.userId !== null && wanted.userId !== null) return answered.userId !== wanted.userId;
  return wanted.userId === null && answered.handle !== null && wanted.handle !== null && answered.handle.toLowerCase() !== wanted.handle.toLowerCase();
}
