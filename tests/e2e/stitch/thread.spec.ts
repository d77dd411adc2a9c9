import { expect, test, type Page } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { placeOf } from '../lib/pierce.ts';
import { BROWSERS, quickSetUp, saved, start, testid, until } from '../lib/session.ts';
import { ask, begin, colours, ended, newestLong, stateOf, tabIdOf } from './lib/stitching.ts';
import { SECRET, threadPage } from './lib/thread.ts';

const URL = 'https://x.com/crow_0/status/2028047593333850010';
/** The same page for another tab. */
const OTHER = `${URL}?s=20`;
/** Where the page stands, and every style in it. The bar that says how it went stands beside the page's body. */
const standing = (tab: Tab): Promise<string> =>
  tab.evaluate(() => JSON.stringify([scrollX, scrollY, document.elementFromPoint(300, 300)?.localName, ...[...document.querySelectorAll('html, body, body *')].map((el) => (el as HTMLElement).style.cssText)]));

/** What is saved, the slices that are stored, by the tables themselves, and whether the vault is whole. */
const stored = (driver: Driver): Promise<{ items: number; slices: number; damaged: number }> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const check = await vault.check();
    const count = await vault.count();
    let slices = 0;
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => { const asked = indexedDB.open(name as string); asked.onsuccess = () => done(asked.result); });
      if (db.objectStoreNames.contains('slices')) slices += await new Promise<number>((done) => { const asked = db.transaction('slices').objectStore('slices').count(); asked.onsuccess = () => done(asked.result); });
      db.close();
    }
    return { items: count.ok ? count.value : -1, slices, damaged: check.ok ? check.value.filter((finding) => finding.id.startsWith('damaged')).length : -1 };
  });

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    let desk: Tab;
    const tabs: Tab[] = [];
    test.beforeAll(async () => {
      driver = await start(browser, { viewport: { width: 900, height: 620 }, serve: { 'x.com': () => ({ body: threadPage() }) } });
      desk = await quickSetUp(driver);
      await driver.grantSite('<all_urls>');
    });
    test.afterEach(async () => { for (const tab of tabs.splice(0)) await tab.close(); });
    test.afterAll(() => driver.close());

    async function opened(address = URL): Promise<{ tab: Tab; id: number; before: string; kept: Awaited<ReturnType<typeof stored>> }> {
      const tab = await driver.newTab(address);
      tabs.push(tab);
      await tab.front();
      await tab.evaluate(() => scrollTo(0, 700));
      return { tab, id: await tabIdOf(desk, address), before: await standing(tab), kept: await stored(driver) };
    }
    const pictures = (least: number): Promise<void> =>
      until(async () => { const state = await stateOf(desk); return state.kind === 'running' && state.done >= least; }, `${least} pictures`);

    test('stopped: nothing is kept, and the page is as it was', async () => {
      const { tab, id, before, kept } = await opened();
      expect(kept).toEqual({ items: kept.items, slices: kept.slices, damaged: 0 });
      await begin(desk, id, 'page');
      await pictures(1);
      await ask(desk, { type: 'stitch.stop' });
      expect((await ended(desk)).told).toMatchObject({ outcome: 'stopped', number: null });
      expect(await stored(driver)).toEqual(kept);
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);
    });

    test('another tab comes before it: nothing is saved, and the page is as it was', async () => {
      const { tab, id, before, kept } = await opened();
      await begin(desk, id, 'page');
      await pictures(1);
      await desk.front();
      expect((await ended(desk)).told).toMatchObject({ outcome: 'failed', problem: 'tab-changed' });
      expect(await stored(driver)).toEqual(kept);
      await tab.front();
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);
    });

    test('the worker is killed in the middle: nothing half, and the page puts itself back; meanwhile a thread in another tab: its column only, each post once in its order, what is sensitive black in slices and picture, the page as it was', async () => {
      const killed = await opened();
      await begin(desk, killed.id, 'page');
      await pictures(2);
      await driver.killWorker();
      expect(await stateOf(desk)).toEqual({ kind: 'none' });
      expect(await stored(driver)).toEqual(killed.kept);

      const { tab, id, before, kept } = await opened(OTHER);
      await begin(desk, id, 'thread');
      const { told } = await ended(desk);
      expect(told).toMatchObject({ outcome: 'saved', number: kept.items + 1, problem: 'sensitive' });
      const long = await newestLong(driver, 5);
      expect(long.text).toBe(Array.from({ length: 14 }, (_, i) => `@crow_${i}\nyou lie about pond number ${i}`).join('\n\n'));
      expect(long.record.capture).toMatchObject({ level: 2, parsed: true, adapter: 'x', method: ['visible-tab', 'stitched-thread', 'text', 'html'] });
      expect(long.record.capture.domChanges).toContain(`hide fixed <header> 0,0,${await tab.evaluate(() => document.documentElement.clientWidth)},50`);
      const scale = await tab.evaluate(() => devicePixelRatio);
      expect(long.parts).toHaveLength(1);
      expect(Math.abs((long.parts[0]?.width ?? 0) - 420 * scale)).toBeLessThanOrEqual(1);
      expect(Math.abs((long.parts[0]?.height ?? 0) - (12 * 190 + 1400 + 320) * scale)).toBeLessThanOrEqual(2);
      // Nowhere: not what is marked as sensitive, not the header that is fixed, not the bar at the side.
      const seen = await colours(driver, [[...SECRET], [255, 0, 255], [0, 0, 255], [0, 0, 0]]);
      expect(seen.long.slice(0, 3)).toEqual([0, 0, 0]);
      expect(seen.long[3]).toBeGreaterThan(300 * 400);
      expect(await stored(driver)).toEqual({ items: kept.items + 1, slices: kept.slices + told.slices, damaged: 0 });
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);

      await killed.tab.front();
      await expect.poll(() => standing(killed.tab), { timeout: 60_000 }).toBe(killed.before);
      await begin(desk, killed.id, 'page');
      expect((await ended(desk)).told.outcome).toBe('saved');
    });

    // Of our own pieces only, the same in both.
    if (browser === 'chromium') test('a part she picks is saved whole, also what is outside the window; Esc stops', async () => {
      const { tab, id, kept } = await opened();
      await begin(desk, id, 'element');
      const { mouse } = tab.raw as Page;
      await tab.evaluate(() => document.querySelectorAll('article')[5]?.scrollIntoView({ block: 'start' }));
      await until(async () => {
        await mouse.move(200 + Math.random() * 4, 300);
        await tab.press('Enter');
        return (await saved(driver)) === kept.items + 1;
      }, 'the part saved');
      const { told } = await ended(desk);
      expect(told).toMatchObject({ outcome: 'saved', problem: null });
      const long = await newestLong(driver, 5);
      expect(long.record.capture.method).toEqual(['visible-tab', 'stitched-element', 'text', 'html', 'picked-element']);
      expect(long.parts).toEqual([{ width: 420, height: 1400 }]);
      expect(long.text).toBe('@crow_5\nyou lie about pond number 5');

      await begin(desk, id, 'page');
      await pictures(1);
      await placeOf(tab, 'button', 'Stop, keep nothing (Esc)');
      await tab.press('Escape');
      expect((await ended(desk)).told.outcome).toBe('stopped');
    });

    // The last: it stays locked.
    if (browser === 'chromium') test('locked: a clear refusal, nothing is scrolled', async () => {
      const { tab, id, before } = await opened();
      await desk.front();
      await desk.click(testid('lock-now'));
      await desk.waitFor(testid('lock-screen'));
      await tab.front();
      await begin(desk, id, 'page');
      expect((await ended(desk)).told).toMatchObject({ outcome: 'failed', problem: 'stitch-locked' });
      expect(await tab.evaluate(() => scrollY)).toBe(JSON.parse(before)[1]);
    });
  });
}
