import { addressOf, answered, current, isFresh, met } from '@/utils/act/guided';
import { stampsOf, type ActJob, type ActState } from '@/utils/act/job';
import { spareOf } from '@/utils/act/own-list';
import { keep, nextAt, PACES } from '@/utils/act/pace';
import { begin, count, settle } from '@/utils/act/queue';
import { sparedNow, type SpareFor } from '@/utils/act/spare';
import type { Run, SpareWhy } from '@/utils/domain/act';
import { guideSlot, type GuideAnswer, type GuideAsk } from '@/utils/domain/guide';
import { randomId } from '@/utils/domain/ids';
import { language } from '@/utils/i18n/stored';
import type { Handlers } from '@/utils/messages/server';
import { browser } from '@/utils/platform/browser';
import { callIn } from '@/utils/platform/page-call';
import { openVault } from '@/utils/vault';

import { evidenceOf, putAnswered } from './act-log';
import { inTurn, jobOf, keepStamps } from './acts';
import { ensureScripts } from './page-link';

/** The one person at a time, in the one tab: no name, no address. */
interface Standing { id: string; token: string; tabId: number }
const KEY = 'guide';
const standing = async (): Promise<Standing | null> => ((await browser.storage.session.get(KEY))[KEY] as Standing | undefined) ?? null;

/** Answers of the platform and of her, in the order in which they come. */
export const commandGuide: Handlers['guide.command'] = ({ id, command }) => inTurn(async () => {
  if (command === 'open') return open(id, null);
  return settled(id, (run, index) => answered(run, index, command, Date.now()));
});

export const heardGuide: Handlers['guide.said'] = ({ token, said, userId, handle }, sender) => inTurn(async () => {
  const here = await standing();
  if (here === null || here.token !== token || here.tabId !== sender.tab?.id) return refused('ended');
  if (said === 'met') {
    const spare = await spareOf(openVault());
    return spare.ok ? settled(here.id, (run, index) => spareMet(met(run, index, { userId, handle }, Date.now()), index, spare.value)) : refused('locked');
  }
  if (said === 'next') return open(here.id, here.tabId);
  if (said === 'post') return again(here);
  return settled(here.id, (run, index) => answered(run, index, said, Date.now()));
});

/** By the name that the saved post bears now she may have named the account on her list: then nothing is pointed at. */
function spareMet(run: Run, index: number, spare: SpareFor): Run {
  const sender = run.entries[index]?.sender;
  const why = run.way === 'do' && sender ? sparedNow(sender, spare) : null;
  return why === null ? run : settle(run, index, { kind: 'spared', why, answer: '' }, Date.now());
}

const refused = (problem: GuideAnswer['problem'], until: number | null = null): GuideAnswer => ({ done: false, left: 0, problem, until });

/** Shows her the current person's saved post in a tab, and points there. `inTab`: at her press in that tab's box. */
async function open(id: string, inTab: number | null): Promise<GuideAnswer> {
  let job: ActJob | null = await jobOf(id);
  const spare = await spareOf(openVault());
  if (job === null || !spare.ok) return refused('locked');
  for (;;) {
    const run: Run = job.data;
    const index = current(run);
    if (job.state === 'stopped' || run.how !== 'guided' || index < 0) return refused('ended');
    const entry = run.entries[index] as Run['entries'][number];
    // What was done may be undone for good, also where its post was deleted since.
    const why: SpareWhy | null = run.way === 'undo' ? null : (await evidenceOf(entry.sender.evidence)) === null ? 'no-evidence' : sparedNow(entry.sender, spare.value);
    if (why !== null) {
      job = { ...job, data: settle(run, index, { kind: 'spared', why, answer: '' }, Date.now()) };
      if (!(await openVault().putJob(job)).ok) return refused('locked');
      continue;
    }
    if (entry.step.state === 'waiting') {
      const pace = PACES[run.site];
      const now = Date.now();
      const stamps = pace === undefined ? [] : keep((await stampsOf(openVault()))?.data[run.site] ?? [], pace, now);
      const at = pace === undefined ? now : nextAt(stamps, pace, now, 0);
      if (at > now) return { ...refused('pace', at), left: count(run).waiting };
      await keepStamps(run.site, [...stamps, now]);
      job = { ...job, data: begin(run, index, now) };
    }
    job = { ...job, state: 'running', lease: 0, data: { ...job.data, paused: false } };
    if (!(await openVault().putJob(job)).ok) return refused('locked');
    await show(id, inTab, addressOf(entry.sender));
    return { done: true, left: count(job.data).waiting, problem: null, until: null };
  }
}

/** In the tab of the last person where it is still there. Who may answer is known before the page can load. */
async function show(id: string, inTab: number | null, url: string): Promise<void> {
  const last = inTab ?? (await standing())?.tabId ?? null;
  const there = last !== null && (await browser.tabs.get(last).then(() => true, () => false));
  const tabId = there ? last : ((await browser.tabs.create({ url, active: true })).id ?? -1);
  await browser.storage.session.set({ [KEY]: { id, token: randomId(), tabId } satisfies Standing });
  if (there) await browser.tabs.update(tabId, { url, active: true });
  await point(tabId).catch(() => undefined);
}

/** Back to the saved post of the person whose turn it is. */
async function again({ id, tabId }: Standing): Promise<GuideAnswer> {
  const job = await jobOf(id);
  const entry = job?.data.entries[current(job.data)];
  if (job === null || entry === undefined) return refused('locked');
  await browser.tabs.update(tabId, { url: addressOf(entry.sender) });
  return { done: true, left: count(job.data).waiting, problem: null, until: null };
}

/** `change` null: that answers nothing now. An answer of hers or the page's has its line in the log; skipping has none. */
async function settled(id: string, change: (run: Run, index: number) => Run | null): Promise<GuideAnswer> {
  const job = await jobOf(id);
  if (job === null) return refused('locked');
  const index = current(job.data);
  const run = job.data.how === 'guided' && job.state !== 'stopped' ? change(job.data, index) : null;
  if (run === null) return refused('ended');
  const left = count(run).waiting;
  const state: ActState = left === 0 ? 'ended' : 'running';
  const next: ActJob = { ...job, state, lease: 0, data: run };
  const logged = ['done', 'undone', 'refused'].includes(run.entries[index]?.step.state ?? '');
  const put = logged ? await putAnswered(next, run, index) : (await openVault().putJob(next)).ok;
  if (!put) return refused('locked');
  const step = run.entries[index]?.step;
  const kept = step?.state === 'spared' && (step.why === 'ally' || step.why === 'own-list');
  return kept ? { done: false, left, problem: 'spared', until: null } : { done: true, left, problem: null, until: null };
}

/** After each load of that tab: the page's script went with the page. */
export function watchGuide(): void {
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    // What the page before it said is written down first: by that it is known whose page this is.
    if (status === 'complete') void inTurn(async () => undefined).then(() => point(tabId)).catch(() => undefined);
  });
  browser.tabs.onRemoved.addListener((tabId) => void standing().then((here) => {
    if (here?.tabId === tabId) void browser.storage.session.remove(KEY);
  }));
}

async function point(tabId: number): Promise<void> {
  const here = await standing();
  if (here === null || here.tabId !== tabId) return;
  const job = await jobOf(here.id);
  const index = job === null ? -1 : current(job.data);
  const entry = job?.data.entries[index];
  const tab = await browser.tabs.get(tabId);
  if (job === null || entry?.step.state !== 'trying' || tab.status !== 'complete' || tab.url === undefined || URL.parse(tab.url)?.host !== job.data.host) return;
  const { site, userId, handle, post } = entry.sender;
  const { all, waiting } = count(job.data);
  const asked: GuideAsk = {
    token: here.token, lang: await language(), verb: job.data.verb, way: job.data.way, sender: { site, userId, handle, post },
    fresh: isFresh(entry.sender, Date.now()), met: entry.step.met === true, at: all - waiting + 1, of: all,
  };
  await ensureScripts(tabId, tab.url);
  await callIn(tabId, 'guide.js', slot(), 'begin', asked);
}

const slot = (): string => guideSlot(browser.runtime.getManifest().version);

/** She stopped: nothing of ours stays in the page. */
export async function endGuide(id: string): Promise<void> {
  const here = await standing();
  if (here?.id !== id) return;
  await browser.storage.session.remove(KEY);
  await callIn(here.tabId, null, slot(), 'end', null).catch(() => undefined);
}
