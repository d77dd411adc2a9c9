// @vitest-environment happy-dom
import '@/tests/lib/vault-env';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { commandAct, jobOf, wakeActs } from '@/entrypoints/background/acts';
import { commandGuide } from '@/entrypoints/background/guided';
import { tabs } from '@/tests/lib/act-browser';
import { ACT_PAGES, type ActPage } from '@/tests/lib/act-pages';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { ACT } from '@/utils/act/job';
import { PACES } from '@/utils/act/pace';
import { plan } from '@/utils/act/queue';
import { actSlot, type Run, type Sender } from '@/utils/domain/act';
import { randomId } from '@/utils/domain/ids';
import { openVault } from '@/utils/vault';
import { newDocument, open } from './at-page';

/** The tool in the wrong hands, through the real background and vault: what `abuse.test.ts` holds of the parts. */
vi.mock('webextension-polyfill', () => import('@/tests/lib/act-browser'));

const vault = openVault();
const real = { ...PACES };
const NOBODY = { self: new Set<string>(), allies: new Set<string>(), list: new Set<string>() };
const HOUR = 3_600_000;
const she = {} as never;

async function saved(site: string, host: string, ids: number[]): Promise<Sender[]> {
  return Promise.all(ids.map(async (id) => ({ site, host, userId: String(id), handle: `loud_${id}`, displayName: null, evidence: [must(await vault.add(await newItem(String(id)))).id], post: null })));
}
async function put(senders: Sender[], more: Partial<Run> = {}): Promise<string> {
  const [id, { site, host }] = [randomId(), senders[0]!];
  const run: Run = { verb: 'block', way: 'do', site, host, entries: plan(senders, NOBODY), begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null, ...more };
  must(await vault.putJob({ id, kind: ACT, state: 'paused', lease: 0, data: run }));
  return id;
}

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
});
afterEach(async () => {
  await wakeActs();
  Object.assign(PACES, real);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('it goes beyond no cap', () => {
  it('where she presses herself neither: beyond it nobody else is shown to her, however many runs there are', async () => {
    PACES['instagram'] = { gap: [0, 0], windows: [{ ms: HOUR, most: 2 }] };
    const shown = [vi.spyOn(tabs, 'create'), vi.spyOn(tabs, 'update')];
    const all = await saved('instagram', 'www.instagram.com', [1, 2, 3, 4]);
    const [one, other] = [await put(all.slice(0, 3), { how: 'guided' }), await put(all.slice(3), { how: 'guided' })];
    for (let n = 0; n < 2; n++) {
      expect(await commandGuide({ id: one, command: 'open' }, she)).toMatchObject({ done: true, problem: null });
      expect(await commandGuide({ id: one, command: 'skip' }, she)).toMatchObject({ done: true });
    }
    const before = shown.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    for (const id of [one, other, one]) {
      const now = Date.now();
      const said = await commandGuide({ id, command: 'open' }, she);
      expect(said).toMatchObject({ done: false, problem: 'pace' });
      expect(said.until).toBeGreaterThan(now + HOUR / 2);
    }
    expect(shown.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBe(before);
  });
});

describe('it follows nobody around', () => {
  let page: ActPage;
  beforeEach(async () => {
    page = ACT_PAGES[1]!();
    PACES['mastodon'] = { gap: [0, 0], windows: real['mastodon']!.windows };
    open(page);
    (globalThis as Record<symbol, unknown>)[Symbol.for(actSlot('0.0.1'))] = await newDocument();
  });
  const ended = (id: string): Promise<void> => vi.waitFor(async () => expect((await jobOf(id))?.state).toBe('ended'), { timeout: 60_000 });
  const states = async (id: string): Promise<string[]> => (await jobOf(id))?.data.entries.map(({ step }) => ('why' in step ? step.why : step.state)) ?? [];

  it('of whom nothing is saved any more the platform is asked nothing, though a run names them', async () => {
    const all = await saved('mastodon', page.sender.host, [41, 42]);
    must(await vault.remove(all.flatMap(({ evidence }) => evidence), 'test'));
    const id = await put(all);
    await commandAct(id, 'go');
    await ended(id);
    expect(await states(id)).toEqual(['no-evidence', 'no-evidence']);
    expect(page.asked).toEqual([]);
  });

  it('a run that is over is over: neither a press nor the alarm looks at anybody in it again', async () => {
    const id = await put(await saved('mastodon', page.sender.host, [41]));
    await commandAct(id, 'go');
    await ended(id);
    expect([...page.set]).toEqual(['41']);
    page.asked.length = 0;
    for (let n = 0; n < 3; n++) {
      await commandAct(id, 'go');
      await ended(id);
      await wakeActs();
    }
    expect(page.asked).toEqual([]);
  });
});
