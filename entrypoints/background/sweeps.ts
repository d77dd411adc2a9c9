import { Line } from '@/utils/capture/sweep/line';
import { Run } from '@/utils/capture/sweep/run';
import { randomId } from '@/utils/domain/ids';
import { isOver, noCounts, type SweepJob, type SweepView } from '@/utils/domain/sweep';
import type { Sender, SenderKind } from '@/utils/messages/sender';
import type { BackgroundCalls } from '@/utils/messages/types';
import { barAddress } from '@/utils/page/address';
import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { awake } from './save';
import { stageFor, storedSweeps } from './sweep-stage';

/** In which tab each sweep is. In the browser's memory: after a restart tabs have other numbers, and she is asked. */
const TABS = 'sweepTabs';
const LOOK_AGAIN_MS = 2_000;

type Tabs = Record<string, number>;
const tabsOf = async (): Promise<Tabs> => ((await browser.storage.session.get(TABS))[TABS] as Tabs | undefined) ?? {};

async function place(id: string, tabId: number | null): Promise<void> {
  const { [id]: _, ...rest } = await tabsOf();
  await browser.storage.session.set({ [TABS]: tabId === null ? rest : { ...rest, [id]: tabId } });
}

let again: ReturnType<typeof setTimeout> | undefined;
const line = new Line({
  alone: (work) => navigator.locks.request('hf-sweep', { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await awake(work);
    return true;
  }) as Promise<boolean>,
  later: () => {
    clearTimeout(again);
    again = setTimeout(() => void line.go(), LOOK_AGAIN_MS);
  },
  now: () => Date.now(),
});

type Start = BackgroundCalls['sweep.start'];
type Command = BackgroundCalls['sweep.command'];

export async function startSweep({ tabId, pictures, sensitiveAsWords }: Start['ask']): Promise<Start['answer']> {
  const { kind } = await openVault().state();
  if (kind !== 'open') return { id: null, problem: kind === 'none' ? 'no-vault' : kind === 'locked' ? 'locked' : 'damaged' };
  await met();
  const tabs = await tabsOf();
  if (line.runs.some(({ job }) => tabs[job.id] === tabId && !isOver(job))) return { id: null, problem: 'sweep-there' };
  const { url } = await browser.tabs.get(tabId);
  const job: SweepJob = {
    id: randomId(), kind: 'sweep', state: 'waiting', lease: 0, reason: 'in-line', address: barAddress(url ?? ''), site: '', what: 'page', pictures, sensitiveAsWords,
    startedAt: new Date().toISOString(), endedAt: null, total: null, counts: noCounts(), ranMs: 0, blind: false, unseen: null,
  };
  const run = new Run(job, stageFor(tabId));
  try {
    const { refused } = await run.begin();
    if (refused !== null) return { id: null, problem: `sweep-${refused}` };
  } catch {
    return { id: null, problem: 'not-allowed' };
  }
  await place(job.id, tabId);
  line.add(run);
  await run.happens({ is: 'waits', reason: 'in-line' });
  void line.go();
  return { id: job.id, problem: null };
}

/** A page speaks of the sweep in its own tab and of no other, whatever it says. */
export async function commandSweep(ask: Command['ask'], sender: Sender & { kind: SenderKind }): Promise<Command['answer']> {
  await met();
  const own = sender.kind === 'own-page';
  const tabs = await tabsOf();
  const here = line.runs.find(({ job }) => tabs[job.id] === sender.tab?.id && !isOver(job))?.job.id;
  const id = own ? ask.id : here;
  const run = id === undefined ? null : line.get(id);
  if (id === undefined || run === null) return { state: null, problem: 'not-found' };
  if (ask.command === 'resume' && own && ask.tabId !== undefined && tabs[id] !== ask.tabId) {
    const { url } = await browser.tabs.get(ask.tabId);
    if (barAddress(url ?? '') !== run.job.address) return { state: run.job.state, problem: 'sweep-elsewhere' };
    if (line.isRunning(id)) return { state: run.job.state, problem: null };
    await place(id, ask.tabId);
    line.add(new Run(run.job, stageFor(ask.tabId)));
  }
  const job = await line.command(id, ask.command);
  return { state: job?.state ?? null, problem: null };
}

export async function sweepState(tabId: number | null): Promise<BackgroundCalls['sweep.state']['answer']> {
  await met();
  const tabs = await tabsOf();
  const stored = (await storedSweeps()) ?? [];
  const known = new Set(line.runs.map(({ job }) => job.id));
  const sweeps: SweepView[] = [
    ...line.runs.map((run) => ({ ...run.job, ...run.pace, tabId: tabs[run.job.id] ?? null })),
    ...stored.filter(({ id }) => !known.has(id)).map((job) => ({ ...job, perMinute: null, secondsLeft: null, tabId: null })),
  ].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  if (tabId === null) return { sweeps, here: null };
  const in_ = sweeps.find((one) => one.tabId === tabId && !isOver(one));
  if (in_) return { sweeps, here: in_.id };
  const address = barAddress((await browser.tabs.get(tabId).catch(() => null))?.url ?? '');
  return { sweeps, here: sweeps.find((one) => one.tabId === null && !isOver(one) && one.address === address)?.id ?? null };
}

let meeting: Promise<void> | null = null;
/** Once a worker: what was under way before it. Again while it could not be read, because it was locked. */
const met = (): Promise<void> => (meeting ??= meet().then((whole) => { if (!whole) meeting = null; }, () => { meeting = null; }));

/** A sweep whose tab is known goes on by itself; of one from before the browser's restart only its row is left. */
async function meet(): Promise<boolean> {
  const stored = await storedSweeps();
  if (stored === null) return false;
  const tabs = await tabsOf();
  for (const job of stored) {
    if (isOver(job) || line.get(job.id)) continue;
    const tabId = tabs[job.id];
    // A tab of no number: whoever asks it is told that it is gone.
    const run = new Run(job, stageFor(tabId ?? -1));
    line.add(run);
    if (tabId === undefined) await run.happens({ is: 'waits', reason: 'restart' });
    else if (job.state === 'running') await run.happens({ is: 'waits', reason: 'in-line' });
  }
  return true;
}

/** At each start of the worker and after each unlock. */
export async function wakeSweeps(): Promise<void> {
  await met();
  for (const run of line.runs) if (run.job.reason === 'locked' && (await openVault().state()).kind === 'open') await run.happens({ is: 'unlocked' });
  await line.go();
}

export function watchSweeps(): void {
  const go = (): void => void line.go();
  browser.tabs.onActivated.addListener(go);
  browser.tabs.onUpdated.addListener((_, change) => { if (change.status === 'complete') go(); });
  browser.windows.onFocusChanged.addListener(go);
  browser.tabs.onRemoved.addListener((tabId) => void closed(tabId));
  openVault().subscribe(() => { if (line.runs.some(({ job }) => job.reason === 'locked')) void wakeSweeps(); });
  void wakeSweeps();
}

async function closed(tabId: number): Promise<void> {
  await met();
  for (const [id, at] of Object.entries(await tabsOf())) {
    if (at !== tabId) continue;
    await place(id, null);
    const run = line.get(id);
    if (run && !line.isRunning(id)) await run.happens({ is: 'waits', reason: 'tab-gone' });
  }
}
