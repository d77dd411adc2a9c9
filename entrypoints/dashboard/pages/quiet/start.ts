import { GUIDED } from '@/utils/act/guided';
import { runsOf } from '@/utils/act/senders';
import { ACT, tabKey, type ActJob } from '@/utils/act/job';
import { undoing } from '@/utils/act/queue';
import type { SpareFor } from '@/utils/act/spare';
import type { Run, Sender, Verb } from '@/utils/domain/act';
import { randomId } from '@/utils/domain/ids';
import { ask } from '@/utils/messages/client';
import { browser, type Tabs } from '@/utils/platform/browser';
import type { Vault, VaultProblem } from '@/utils/vault/types';

export interface Order { senders: Sender[]; verb: Verb; reason: string; until: string }
/** `left`: hosts that she did not allow; nothing was begun there. */
export interface Begun { left: string[]; problem: VaultProblem | null }

/** Platforms whose senders can be quieted through their own interface; at others she is led to the platform's own menu. */
const DRIVEN: readonly string[] = ['bluesky', 'mastodon', 'x', 'reddit'];
/** Their runs go on only in the tab in front. */
const SEEN_ONLY: readonly string[] = ['x'];
/** Wherever anything can be done to a sender from here. */
export const QUIETED: readonly string[] = [...DRIVEN, ...Object.keys(GUIDED)];
const verbFor = (site: string, verb: Verb): Verb => {
  const verbs = site === 'reddit' ? (['block'] as const) : (GUIDED[site] ?? [verb]);
  return verbs.includes(verb) ? verb : (verbs[0] ?? verb);
};

/** As it will be begun; for the preview. */
export function runsFor({ senders, verb, reason, until }: Order, spare: SpareFor): Run[] {
  const about = { begun: new Date().toISOString(), reason: reason.trim() === '' ? null : reason.trim(), until: until === '' ? null : until };
  return runsOf(senders, verb, spare, about).map((run) => ({ ...run, verb: verbFor(run.site, verb) }));
}

/** Call straight from a click: the browser asks her for each host. */
export async function begin(vault: Vault, runs: Run[]): Promise<Begun> {
  const origins = [...new Set(runs.map(({ host }) => `https://${host}/*`))];
  const allowed = await browser.permissions.request({ origins }).catch(() => false);
  const left: string[] = [];
  for (const run of runs) {
    if (!allowed && !(await browser.permissions.contains({ origins: [`https://${run.host}/*`] }))) left.push(run.host);
    else {
      const id = randomId();
      const put = await vault.putJob({ id, kind: ACT, state: 'paused', lease: 0, data: run });
      if (!put.ok) return { left, problem: put.error };
      // A guided one waits for her: nothing is opened before she presses.
      if (run.how === 'guided') continue;
      await goOn(id, run);
    }
  }
  return { left, problem: null };
}

/** Begins it, or goes on with it. */
export async function goOn(id: string, { site, host }: Pick<Run, 'site' | 'host'>): Promise<void> {
  await openPage(site, host);
  await ask('act.command', { id, command: 'go' });
}

/** The page through which it is done, where none is open yet; begun before it stands, a run would find no page. */
async function openPage(site: string, host: string): Promise<void> {
  const url = `*://${host}/*`;
  const open = await browser.tabs.query({ url }).catch(() => []);
  if (open.length > 0) return SEEN_ONLY.includes(site) ? toFront(host, open) : undefined;
  await browser.tabs.create({ url: `https://${host}/`, active: SEEN_ONLY.includes(site) });
  for (let i = 0; i < 60; i++) {
    const ready = await browser.tabs.query({ url, status: 'complete' }).catch(() => []);
    if (ready.length > 0) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** She has just pressed in our page, so none of that platform's is in front of her: the run's own comes there, else the one she used last. */
async function toFront(host: string, open: Tabs.Tab[]): Promise<void> {
  const own = (await browser.storage.session.get(tabKey(host)))[tabKey(host)];
  const last = open.reduce((newest, tab) => ((tab.lastAccessed ?? 0) > (newest.lastAccessed ?? 0) ? tab : newest));
  const wanted = open.find(({ id }) => id === own) ?? (open.some(({ active }) => active) ? undefined : last);
  if (wanted?.id !== undefined && !wanted.active) await browser.tabs.update(wanted.id, { active: true });
}

/** One run of undoing for each of them. Call straight from a click. */
export const undo = (vault: Vault, some: readonly { job: ActJob; indexes: number[] }[]): Promise<Begun> =>
  begin(vault, some.map(({ job, indexes }) => undoing(job.data, indexes, new Date().toISOString())));
