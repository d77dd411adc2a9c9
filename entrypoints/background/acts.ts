import { actJobs, PACE, stampsOf, waitKey, type ActJob, type ActState, type Stamps } from '@/utils/act/job';
import { spareOf } from '@/utils/act/own-list';
import { drive, type Ended, type World } from '@/utils/act/runner';
import { sparedNow } from '@/utils/act/spare';
import type { Looked, Outcome, Run, Sender } from '@/utils/domain/act';
import { randomId } from '@/utils/domain/ids';
import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { evidenceOf, putAnswered } from './act-log';
import { actPage, leavePost } from './act-page';
import { matched } from './act-match';

const ALARM = 'acts';
/** One runner, whatever the number of tabs and contexts. */
export const LOCK = 'hf-act';
const flag = (id: string): string => `act:${id}`;
/** So long a run counts as held by a runner that lives; a long wait renews it. */
const LEASE_MS = 60_000;

const wakers = new Set<() => void>();
/** What changes a job's state is alone: her pause must not be lost between a reading and a writing of ours. */
let alone: Promise<unknown> = Promise.resolve();
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = alone.then(work);
  alone = mine.catch(() => undefined);
  return mine;
}

export const jobOf = async (id: string): Promise<ActJob | null> => (await actJobs(openVault())).find((job) => job.id === id) ?? null;

async function setState(id: string, state: ActState): Promise<boolean> {
  return inTurn(async () => {
    const job = await jobOf(id);
    if (job === null) return false;
    const data = state === 'running' ? { ...job.data, paused: false, halted: null } : { ...job.data, paused: state === 'paused' || state === 'stopped' };
    return (await openVault().putJob({ ...job, state, lease: 0, data })).ok;
  });
}

/** From our own pages only. `go` begins, goes on after a pause, a halt or a restart. */
export async function commandAct(id: string, command: 'go' | 'pause' | 'stop'): Promise<boolean> {
  const done = await setState(id, command === 'go' ? 'running' : command === 'pause' ? 'paused' : 'stopped');
  if (done && command === 'go') await browser.storage.session.set({ [flag(id)]: true });
  if (done && command !== 'go') await browser.storage.session.remove(flag(id));
  for (const wake of wakers) wake();
  if (done && command === 'go') void wakeActs();
  return done;
}

export function watchActs(): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) void wakeActs();
  });
}

/** How often somebody asked for the runner: one that comes while it is about to end is not lost. */
let woken = 0;

/** Goes on with what ran in this session of the browser. After a restart nothing goes on before she presses. */
export async function wakeActs(): Promise<void> {
  woken += 1;
  let seen = woken;
  const ran = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    for (;;) {
      seen = woken;
      const held = await browser.storage.session.get(null);
      const job = (await actJobs(openVault())).reverse().find(({ id, state, data }) => data.how !== 'guided' && state === 'running' && held[flag(id)] === true);
      if (job === undefined) return true;
      await browser.alarms.create(ALARM, { periodInMinutes: 0.5 });
      const timer = setInterval(() => void browser.runtime.getPlatformInfo(), 20_000);
      const how = await drive(world(job.id, job.data)).finally(() => clearInterval(timer));
      if (how === 'ended') await leavePost(job.data.host);
      if (how === 'locked') return false;
      await ended(job.id, how);
    }
  });
  if (ran && seen !== woken) return wakeActs();
  if ((await actJobs(openVault())).every(({ state, data }) => data.how === 'guided' || state !== 'running')) await browser.alarms.clear(ALARM);
}

async function ended(id: string, how: Ended): Promise<void> {
  await browser.storage.session.remove(flag(id));
  // Paused and stopped were written by her command.
  if (how !== 'paused') await setStateIfRunning(id, how === 'ended' ? 'ended' : how === 'halted' ? 'halted' : 'no-page');
  if (how === 'halted') await haltOthers(id);
}

/** What halts one run halts its platform: no other run of that account there goes on before she presses. */
const haltOthers = (id: string): Promise<void> => inTurn(async () => {
  const all = await actJobs(openVault());
  const first = all.find((job) => job.id === id);
  if (first === undefined) return;
  for (const job of all) {
    if (job.id === id || job.state !== 'running' || job.data.how === 'guided' || !isSamePlace(job.data, first.data)) continue;
    await browser.storage.session.remove(flag(job.id));
    await openVault().putJob({ ...job, state: 'halted', lease: 0, data: { ...job.data, halted: first.data.halted } });
  }
});

type Place = Pick<Run, 'site' | 'host'>;
const isSamePlace = (one: Place, other: Place): boolean => one.site === other.site && one.host === other.host;

/** The platform's word to wait is for all runs of that account there, also for one that began later, and for what is asked before one. */
export async function waitAt(place: Place): Promise<Run['waiting']> {
  const key = waitKey(place.host);
  const [all, held] = await Promise.all([actJobs(openVault()), browser.storage.session.get(key)]);
  const waits = [held[key] as Run['waiting'] | undefined, ...all.map(({ data }) => (isSamePlace(data, place) ? data.waiting : null))];
  return waits.reduce<Run['waiting']>((last, one) => (one && (last === null || one.until > last.until) ? one : last), null);
}

async function waitingAt(id: string): Promise<Run | null> {
  const run = (await jobOf(id))?.data;
  return run === undefined ? null : { ...run, waiting: await waitAt(run) };
}

const setStateIfRunning = (id: string, state: ActState): Promise<unknown> => inTurn(async () => {
  const job = await jobOf(id);
  if (job?.state === 'running') await openVault().putJob({ ...job, state, lease: 0 });
});

const renew = (id: string): Promise<unknown> => inTurn(async () => {
  const job = await jobOf(id);
  if (job?.state === 'running') await openVault().putJob({ ...job, lease: Date.now() + LEASE_MS });
});

function world(id: string, { site, host }: Run): World {
  const vault = openVault();
  return {
    now: Date.now,
    steady: () => performance.now(),
    random: Math.random,
    sleep: async (ms) => {
      await new Promise<void>((done) => {
        const wake = (): void => {
          clearTimeout(timer);
          wakers.delete(wake);
          done();
        };
        const timer = setTimeout(wake, Math.min(ms, 25_000));
        wakers.add(wake);
      });
      if (ms > LEASE_MS / 2) await renew(id);
    },
    load: () => waitingAt(id),
    save: (run, acted) => inTurn(async () => {
      const job = await jobOf(id);
      if (job === null) return false;
      const next: ActJob = { ...job, lease: Date.now() + LEASE_MS, data: { ...run, paused: job.data.paused } };
      if (acted === null) return (await vault.putJob(next)).ok;
      return putAnswered(next, run, acted.index, acted.put);
    }),
    stamps: async () => (await stampsOf(vault))?.data[site] ?? [],
    keepStamps: (stamps) => keepStamps(site, stamps),
    prepare: async (ask) => {
      const { sender, way } = ask;
      // What was done may be undone for good, also where its post was deleted since.
      if (way === 'do' && (await evidenceOf(sender.evidence)) === null) return { kind: 'spared', why: 'no-evidence', answer: '' };
      const before = way === 'do' ? await known(sender) : null;
      if (before !== null) return before;
      const ready = await matched(ask);
      if (way === 'undo' || ready === null || 'kind' in ready) return ready;
      // The account may have another name by now than its saved post shows.
      return (await known({ ...sender, userId: ready.userId ?? sender.userId, handle: ready.handle })) ?? ready;
    },
    perform: (ask) => actPage<Outcome>(site, host, 'perform', ask),
    look: (ask) => actPage<Looked>(site, host, 'look', ask),
  };
}

/** Her contacts and her list as they are now. What cannot be read is no empty list: it stops the run. */
async function known(sender: Sender): Promise<Outcome | null> {
  const spare = await spareOf(openVault());
  if (!spare.ok) return { kind: 'halt', why: 'unknown-answer', answer: spare.error };
  const why = sparedNow(sender, spare.value);
  return why === null ? null : { kind: 'spared', why, answer: '' };
}

export async function keepStamps(site: string, stamps: number[]): Promise<void> {
  const vault = openVault();
  const job = await stampsOf(vault);
  const data: Stamps = { ...job?.data, [site]: stamps };
  await vault.putJob({ id: job?.id ?? randomId(), kind: PACE, state: 'kept', lease: 0, data });
}
