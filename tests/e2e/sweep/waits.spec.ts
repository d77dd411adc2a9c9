import { expect, test, type Page } from '@playwright/test';

import { practice } from '../../../scripts/practice/site.ts';
import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { EvidenceRecord } from '../../../utils/domain/record.ts';
import { isOver } from '../../../utils/domain/sweep.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { openPopup, placeOf } from '../lib/pierce.ts';
import { BROWSERS, PASSPHRASE, quickSetUp, start, testid, until } from '../lib/session.ts';
import { command, headsOf, startSweep, sweepOf, sweeps, untilSweep } from './lib/sweep.ts';

const LONG_MS = Number(process.env['LONG'] ?? 300_000);
/** Long enough that every interruption falls into its middle. */
const FEED = 600;
const over = (one: { state: 'done' | 'stopped' | 'running' | 'paused' | 'waiting' }): boolean => isOver(one) || one.state === 'paused';
const many = (count: number, where = 'home'): string => `${where}?posts=${count}&rows=reused`;
const ids = async (driver: Driver, run: string): Promise<(string | null)[]> => (await headsOf(driver, run)).map(({ postId }) => postId).sort();
const recordOf = async (driver: Driver, id: string): Promise<EvidenceRecord> =>
  JSON.parse(await driver.background(async (asked) => {
    const item = await (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.item(asked);
    if (!item.ok) throw new Error(item.error);
    return new TextDecoder().decode(item.value.recordBytes);
  }, id)) as EvidenceRecord;

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    test.setTimeout(3 * LONG_MS);
    const site = practice(FEED);
    let driver: Driver;
    let desk: Tab;
    const opened: Tab[] = [];
    const open = async (address: string): Promise<Tab> => {
      const tab = await driver.newTab(address);
      opened.push(tab);
      await tab.front();
      return tab;
    };
    test.beforeAll(async () => {
      driver = await start(browser, { serve: { [site.host]: site.handler } });
      desk = await quickSetUp(driver);
      await driver.grantSite(`https://${site.host}/*`);
    });
    test.afterEach(async () => { for (const tab of opened.splice(0)) await tab.close(); });
    test.afterAll(() => driver.close());

    test('where no picture is allowed it goes on in words, and says so in each record; a second time each post is a new version', async () => {
      const tab = await open(site.pages.notifications);
      const one = await startSweep(desk, '/notifications', { pictures: true });
      const sweep = await untilSweep(desk, one, over, 'the notifications', LONG_MS);
      const was = await headsOf(driver, one);
      expect(sweep).toMatchObject({ state: 'done', blind: true, counts: { saved: was.length, versions: 0, noPicture: { 'not-allowed': was.length - sweep.counts.words } } });
      const plain = was.filter(({ wordsOnly }) => !wordsOnly);
      expect(plain.length).toBeGreaterThan(10);
      for (const { id: item, hasPicture } of plain.slice(0, 5)) {
        expect(hasPicture).toBe(false);
        expect((await recordOf(driver, item)).capture.notCaptured).toContainEqual({ what: 'picture', why: 'not-allowed' });
      }

      await tab.goto(site.pages.notifications);
      await tab.front();
      const two = await startSweep(desk, '/notifications', { pictures: false });
      const again = await untilSweep(desk, two, over, 'the second time', LONG_MS);
      const is = await headsOf(driver, two);
      expect(again.counts).toMatchObject({ saved: was.length, versions: was.length });
      expect(again.unseen).toBe(0);
      const root = new Map(was.map(({ postId, id }) => [postId, id]));
      for (const head of is) expect([head.versionOf, head.changed]).toEqual([root.get(head.postId), []]);
      expect(is.length).toBe(was.length);
    });

    test('two tabs, one runner; hidden it waits; locked it is paused; its worker killed it goes on by itself; after all that it has each post once', async () => {
      const tab = await open(`https://${site.host}/${many(FEED)}`);
      const id = await startSweep(desk, 'rows=reused', { pictures: false });
      /** Past `at` posts, and far from its end. */
      const under = async (at: number): Promise<void> => {
        const { counts } = await untilSweep(desk, id, ({ state, counts }) => state === 'running' && counts.saved > at, `more than ${at} posts`, LONG_MS);
        expect(counts.saved).toBeLessThan(FEED);
      };
      await under(0);

      // The one she looks at runs.
      await open(site.pages.notifications);
      const other = await startSweep(desk, '/notifications', { pictures: false });
      let both = 0;
      await until(async () => {
        const all = await sweeps(desk);
        both = Math.max(both, all.filter(({ state }) => state === 'running').length);
        return all.find((one) => one.id === other)?.state === 'done';
      }, 'the other done', LONG_MS);
      const behind = await sweepOf(desk, id);
      expect(behind).toMatchObject({ state: 'waiting', reason: 'hidden' });
      await tab.front();
      await under(behind.counts.saved);
      expect(both).toBe(1);

      await desk.front();
      const hidden = await untilSweep(desk, id, ({ state }) => state === 'waiting', 'it waits', LONG_MS);
      expect(hidden.reason).toBe('hidden');
      const before = hidden.counts.saved;
      await desk.waitFor(testid('sweep-reason'));
      await new Promise((done) => setTimeout(done, 3_000));
      expect((await sweepOf(desk, id)).counts.saved).toBe(before);

      await desk.click(testid('lock-now'));
      await desk.waitFor(testid('lock-screen'));
      await tab.front();
      await until(async () => (await sweeps(desk)).find((one) => one.id === id)?.reason === 'locked', 'paused because it is locked', LONG_MS);
      await desk.front();
      await desk.fill(testid('unlock-passphrase'), PASSPHRASE);
      await desk.click(testid('unlock'));
      await desk.waitFor(testid('open-sweeps'), 60_000);
      await tab.front();
      await under(before);

      await driver.killWorker();
      // Any event wakes it; this page asks every second, as it would where she looks at it.
      const sweep = await untilSweep(desk, id, over, 'the whole feed', LONG_MS);
      expect(sweep).toMatchObject({ state: 'done', counts: { saved: FEED, failed: 0 } });
      expect(await ids(driver, id)).toEqual(site.state.posts.map((post) => post.id).sort());
    });

    test('stopped: what is saved stays, and it does not begin again by itself', async () => {
      await open(`https://${site.host}/${many(FEED)}`);
      const id = await startSweep(desk, 'rows=reused', { pictures: false });
      await untilSweep(desk, id, ({ counts }) => counts.saved > 0, 'the first posts', LONG_MS);
      await command(desk, id, 'stop');
      const sweep = await untilSweep(desk, id, isOver, 'stopped', LONG_MS);
      expect(sweep.state).toBe('stopped');
      expect((await command(desk, id, 'resume')).state).toBe('stopped');
      expect((await headsOf(driver, id)).length).toBe(sweep.counts.saved);
    });
  });
}

test('chromium: by the toolbar\'s popup and the cover\'s own buttons, as she does it', async () => {
  test.setTimeout(3 * LONG_MS);
  const site = practice(300);
  const driver = await start('chromium', { serve: { [site.host]: site.handler } });
  try {
    const desk = await quickSetUp(driver);
    const tab = await driver.newTab(`https://${site.host}/${many(300)}`);
    const popup = await openPopup(driver, tab);
    const press = async (id: string): Promise<void> => {
      await until(async () => (await popup.evaluate(`document.querySelector('[data-testid=${id}]') !== null`)) === true, id);
      await popup.evaluate(`document.querySelector('[data-testid=${id}]').click()`);
    };
    await press('sweep-open');
    await press('sweep-words');
    await press('sweep-start');
    await until(async () => (await popup.evaluate("document.querySelector('[data-testid=sweep][data-state=running]') !== null")) === true, 'the popup says that it runs');
    const id = (await sweeps(desk))[0]!.id;
    await untilSweep(desk, id, ({ counts }) => counts.saved > 0, 'the first posts', LONG_MS);
    const press2 = async (name: string): Promise<void> => {
      const { x, y } = await placeOf(tab, 'button', name);
      await new Promise((done) => setTimeout(done, 600));
      await (tab.raw as Page).mouse.click(x, y);
    };
    await press2('Pause');
    await untilSweep(desk, id, ({ state, reason }) => state === 'paused' && reason === 'by-her', 'paused by the cover', LONG_MS);
    await press2('Go on');
    const sweep = await untilSweep(desk, id, over, 'the whole feed', LONG_MS);
    expect(sweep).toMatchObject({ state: 'done', counts: { saved: 300 } });
    await desk.front();
    await desk.evaluate((run) => { location.hash = `#/run/${run}`; }, id);
    await desk.waitFor(testid('of-run'));
    await until(async () => (await desk.evaluate(() => document.querySelector('[data-testid=list-count]')?.textContent ?? '')).includes('300'), 'the list of that page');
  } finally {
    await driver.close();
  }
});
