import type { Outcome, Seen, Sender, Verb, Way } from '@/utils/domain/act';

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
  perform(ask: { verb: Verb; way: Way; sender: Sender }): Promise<Outcome>;
  look(ask: { sender: Sender }): Promise<Seen | Outcome>;
  who(ask: { site: string }): Promise<{ userId: string; handle: string | null } | null>;
}

const driverFor = (site: string): Driver | null =>
  drivers.find((driver) => driver.site === site && driver.matches(new URL(location.href), document)) ?? null;

const NOT_HERE: Outcome = { kind: 'halt', why: 'unknown-answer', answer: 'another page' };

export const actCalls: ActCalls = {
  perform: ({ verb, way, sender }) => inTurn(async () => {
    const driver = driverFor(sender.site);
    return driver ? perform(driver, verb, way, sender) : NOT_HERE;
  }),
  look: ({ sender }) => inTurn(async () => (await driverFor(sender.site)?.look(sender)) ?? NOT_HERE),
  who: async ({ site }) => (await driverFor(site)?.who()) ?? null,
};
