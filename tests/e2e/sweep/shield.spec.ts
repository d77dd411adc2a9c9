import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { acct } from '../../../scripts/practice/people.ts';
import { practice } from '../../../scripts/practice/site.ts';
import { isOver } from '../../../utils/domain/sweep.ts';
import { BROWSERS, quickSetUp, start, until } from '../lib/session.ts';
import { covered, COVERED, film, filmed, HOST, paintedIn, quietAll, setShield, type Film } from '../shield/lib.ts';
import { coloursIn } from './lib/seen.ts';
import { headsOf, startSweep, sweepOf, untilSweep } from './lib/sweep.ts';

/** Of that colour is the ground of covered senders' words, and nothing else in the page. */
const PAINT: [number, number, number] = [255, 0, 255];
const COUNT = 40;
const flat = (words: string | null): string => (words ?? '').replace(/\s+/g, ' ').trim();
const names = COVERED.map(acct);

/**
 * In the page's own world: what the recorder found is bad where the page can be seen. Under the sweep's cover nothing of it is
 * hit by a point anywhere, also while the cover is not drawn for a picture.
 */
const UNDER = `
film.under = 0;
const under = () => [[0.5, 0.5], [0.02, 0.02], [0.98, 0.02], [0.02, 0.98], [0.98, 0.98], [0.3, 0.7]].every(([x, y]) => {
  const hit = document.elementFromPoint(x * document.documentElement.clientWidth, y * innerHeight);
  return hit !== null && hit !== document.body && hit.parentElement === document.documentElement;
});
film.bad.push = (one) => under() ? ++film.under : Array.prototype.push.call(film.bad, one);
`;
const filmUnder = (tab: Tab): Promise<Film & { under: number }> => film(tab) as never;

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    test.describe.configure({ timeout: 240_000 });
    let driver: Driver;
    let desk: Tab;
    const { posts } = practice(COUNT).state;
    const truth = new Map(posts.map((post) => [post.id, post]));
    test.beforeAll(async () => {
      driver = await start(browser, { serve: filmed(COUNT, UNDER), viewport: { width: 1280, height: 1400 } });
      desk = await quickSetUp(driver);
      for (const pattern of [`https://${HOST}/*`, '<all_urls>']) await driver.grantSite(pattern);
      await quietAll(driver);
      await setShield(driver, { all: 'light', sites: {}, locked: 'cover' });
    });
    test.afterAll(() => driver?.close());

    const shielded = async (tab: Tab): Promise<void> => {
      await tab.front();
      await until(async () => (await tab.evaluate(covered)).length > 1, 'covered posts');
      expect((await film(tab)).bad).toEqual([]);
    };
    /** No frame of hers showed a word, and no real picture of the window does now. */
    const unseen = async (tab: Tab, name: string): Promise<void> => {
      const seen = await filmUnder(tab);
      expect(seen.bad).toEqual([]);
      expect(seen.covered).toBeGreaterThan(20);
      const path = test.info().outputPath(`${name}.png`);
      await tab.screenshot(path);
      expect(await paintedIn(desk, path), name).toBe(0);
    };
    /** Her press on the cover's one button, when all is over; it has the focus. */
    const leave = (tab: Tab): Promise<void> => until(async () => {
      await new Promise((done) => setTimeout(done, 350));
      await tab.press('Enter');
      return (await tab.evaluate(() => document.elementFromPoint(5, 5)?.closest('body') !== null || document.elementFromPoint(5, 5) === document.documentElement));
    }, 'the cover gone');

    test('pictures show the posts’ own words and not the shield; nothing is seen in between, and all is covered afterwards', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?show=${COUNT}`);
      await shielded(tab);
      const id = await startSweep(desk, HOST, { pictures: true });
      await tab.front();
      const sweep = await untilSweep(desk, id, (one) => isOver(one) || one.state === 'paused', 'the feed');
      expect(sweep).toMatchObject({ state: 'done', counts: { saved: truth.size, failed: 0, noPicture: {} } });
      const during = await filmUnder(tab);
      expect(during.under).toBeGreaterThan(0);

      const heads = await headsOf(driver, id);
      const known = heads.map((head) => ({ head, post: truth.get(head.postId as string)! }));
      for (const { head, post } of known) if (post.warning === null) expect(flat(head.text), post.id).toBe(flat(post.words));
      const quieted = known.filter(({ head, post }) => head.hasPicture && names.includes(acct(post.author)));
      const seen = (await coloursIn(driver, quieted.map(({ head }) => head.id), PAINT)).filter(({ what }) => what === 'crop.png');
      expect(seen.length).toBe(quieted.length);
      expect(seen.length).toBeGreaterThan(8);
      // A line of words is 400 wide at least: a slip over it, or a post not drawn, leaves nothing of its ground.
      expect(seen.filter(({ times }) => times < 4_000)).toEqual([]);

      await leave(tab);
      await until(async () => (await tab.evaluate(covered)).length > 0 || (await tab.evaluate(() => { scrollBy(0, -300); return false; })), 'covered again');
      await unseen(tab, 'after');
      await tab.close();
    });

    test('of words alone: no picture of the window shows one on the way; and a page that takes the cover away for good shows none either', async () => {
      const tab = await driver.newTab(`https://${HOST}/home?show=${COUNT}`);
      await shielded(tab);
      // What stands beside head and body now is the shield's: taken away, it would come again.
      await tab.evaluate(() => { (window as unknown as { known: Set<Element> }).known = new Set(document.documentElement.children); });
      const id = await startSweep(desk, HOST, { pictures: false });
      await tab.front();
      const place = (): Promise<number> => tab.evaluate(() => scrollY);
      for (let looks = 0, over = false; !over; looks++) {
        over = isOver(await sweepOf(desk, id));
        const path = test.info().outputPath(`way-${looks}.png`);
        const from = await place();
        await tab.screenshot(path);
        // Firefox draws the place of the document that it was asked for, though the window has moved on: nobody saw that.
        if ((await place()) === from) expect(await paintedIn(desk, path), `look ${looks}`).toBe(0);
      }
      const before = await filmUnder(tab);
      expect(before.bad).toEqual([]);
      expect(before.under).toBeGreaterThan(0);
      // The cover stands, with the sum.
      await tab.evaluate(() => {
        const { known } = window as unknown as { known: Set<Element> };
        const drop = (): void => { for (const el of document.documentElement.children) if (!known.has(el)) el.remove(); };
        new MutationObserver(drop).observe(document.documentElement, { childList: true });
        drop();
      });
      await until(async () => (await filmUnder(tab)).clear > before.clear, 'posts of others, shown again');
      await unseen(tab, 'taken');
      await tab.close();
    });
  });
}
