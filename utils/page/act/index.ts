import { holds, type Attempt, type Looked, type Outcome, type Ready, type Seen, type Sender, type Ties, type Verb, type Way } from '@/utils/domain/act';

import { finish, isOutcome, perform, prepare, type Driver } from './driver';
import { bluesky } from './bluesky';
import { mastodon } from './mastodon';
import { reddit } from './reddit';
import { x } from './x';

const drivers: readonly Driver[] = [bluesky, mastodon, x, reddit];

/** One call after another, also where who asked has died meanwhile: a look must see what an act in flight has done. */
let before: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = before.then(work);
  before = mine.catch(() => undefined);
  return mine;
}

export interface ActCalls {
  /** Looks at the account, just before it is asked. Null, here and below: not now, since the page is not in front and its platform wants it there. */
  prepare(ask: { sender: Sender; verb: Verb; way: Way }): Promise<Ready | Outcome | null>;
  perform(ask: { sender: Sender } & Attempt): Promise<Outcome | null>;
  /** What became of that attempt, where it was this document's; else how the account stands now. */
  look(ask: { sender: Sender } & Attempt): Promise<Looked>;
  /** Whom of these she follows, where the platform tells it of many at once. */
  ties(ask: { site: string; ids: string[] }): Promise<Ties | Outcome>;
  who(ask: { site: string }): Promise<{ userId: string; handle: string | null } | null>;
}

const driverFor = (site: string): Driver | null =>
  drivers.find((driver) => driver.site === site && driver.matches(new URL(location.href), document)) ?? null;

/** What this document asked, so that whoever comes after a death need not guess. Gone with the document. */
const MARK = crypto.randomUUID();
/** The account that was looked at last: not looked at again when it is asked right away. */
let ready: { key: string; seen: Seen; at: number } | null = null;
const READY_MS = 30_000;
const shortKey = ({ sender, verb, way }: { sender: Sender; verb: Verb; way: Way }): string => JSON.stringify([verb, way, sender]);
const asked = new Map<string, Outcome>();
const keyOf = ({ sender, verb, way, at }: { sender: Sender } & Attempt): string => JSON.stringify([verb, way, at, sender.userId, sender.handle]);

const isHidden = ({ inFront }: Driver): boolean => inFront && document.visibilityState !== 'visible';

const NOT_HERE: Outcome = { kind: 'halt', why: 'unknown-answer', answer: 'another page' };

export const actCalls: ActCalls = {
  prepare: (ask) => inTurn(async () => {
    const driver = driverFor(ask.sender.site);
    if (driver === null) return NOT_HERE;
    if (isHidden(driver)) return null;
    const seen = await prepare(driver, ask.verb, ask.way, ask.sender);
    if (isOutcome(seen)) return seen;
    ready = { key: shortKey(ask), seen, at: performance.now() };
    return { page: MARK, was: holds(seen, ask.verb, ask.way), userId: seen.userId, handle: seen.handle };
  }),
  perform: (ask) => inTurn(async () => {
    const driver = driverFor(ask.sender.site);
    if (driver === null) return NOT_HERE;
    if (isHidden(driver)) return null;
    const fresh = ready?.key === shortKey(ask) && performance.now() - ready.at < READY_MS ? ready.seen : null;
    ready = null;
    const outcome = await (fresh === null ? perform(driver, ask.verb, ask.way, ask.sender) : finish(driver, ask.verb, ask.way, ask.sender, fresh));
    asked.set(keyOf(ask), outcome);
    return outcome;
  }),
  look: (ask) => inTurn(async () => {
    const outcome = asked.get(keyOf(ask));
    if (ask.page === MARK && outcome === undefined) return { kind: 'not-asked' };
    if (outcome !== undefined && outcome.kind !== 'unknown') return { kind: 'asked', outcome };
    return (await driverFor(ask.sender.site)?.look(ask.sender)) ?? NOT_HERE;
  }),
  ties: ({ site, ids }) => inTurn(async () => (await driverFor(site)?.ties?.(ids)) ?? NOT_HERE),
  who: async ({ site }) => (await driverFor(site)?.who()) ?? null,
};
