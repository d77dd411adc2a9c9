import { expect, test, type Page } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { placeOf } from '../lib/pierce.ts';
import { BROWSERS, quickSetUp, saved, start, testid, until } from '../lib/session.ts';
import { ask, begin, colours, ended, newestLong, stateOf, tabIdOf } from './lib/stitching.ts';
import { SECRET, threadPage } from './lib/thread.ts';

const URL = 'https://x.com/crow_0/status/2028047593333850010';
/** Where the page stands, and every style in it. The bar that says how it went stands beside the page's body. */
const standing = (tab: Tab): Promise<string> =>
  tab.evaluate(() => JSON.stringify([scrollX, scrollY, document.elementFromPoint(300, 300)?.localName, ...[...document.querySelectorAll('html, body, body *')].map((el) => (el as HTMLElement).style.cssText)]));

async function opened(driver: Driver): Promise<{ desk: Tab; tab: Tab; id: number; before: string }> {
  const desk = await quickSetUp(driver);
  await driver.grantSite('<all_urls>');
  const tab = await driver.newTab(URL);
  await tab.front();
  await tab.evaluate(() => scrollTo(0, 700));
  return { desk, tab, id: await tabIdOf(desk, URL), before: await standing(tab) };
}

/** Slices that are stored, by the tables themselves, and whether the vault is whole. */
const stored = (driver: Driver): Promise<{ slices: number; damaged: number }> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const check = await vault.check();
    let slices = 0;
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => { const asked = indexedDB.open(name as string); asked.onsuccess = () => done(asked.result); });
      if (db.objectStoreNames.contains('slices')) slices += await new Promise<number>((done) => { const asked = db.transaction('slices').objectStore('slices').count(); asked.onsuccess = () => done(asked.result); });
      db.close();
    }
    return { slices, damaged: check.ok ? check.value.filter((finding) => finding.id.startsWith('damaged')).length : -1 };
  });

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    test.beforeEach(async () => {
      driver = await start(browser, { viewport: { width: 900, height: 620 }, serve: { 'x.com': () => ({ body: threadPage() }) } });
    });
    test.afterEach(() => driver.close());

    test('a thread: its column only, each post once in its order, what is sensitive black in slices and picture, the page as it was', async () => {
      const { desk, tab, id, before } = await opened(driver);
      await begin(desk, id, 'thread');
      const { told } = await ended(desk);
      expect(told).toMatchObject({ outcome: 'saved', number: 1, problem: 'sensitive' });
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
      expect(await stored(driver)).toEqual({ slices: told.slices, damaged: 0 });
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);
    });

    test('stopped: nothing is kept, and the page is as it was', async () => {
      const { desk, tab, id, before } = await opened(driver);
      await begin(desk, id, 'page');
      await until(async () => { const state = await stateOf(desk); return state.kind === 'running' && state.done > 0; }, 'a first picture');
      await ask(desk, { type: 'stitch.stop' });
      expect((await ended(desk)).told).toMatchObject({ outcome: 'stopped', number: null });
      expect(await saved(driver)).toBe(0);
      expect(await stored(driver)).toEqual({ slices: 0, damaged: 0 });
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);
    });

    test('another tab comes before it: nothing is saved, and the page is as it was', async () => {
      const { desk, tab, id, before } = await opened(driver);
      await begin(desk, id, 'page');
      await until(async () => { const state = await stateOf(desk); return state.kind === 'running' && state.done > 0; }, 'a first picture');
      await desk.front();
      expect((await ended(desk)).told).toMatchObject({ outcome: 'failed', problem: 'tab-changed' });
      expect(await stored(driver)).toEqual({ slices: 0, damaged: 0 });
      await tab.front();
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);
    });

    test('the worker is killed in the middle: nothing half, and the page puts itself back', async () => {
      const { desk, tab, id, before } = await opened(driver);
      await begin(desk, id, 'page');
      await until(async () => { const state = await stateOf(desk); return state.kind === 'running' && state.done > 1; }, 'two pictures');
      await driver.killWorker();
      expect(await stateOf(desk)).toEqual({ kind: 'none' });
      expect(await stored(driver)).toEqual({ slices: 0, damaged: 0 });
      await expect.poll(() => standing(tab), { timeout: 60_000 }).toBe(before);
      await begin(desk, id, 'page');
      expect((await ended(desk)).told.outcome).toBe('saved');
    });
  });
}

test('chromium: a part she picks is saved whole, also what is outside the window; Esc stops', async () => {
  const driver = await start('chromium', { viewport: { width: 900, height: 620 }, serve: { 'x.com': () => ({ body: threadPage() }) } });
  try {
    const { desk, tab, id } = await opened(driver);
    await begin(desk, id, 'element');
    const { mouse } = tab.raw as Page;
    await tab.evaluate(() => document.querySelectorAll('article')[5]?.scrollIntoView({ block: 'start' }));
    await until(async () => {
      await mouse.move(200 + Math.random() * 4, 300);
      await tab.press('Enter');
      return (await saved(driver)) === 1;
    }, 'the part saved');
    const { told } = await ended(desk);
    expect(told).toMatchObject({ outcome: 'saved', problem: null });
    const long = await newestLong(driver, 5);
    expect(long.record.capture.method).toEqual(['visible-tab', 'stitched-element', 'text', 'html', 'picked-element']);
    expect(long.parts).toEqual([{ width: 420, height: 1400 }]);
    expect(long.text).toBe('@crow_5\nyou lie about pond number 5');

    await begin(desk, id, 'page');
    await until(async () => { const state = await stateOf(desk); return state.kind === 'running' && state.done > 0; }, 'a first picture');
    await placeOf(tab, 'button', 'Stop, keep nothing (Esc)');
    await tab.press('Escape');
    expect((await ended(desk)).told.outcome).toBe('stopped');
  } finally {
    await driver.close();
  }
});

test('chromium: locked: a clear refusal, nothing is scrolled', async () => {
  const driver = await start('chromium', { serve: { 'x.com': () => ({ body: threadPage() }) } });
  try {
    const { desk, tab, id, before } = await opened(driver);
    await desk.front();
    await desk.click(testid('lock-now'));
    await desk.waitFor(testid('lock-screen'));
    await tab.front();
    await begin(desk, id, 'page');
    expect((await ended(desk)).told).toMatchObject({ outcome: 'failed', problem: 'stitch-locked' });
    expect(await tab.evaluate(() => scrollY)).toBe(JSON.parse(before)[1]);
  } finally {
    await driver.close();
  }
});
