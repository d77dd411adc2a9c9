import { launch, type BrowserName, type Driver, type Tab } from '@/scripts/lib/browsers/index.ts';
import { randomId } from '@/utils/domain/ids';
import type { Run } from '@/utils/domain/act';
import { HOST, instance, type Instance, type Moment } from './instance.ts';
import { add, prepare } from './inside.ts';

export interface ActOutcome { n: number; kills: number; lost: number; torn: number; twice: number; points: Record<string, number> }
export interface ActWish { accounts: number; kills: number; browser: BrowserName; extensionDir: string; say: (line: string) => void }

const MOMENTS: readonly Moment[] = ['looked-at', 'asked', 'applied', 'answered'];
const SLOW_MS = 6_000;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Mutes so many accounts while the worker is killed again and again, then undoes it. What counts is told by the server:
 * lost = not muted at the end, twice = asked more than once, torn = asked without a saved post behind it, or not as it was
 * after the undo. Each tenth account has nothing saved, and each tenth was muted before.
 */
export async function chaosActs({ accounts, kills, browser, extensionDir, say }: ActWish): Promise<ActOutcome> {
  const server = instance();
  const driver = await launch(browser, { extensionDir, serve: { [HOST]: server.handler } });
  const outcome: ActOutcome = { n: accounts, kills: 0, lost: 0, torn: 0, twice: 0, points: {} };
  try {
    await driver.background(async () => { await (globalThis as unknown as Hold).__hold.vault.create(null); });
    await driver.grantSite(`https://${HOST}/*`);
    await driver.background(prepare, { at: null, nth: 0 });
    const ids = Array.from({ length: accounts }, (_, i) => String(1_000 + i));
    const bare = new Set(ids.filter((_, i) => i % 10 === 9));
    for (const id of ids.filter((_, i) => i % 10 === 4)) server.muted.add(id);
    const before = [...server.muted].sort();
    const evidence = new Map<string, string>();
    for (const id of ids) evidence.set(id, bare.has(id) ? randomId() : await saved(driver, id));
    const page = await driver.newTab(`https://${HOST}/home`);
    const desk = await driver.openExtensionPage('/dashboard.html');
    const entries: Run['entries'] = ids.map((id) => ({ step: { state: 'waiting' }, sender: { site: 'mastodon', host: HOST, userId: id, handle: `loud${id}@${HOST}`, displayName: null, evidence: [evidence.get(id) ?? ''], post: null } }));
    for (const way of ['do', 'undo'] as const) {
      const changed = ids.filter((id) => !bare.has(id) && !before.includes(id));
      const run: Run = { verb: 'mute', way, site: 'mastodon', host: HOST, entries: way === 'do' ? entries : entries.filter(({ sender }) => changed.includes(sender.userId ?? '')), begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null };
      await through(driver, desk, server, run, Math.floor(kills / 2), outcome, say);
      if (way === 'do') outcome.lost += ids.filter((id) => !bare.has(id) && !server.muted.has(id)).length;
      for (const id of ids) {
        const times = (server.asked.get(id) ?? []).filter((verb) => verb === (way === 'do' ? 'mute' : 'unmute')).length;
        if (times > 1) outcome.twice += 1;
        if (times > 0 && !changed.includes(id)) outcome.torn += 1;
        if (times === 0 && changed.includes(id)) outcome.lost += 1;
      }
    }
    if (JSON.stringify([...server.muted].sort()) !== JSON.stringify(before)) outcome.torn += 1;
    await page.close();
    return outcome;
  } finally {
    await driver.close();
  }
}

interface Hold { __hold: { vault: import('@/utils/vault/types').Vault } }

async function saved(driver: Driver, text: string): Promise<string> {
  const answer = await driver.background(add, { text, bytes: 200, inbox: false });
  if ('error' in answer) throw new Error(answer.error);
  return driver.background(async () => {
    const newest = await (globalThis as unknown as Hold).__hold.vault.page(1);
    return newest.ok ? (newest.value[0]?.id ?? '') : '';
  });
}

/** One run to its end; the worker dies at moments spread over it, and she presses "Go on" each time. */
async function through(driver: Driver, desk: Tab, server: Instance, run: Run, kills: number, outcome: ActOutcome, say: ActWish['say']): Promise<void> {
  const id = randomId();
  const put = await driver.background(async (job) => (await (globalThis as unknown as Hold).__hold.vault.putJob(job as never)).ok, { id, kind: 'act', state: 'paused', lease: 0, data: run });
  if (!put) throw new Error('the run could not be put');
  const go = (): Promise<unknown> => desk.evaluate((job) => (globalThis as unknown as { chrome: typeof chrome }).chrome.runtime.sendMessage({ type: 'act.command', id: job, command: 'go' }).catch(() => null), id);
  let due = 0;
  let seen = 0;
  let dying: Promise<void> | null = null;
  const every = Math.max(1, Math.floor((run.entries.length * MOMENTS.length) / Math.max(1, kills)));
  server.hook = async (moment) => {
    seen += 1;
    if (due >= kills || dying !== null || seen < (due + 1) * every || moment !== MOMENTS[due % MOMENTS.length]) return;
    due += 1;
    dying = (async () => {
      await driver.killWorker();
      outcome.kills += 1;
      outcome.points[moment] = (outcome.points[moment] ?? 0) + 1;
      say(`${outcome.kills} kills, last at ${moment} (${run.way})`);
    })();
    await dying;
    void go().finally(() => { dying = null; });
    // A slow server: whoever goes on must not ask again while this one is still on its way.
    if (moment === 'asked') await pause(SLOW_MS);
  };
  await go();
  for (let quiet = 0; quiet < 2_400; quiet++) {
    const jobs = await driver.background(async () => {
      const all = await (globalThis as unknown as Hold).__hold.vault.jobs();
      return all.ok ? all.value.map(({ id: one, state }) => ({ id: one, state })) : [];
    }).catch(() => null);
    // The worker died just while it was asked: the next look tells.
    const state = jobs === null ? 'running' : jobs.find((job) => job.id === id)?.state;
    if (state === 'ended') break;
    if (state !== 'running') throw new Error(`the run is ${state}`);
    await pause(500);
  }
  server.hook = async () => {};
}
