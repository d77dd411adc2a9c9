import { expect, test } from '@playwright/test';

import { elsewhere, type BrowserName, type Driver, type Serve, type Tab } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, saveNth, SERVE, setUp, start, testid } from '../lib/session.ts';
import { listen, WAYS_OUT } from './lib/ways-out.ts';

/** Every host answers, and lets everybody in: what does not arrive was not asked. */
const OPEN: Serve = { ...SERVE, '*': () => ({ type: 'text/plain', body: 'heard', headers: { 'access-control-allow-origin': '*' } }) };
const PAGES = ['/dashboard.html', '/popup.html', '/welcome.html', '/verify.html', '/test-context.html'];

const begin = (browser: BrowserName): Promise<Driver> => start(browser, { serve: OPEN, prefs: { 'media.peerconnection.ice.loopback': true, 'media.peerconnection.ice.obfuscate_host_addresses': false } });

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 1_500));

/** What arrived at hosts of the ways out, by the way's name. */
const heard = (driver: Driver): string[] => driver.arrived.filter(({ host }) => host.endsWith('.ear.example')).map(({ host }) => host.replace('.ear.example', ''));

for (const browser of BROWSERS) {
  test.describe(`${browser}: silence`, () => {
    let driver: Driver;
    let ear: Awaited<ReturnType<typeof listen>>;
    test.setTimeout(120_000);
    test.beforeEach(async () => { driver = await begin(browser); ear = await listen(); });
    test.afterEach(async () => { ear.close(); await driver.close(); });

    test('a whole session asks nothing but what the pages ask', async () => {
      const desk = await setUp(driver);
      const x = await driver.newTab('https://x.com/home');
      await settle();
      const asked = driver.arrived.filter(({ host }) => host === 'x.com').length;
      await saveNth(driver, x, 'article[data-testid="tweet"]', 0);
      await settle();
      expect(driver.arrived.filter(({ host }) => host === 'x.com').length, 'saving asked the site for nothing more').toBe(asked);
      await desk.front();
      await desk.waitFor(testid('list-item'));
      await desk.evaluate(() => document.querySelector<HTMLAnchorElement>('[data-testid="list-item"] a')?.click());
      await desk.waitFor(testid('item-page'));
      await desk.click(testid('show-toggle'));
      await desk.click(testid('lock-now'));
      await desk.waitFor(testid('lock-screen'));
      await settle();
      // The pictures of the saved page are its own: the fixture names them.
      const others = elsewhere(driver.arrived, 'x.com', 'twimg.com');
      expect(others.map(({ host, path }) => host + path)).toEqual([]);
    });

    test('no way out of any page of ours, nor of the background', async () => {
      for (const path of PAGES) {
        const page = await driver.openExtensionPage(path);
        await page.evaluate(WAYS_OUT, { name: `page-${PAGES.indexOf(path)}`, port: ear.port });
        await settle();
        await page.close();
      }
      await driver.background(WAYS_OUT, { name: 'background', port: ear.port });
      await settle();
      expect(heard(driver)).toEqual([]);
      console.log(browser, 'rtc', ear.heard());
    });

    test('the same ways are open in a page without our policy: what is counted can be heard', async () => {
      const page: Tab = await driver.newTab('http://plain.example/');
      await page.evaluate(WAYS_OUT, { name: 'plain', port: ear.port });
      await settle();
      const ways = new Set(heard(driver).map((host) => host.split('.')[0]));
      for (const way of ['fetch', 'xhr', 'beacon', 'img', 'css', 'script', 'frame', 'form', 'events']) expect([...ways], way).toContain(way);
      expect(ways.size).toBeGreaterThanOrEqual(11);
      console.log(browser, [...ways].join(' '), ear.heard());
    });
  });
}
