import type { Attempt, Looked, Outcome, Sender } from '@/utils/domain/act';

import { perform, type Driver } from './driver';
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
  /** Names this document, as long as it stands. */
  mark(): string;
  /** Null: not now, since the page is not in front and its platform wants it there. */
  perform(ask: { sender: Sender } & Attempt): Promise<Outcome | null>;
  /** What became of that attempt, where it was this document's; else how the account stands now. */
  look(ask: { sender: Sender } & Attempt): Promise<Looked>;
  who(ask: { site: string }): Promise<{ userId: string; handle: string | null } | null>;
}

const driverFor = (site: string): Driver | null =>
  drivers.find((driver) => driver.site === site && driver.matches(new URL(location.href), document)) ?? null;

/** What this document asked, so that whoever comes after a death need not guess. Gone with the document. */
const MARK = crypto.randomUUID();
const asked = new Map<string, Outcome>();
const keyOf = ({ sender, verb, way, at }: { sender: Sender } & Attempt): string => JSON.stringify([verb, way, at, sender.userId, sender.handle]);

const NOT_HERE: Outcome = { kind: 'halt', why: 'unknown-answer', answer: 'another page' };

export const actCalls: ActCalls = {
  mark: () => MARK,
  perform: (ask) => inTurn(async () => {
    const driver = driverFor(ask.sender.site);
    if (driver === null) return NOT_HERE;
    if (driver.inFront && document.visibilityState !== 'visible') return null;
    const outcome = await perform(driver, ask.verb, ask.way, ask.sender);
    asked.set(keyOf(ask), outcome);
    return outcome;
  }),
  look: (ask) => inTurn(async () => {
    const outcome = asked.get(keyOf(ask));
    if (ask.page === MARK && outcome === undefined) return { kind: 'not-asked' };
    if (outcome !== undefined && outcome.kind !== 'unknown') return { kind: 'asked', outcome };
    return (await driverFor(ask.sender.site)?.look(ask.sender)) ?? NOT_HERE;
  }),
  who: async ({ site }) => (await driverFor(site)?.who()) ?? null,
};
