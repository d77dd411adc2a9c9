import { stampsOf, waitKey } from '@/utils/act/job';
import { keep, nextAt, PACES } from '@/utils/act/pace';
import type { Outcome, Ties, TiesAnswer } from '@/utils/domain/act';
import type { BackgroundCalls } from '@/utils/messages/types';
import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { evidenceOf } from './act-log';
import { actPage } from './act-page';
import { keepStamps, LOCK, waitAt, wakeActs } from './acts';

const TRIES = 5;
const AGAIN_MS = 200;
type Ask = BackgroundCalls['act.ties']['ask'];

/**
 * Before a run, at her press: one request, through the page as an act would go, and counted as one: it spends of the same budget,
 * waits where an act would wait, and never goes beside a run. Asked only of people whose posts lie sealed.
 */
export async function askTies(ask: Ask): Promise<TiesAnswer> {
  for (let tries = 1; ; tries++) {
    const said = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => (lock === null ? null : once(ask)));
    if (said !== null) {
      // She may have begun a run meanwhile, which found the way taken.
      void wakeActs();
      return said;
    }
    // A runner that finds nothing to do lets go at once.
    if (tries >= TRIES) return { kind: 'busy' };
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

async function once({ site, host, senders }: Ask): Promise<TiesAnswer> {
  const pace = PACES[site];
  const ids: string[] = [];
  for (const { userId, evidence } of senders) if ((await evidenceOf(evidence)) !== null) ids.push(userId);
  if (pace === undefined || ids.length === 0) return { kind: 'told', asked: [], followed: [], self: [] };
  const now = Date.now();
  const told = await waitAt({ site, host });
  if (told !== null && told.until > now) return { kind: 'wait', ...told };
  const stamps = keep((await stampsOf(openVault()))?.data[site] ?? [], pace, now);
  const at = nextAt(stamps, pace, now, Math.random());
  if (at > now) return { kind: 'wait', until: at, why: 'pace' };
  await keepStamps(site, [...stamps, now]);
  const said = await actPage<Ties | Outcome>(site, host, 'ties', { site, ids });
  if (said === null) return { kind: 'no-page' };
  if (!('kind' in said)) return { kind: 'told', asked: ids, ...said };
  if (said.kind === 'wait') {
    const { until, why } = said;
    await browser.storage.session.set({ [waitKey(host)]: { until, why } });
    return { kind: 'wait', until, why };
  }
  return said.kind === 'unknown' ? { kind: 'no-answer' } : { kind: 'halt', why: said.kind === 'halt' ? said.why : 'unknown-answer' };
}
