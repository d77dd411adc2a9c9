import { expect, test, type Page } from '@playwright/test';

import { manyReplies } from '../../../scripts/practice/replies.ts';
import { practice } from '../../../scripts/practice/site.ts';
import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { ItemHead } from '../../../utils/domain/item.ts';
import { isOver } from '../../../utils/domain/sweep.ts';
import { quickSetUp, start } from '../lib/session.ts';
import { coloursIn, difference, fileOf } from './lib/seen.ts';
import { headsOf, startSweep, untilSweep } from './lib/sweep.ts';

/** The practice page's ground of a warning, and of nothing else on it: where it is seen, a sensitive post was. */
const WARNING: [number, number, number] = [0xec, 0xee, 0xf4];
const flat = (words: string | null): string => (words ?? '').replace(/\s+/g, ' ').trim();
const LONG_MS = 900_000;

const site = practice(40);
let driver: Driver;
let desk: Tab;
test.beforeAll(async () => {
  // A tall window, so that one picture holds many posts.
  driver = await start('chromium', { serve: { [site.host]: site.handler }, viewport: { width: 1280, height: 4000 } });
  desk = await quickSetUp(driver);
  await driver.grantSite('<all_urls>');
});
test.afterAll(() => driver.close());

async function open(count: number): Promise<Tab> {
  const tab = await driver.newTab(`${site.pages.thread}?replies=${count}`);
  await tab.front();
  return tab;
}

test('chromium: a thread of 1,000 answers with pictures: each post once, right words, right pixels, none of what is sensitive', async () => {
  test.setTimeout(LONG_MS + 120_000);
  const tab = await open(1_000);
  const id = await startSweep(desk, site.host, { pictures: true });
  const sweep = await untilSweep(desk, id, (one) => isOver(one) || one.state === 'paused', 'the whole thread', LONG_MS);
  const focal = site.state.posts[0]!;
  const truth = new Map([focal, ...manyReplies(focal, 1_000)].map((post) => [post.id, post]));
  const sensitive = [...truth.values()].filter(({ warning }) => warning !== null);
  expect(sweep).toMatchObject({ state: 'done', what: 'thread', site: 'mastodon', counts: { saved: truth.size, versions: 0, failed: 0, words: sensitive.length, noPicture: {} } });

  const heads = await headsOf(driver, id);
  expect(heads.map(({ postId }) => postId).sort()).toEqual([...truth.keys()].sort());
  for (const head of heads) {
    const post = truth.get(head.postId as string)!;
    if (head.text !== null) expect(flat(head.text), post.id).toBe(flat(post.words));
    else expect(post.warning, post.id).not.toBeNull();
    expect({ id: post.id, picture: head.hasPicture, words: head.wordsOnly }).toEqual({ id: post.id, picture: post.warning === null, words: post.warning !== null });
  }
  const seen = await coloursIn(driver, heads.map((head) => head.id), WARNING);
  expect(seen.filter(({ what }) => what === 'slice').length).toBeGreaterThan(10);
  expect(seen.filter(({ what }) => what === 'crop.png')).toHaveLength(truth.size - sensitive.length);
  expect(seen.filter(({ times }) => times > 0)).toEqual([]);

  await rightPixels(tab, heads.filter(({ hasPicture }) => hasPicture).filter((_, i) => i % 90 === 4));
  await tab.close();
});

/** The crop against a picture of that post alone, taken by the test's own browser when our cover is gone. */
async function rightPixels(tab: Tab, some: ItemHead[]): Promise<void> {
  const page = tab.raw as Page;
  await page.reload();
  expect(some.length).toBeGreaterThan(5);
  for (const head of some) {
    const post = page.locator(`[data-id="${head.postId}"]`).first();
    for (let i = 0; i < 12 && (await post.count()) === 0; i++) {
      await page.locator('.load-more').evaluateAll((all) => all.forEach((one) => (one as HTMLElement).click()));
      await page.waitForTimeout(300);
    }
    if ((await post.count()) === 0 || (await post.locator('[data-practice]').count()) > 0) continue;
    const wrapper = page.locator(`.status__wrapper:has([data-id="${head.postId}"])`).first();
    // Out from below the page's own header, which stays where it is.
    await wrapper.evaluate((el) => el.scrollIntoView({ block: 'center' }));
    await page.waitForFunction((of) => [...document.querySelectorAll(`[data-id="${of}"] img`)].every((img) => (img as HTMLImageElement).complete), head.postId);
    const shot = (await wrapper.screenshot()).toString('base64');
    await desk.front();
    expect(await difference(desk, await fileOf(driver, head.id, 'crop.png'), shot), head.postId ?? '').toBeLessThan(4);
    await tab.front();
  }
}

test('chromium: when she wants all of it, the same colour is found: the look through the pictures can fail', async () => {
  test.setTimeout(LONG_MS);
  const tab = await open(40);
  const id = await startSweep(desk, site.host, { pictures: true, sensitiveAsWords: false });
  const sweep = await untilSweep(desk, id, (one) => isOver(one) || one.state === 'paused', 'the thread', LONG_MS);
  expect(sweep).toMatchObject({ state: 'done', counts: { saved: 41, words: 0 } });
  const heads = await headsOf(driver, id);
  const seen = await coloursIn(driver, heads.map((head) => head.id), WARNING);
  expect(seen.some(({ what, times }) => what === 'slice' && times > 0)).toBe(true);
  expect(seen.some(({ what, times }) => what === 'crop.png' && times > 0)).toBe(true);
  await tab.close();
});
