import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, PASSPHRASE, quickSetUp, until } from '../lib/session.ts';
import { allOf, covered, film, HOST, paintedIn, quietAll, setShield, shown, slipsLieRight, startFilmed } from './lib.ts';

interface Size { width: number; height: number }
interface Mouse { move(x: number, y: number): Promise<void>; down(): Promise<void>; up(): Promise<void> }
const LIGHT = { all: 'light', sites: {}, locked: 'cover' };

/** Down the whole page as a hand on the wheel would, only faster: 1,100 pixels a frame; then jumps. */
const scrollAll = (tab: Tab): Promise<void> =>
  tab.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
    for (let y = 0; y < document.documentElement.scrollHeight - innerHeight; y += 1100) {
      scrollTo(0, y);
      await frame();
    }
    for (const to of [0, 0.5, 1, 0.25]) {
      scrollTo(0, to * document.documentElement.scrollHeight);
      for (let i = 0; i < 30; i++) await frame();
    }
  });

const someShown = (tab: Tab): Promise<void> => until(async () => (await tab.evaluate(shown)) > 0, 'posts of others shown');
/** Scrolls from post to post until one that is covered stands in the window. */
async function someCovered(tab: Tab): Promise<void> {
  let at = 0;
  await until(async () => {
    if ((await tab.evaluate(covered)).length > 0) return true;
    await tab.evaluate((index) => document.querySelectorAll('article')[index % 40]?.scrollIntoView({ block: 'center' }), at++);
    return false;
  }, 'a covered post in the window');
}

async function nothingSeen(tab: Tab): Promise<void> {
  const seen = await film(tab);
  expect(seen.bad).toEqual([]);
  expect(seen.covered).toBeGreaterThan(0);
}

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    test.beforeAll(async () => {
      driver = await startFilmed(browser, 2000);
      await quickSetUp(driver);
      await quietAll(driver);
      await setShield(driver, LIGHT);
    });
    test.afterAll(() => driver?.close());

    test('no frame shows a word of a covered post while 2,000 posts go by, the worker killed on the way', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?posts=2000`);
      await someCovered(tab);
      const scrolling = scrollAll(tab);
      await driver.killWorker();
      await scrolling;
      // Real pictures of the window right after a jump: the words of covered senders stand on a colour of their own there.
      for (let i = 1; i <= 6; i++) {
        const path = test.info().outputPath(`${i}.png`);
        await tab.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), i / 7);
        await tab.screenshot(path);
        expect(await paintedIn(tab, path), path).toBe(0);
      }
      await someShown(tab);
      const seen = await film(tab);
      expect(seen.bad).toEqual([]);
      expect(seen.covered).toBeGreaterThan(300);
      expect(seen.clear).toBeGreaterThan(300);
      await tab.close();
    });

    test('holding the slip shows the post, letting go covers it; a click made by the page does not', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?show=60`);
      await someCovered(tab);
      await tab.front();
      const { mouse } = tab.raw as { mouse: Mouse };
      const [x, y, index] = (await tab.evaluate(covered))[0] as [number, number, number];
      const seen = (): Promise<boolean> => tab.evaluate(async (i) => {
        const words = document.querySelectorAll('.status__wrapper')[i]?.querySelector('.status__content') as Element;
        return getComputedStyle(words).visibility === 'visible';
      }, index);
      await tab.evaluate(([left, top]) => {
        const slip = document.elementFromPoint(left as number, top as number);
        for (const type of ['pointerdown', 'mousedown', 'click']) slip?.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, clientX: left as number, clientY: top as number }));
      }, [x, y] as const);
      expect(await seen()).toBe(false);
      await mouse.move(x, y);
      await mouse.down();
      await until(seen, 'the post under the hand');
      const path = test.info().outputPath('held.png');
      await tab.screenshot(path);
      expect(await paintedIn(tab, path)).toBeGreaterThan(100);
      await mouse.up();
      await until(async () => !(await seen()), 'the cover back');
      await tab.close();
    });

    test('a row used again for another post, stripped marks and a host thrown out: covered in the same frame', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?show=60`);
      await someCovered(tab);
      await someShown(tab);
      const before = await tab.evaluate(() => document.documentElement.childElementCount);
      await tab.evaluate(async () => {
        const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
        const rows = [...document.querySelectorAll('.status__wrapper')];
        const hidden = rows.find((row) => getComputedStyle(row).visibility === 'hidden' && row.querySelector('.status__content')) as Element;
        const open = rows.find((row) => getComputedStyle(row).visibility === 'visible' && row.querySelector('.status__content') && !row.querySelector('.status__display-name[href="/@afi"]')) as Element;
        open.scrollIntoView({ block: 'center' });
        await frame();
        const marks = open.getAttributeNames().filter((name) => name.startsWith('data-') && !hidden.hasAttribute(name));
        // The node of a clear post is filled with a covered one's words and names, inside what is marked.
        open.replaceChildren(...[...hidden.childNodes].map((node) => node.cloneNode(true)));
        for (let i = 0; i < 20; i++) {
          for (const name of marks) hidden.setAttribute(name, '');
          for (const el of [hidden, ...hidden.querySelectorAll('*')]) (el as HTMLElement).style.cssText = 'visibility: visible !important; clip-path: none !important; opacity: 1 !important';
          for (const el of document.documentElement.children) if (el.localName === 'div') el.remove();
          await frame();
        }
      });
      expect(await tab.evaluate(() => document.documentElement.childElementCount)).toBe(before);
      await nothingSeen(tab);
      await tab.close();
    });

    test('rows that come faster than there is time for: copied ones and those that were changed while they were out are covered in the same frame, and all are decided soon', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?show=60`);
      await someCovered(tab);
      await someShown(tab);
      await tab.evaluate(async () => {
        const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
        const rows = [...document.querySelectorAll('article')];
        const seenAs = (how: string): Element[] => rows.filter((row) => {
          const post = row.querySelector('.status__wrapper');
          return post && getComputedStyle(post).visibility === how && row.querySelector('.status__content') && !row.querySelector('.status__display-name[href="/@afi"]');
        });
        // With their marks; the page itself empties its rows as it scrolls.
        const [hidden, open] = [seenAs('hidden')[0]?.cloneNode(true), seenAs('visible')[0]?.cloneNode(true)] as [Element, Element];
        const unmarked = (row: Element): Element => {
          const copy = row.cloneNode(true) as Element;
          for (const el of [copy, ...copy.querySelectorAll('*')]) for (const name of el.getAttributeNames()) if (/^data-[a-z]{10}$/.test(name)) el.removeAttribute(name);
          return copy;
        };
        const list = document.body.appendChild(document.createElement('div'));
        const [abusive, friendly] = [unmarked(hidden), unmarked(open)];
        // Within the innermost of what bears a mark.
        const fill = (row: Element): void => {
          const inner = (of: Element): Element => [...of.querySelectorAll('.status')].at(-1) as Element;
          inner(row).replaceChildren(...[...inner(hidden).childNodes].map((node) => node.cloneNode(true)));
        };
        for (let i = 0; i < 12; i++) {
          list.replaceChildren(...Array.from({ length: 200 }, () => abusive.cloneNode(true)));
          await frame();
          const copied = open.cloneNode(true) as Element;
          const moved = friendly.cloneNode(true) as Element;
          list.prepend(moved);
          for (let n = 0; n < 3; n++) await frame();
          moved.remove();
          fill(copied);
          fill(moved);
          list.prepend(copied, moved);
          copied.scrollIntoView();
          for (let n = 0; n < 3; n++) await frame();
        }
        friendly.id = 'friendly';
        list.prepend(friendly);
        friendly.scrollIntoView();
      });
      await until(() => tab.evaluate(() => getComputedStyle(document.querySelector('#friendly .status__content') as Element).visibility === 'visible'), 'the last one shown');
      await nothingSeen(tab);
      await tab.close();
    });

    test('in a narrow window, where posts stand beyond its edge by a pixel, all is decided; slips follow the posts when the page turns and moves without scrolling', async () => {
      const tab = await driver.newTab();
      const { raw } = tab as { raw: { setViewportSize?(size: Size): Promise<void>; setViewport?(size: Size): Promise<void> } };
      await (raw.setViewportSize ?? raw.setViewport)?.call(raw, { width: 420, height: 800 });
      await tab.goto(`https://${HOST}/home?show=40`);
      await tab.front();
      await someShown(tab);
      await someCovered(tab);
      const [[, , index]] = (await tab.evaluate(covered)) as [[number, number, number]];
      await tab.evaluate((i) => document.querySelectorAll('.status__wrapper')[i]?.scrollIntoView({ block: 'center' }), index);
      await until(() => tab.evaluate(slipsLieRight), 'slips where the posts are');
      await tab.evaluate(() => {
        document.documentElement.dir = 'rtl';
        document.body.style.transform = 'translateY(57px)';
      });
      await until(() => tab.evaluate(slipsLieRight), 'slips where the posts are now');
      await nothingSeen(tab);
      await tab.close();
    });

    test('off takes every trace away at once, and on brings it back without a load', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?show=60`);
      await someCovered(tab);
      const named = await tab.evaluate(() => document.documentElement.outerHTML);
      expect(named).not.toMatch(/holdfast|extension:\/\//i);
      await setShield(driver, { ...LIGHT, all: 'off' });
      await until(async () => (await tab.evaluate(covered)).length === 0, 'nothing covered');
      expect(await tab.evaluate(allOf)).toEqual({ hidden: 0, marks: 0, children: 'head,body', sheets: 0, animations: 0 });
      await setShield(driver, LIGHT);
      await someCovered(tab);
      await tab.close();
    });

    test('locked: all strangers are covered, or nobody, as she chose; unlocking asks again', async () => {
      const lock = (passphrase: string | null): Promise<unknown> => driver.background(async (words) => {
        const { vault } = (globalThis as unknown as { __hold: { vault: import('../../../utils/vault/types.ts').Vault } }).__hold;
        return words === null ? vault.lock() : (await vault.unlock(words)).ok;
      }, passphrase);
      await lock(null);
      const tab = await driver.newTab(`https://${HOST}/home?posts=2000`);
      await someCovered(tab);
      await scrollAll(tab);
      await nothingSeen(tab);
      expect(await tab.evaluate(shown)).toBe(0);
      await lock(PASSPHRASE);
      await someShown(tab);
      await nothingSeen(tab);
      await tab.close();
      await lock(null);
      await setShield(driver, { ...LIGHT, locked: 'off' });
      const open = await driver.newTab(`https://${HOST}/home?show=60`);
      await someShown(open);
      expect(await open.evaluate(covered)).toEqual([]);
      await open.close();
    });
  });
}
