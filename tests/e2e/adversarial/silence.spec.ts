import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { elsewhere, type BrowserName, type Driver, type Serve, type Tab } from '../../../scripts/lib/browsers/index.ts';
import { filesBelow } from '../../lib/forensics/profile.ts';
import { BROWSERS, ROOT, saveNth, SERVE, setUp, start, testid } from '../lib/session.ts';
import { WAYS_OUT } from './lib/ways-out.ts';

/** Every host answers, and lets everybody in: what does not arrive was not asked. */
const OPEN: Serve = { ...SERVE, '*': () => ({ type: 'text/plain', body: 'heard', headers: { 'access-control-allow-origin': '*' } }) };
const PAGES = ['/dashboard.html', '/popup.html', '/welcome.html', '/verify.html', '/test-context.html'];

const begin = (browser: BrowserName): Promise<Driver> => start(browser, { serve: OPEN });

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 1_500));

/** What arrived at hosts of the ways out, by the way's name. */
const heard = (driver: Driver): string[] => driver.arrived.filter(({ host }) => host.endsWith('.ear.example')).map(({ host }) => host.replace('.ear.example', ''));

for (const browser of BROWSERS) {
  test.describe(`${browser}: silence`, () => {
    let driver: Driver;
    test.setTimeout(420_000);
    test.beforeAll(async () => void (driver = await begin(browser)));
    test.afterAll(() => driver.close());

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
      const pages = [];
      for (const path of PAGES) {
        const page = await driver.openExtensionPage(path);
        await page.evaluate(WAYS_OUT, `page-${PAGES.indexOf(path)}`);
        pages.push(page);
      }
      await driver.background(WAYS_OUT, 'background');
      await settle();
      for (const page of pages) await page.close();
      await settle();
      expect(heard(driver)).toEqual([]);
    });

    test('the same ways are open in a page without our policy: what is counted can be heard', async () => {
      const page: Tab = await driver.newTab('http://plain.example/');
      await page.evaluate(WAYS_OUT, 'plain');
      await settle();
      const ways = new Set(heard(driver).map((host) => host.split('.')[0]));
      expect([...ways].sort()).toEqual(['background', 'beacon', 'css', 'events', 'fetch', 'form', 'frame', 'img', 'import', 'media', 'prefetch', 'script', 'socket', 'worker', 'xhr']);
    });
  });
}

/** Measured: WebRTC reaches a server from a page under our policy, in both browsers, and no policy of theirs closes it. */
test('nothing of ours names WebRTC, which the policy does not hold', () => {
  const builds = ['chrome', 'firefox'].flatMap((name) => ['', '-test'].map((mode) => `${ROOT}.output/${name}-mv3${mode}`)).filter(existsSync);
  expect(builds.length).toBeGreaterThan(0);
  const named = builds.flatMap(filesBelow).filter((path) => /\.(js|html)$/.test(path) && /RTCPeerConnection|RTCDataChannel|WebTransport/.test(readFileSync(path, 'utf8')));
  expect(named).toEqual([]);
});

test('a build for release seals: it has nothing of the one that writes in clear, and no door of a build for tests', () => {
  const builds = ['chrome', 'firefox'].map((name) => `${ROOT}.output/${name}-mv3`).filter(existsSync);
  test.skip(builds.length === 0, 'no build for release here: npm run build');
  const found = builds.flatMap(filesBelow).filter((path) => /written in clear|__workFactor|__vaultPoint|__hold\b/.test(readFileSync(path, 'latin1')));
  expect(found).toEqual([]);
});
