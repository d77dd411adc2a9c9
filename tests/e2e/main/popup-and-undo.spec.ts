import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { Driver } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { openPopup, placeOf } from '../lib/pierce.ts';
import { BROWSERS, quickSetUp, saved, saveNth, start, until } from '../lib/session.ts';

const historyOf = (driver: Driver): Promise<string[]> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const next = await vault.page(1);
    const check = await vault.check();
    return [next.ok ? String(next.value[0]?.number ?? 'none') : next.error, check.ok ? String(check.value.filter((f) => f.id.startsWith('damaged')).length) : check.error];
  });

test('chromium: Undo in the bar leaves a tombstone, not a hole', async () => {
  const driver = await start('chromium');
  try {
    await quickSetUp(driver);
    const x = await driver.newTab('https://x.com/home');
    await saveNth(driver, x, 'article[data-testid="tweet"]', 0);
    const { x: left, y: top } = await placeOf(x, 'button', 'Undo');
    // A bar that has been there for less than 300 ms does not take a click.
    await new Promise((done) => setTimeout(done, 500));
    await (x.raw as Page).mouse.click(left, top);
    await until(async () => (await saved(driver)) === 0, 'undone');
    await saveNth(driver, x, 'article[data-testid="tweet"]', 0);
    expect(await historyOf(driver)).toEqual(['2', '0']);
  } finally {
    await driver.close();
  }
});

test('chromium: the toolbar\'s popup lists the posts in view without their words and saves what is ticked', async () => {
  const driver = await start('chromium');
  try {
    await quickSetUp(driver);
    const x = await driver.newTab('https://x.com/home');
    const popup = await openPopup(driver, x);
    await until(async () => Number(await popup.evaluate('document.querySelectorAll("[data-testid=in-view-post]").length')) > 1, 'the posts in view');
    expect(await popup.evaluate('document.documentElement.outerHTML')).not.toContain('you lie');
    await popup.evaluate('document.querySelector("[data-testid=in-view-all]").click()');
    await until(async () => (await popup.evaluate('document.querySelector("[data-testid=save-in-view]").disabled')) === false, 'something ticked');
    const ticked = Number(await popup.evaluate('document.querySelectorAll("[data-testid=in-view-post]").length'));
    await popup.evaluate('document.querySelector("[data-testid=save-in-view]").click()');
    await until(async () => (await saved(driver)) === ticked, `${ticked} posts saved`, 30_000);
    await until(async () => (await popup.evaluate('document.querySelector("[data-testid=save-result]") !== null')) === true, 'the result');
  } finally {
    await driver.close();
  }
});

for (const browser of BROWSERS) {
  test(`${browser}: posts in view are saved by their keys, and a stranger's page may not ask for it`, async () => {
    const driver = await start(browser);
    try {
      const desk = await quickSetUp(driver);
      const x = await driver.newTab('https://x.com/home');
      await driver.grantSite('<all_urls>');
      await x.front();
      const answer = await desk.evaluate(async () => {
        const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
        const tabs = await api.tabs.query({ url: 'https://x.com/*' });
        const tabId = tabs[0]?.id;
        const seen = (await api.runtime.sendMessage({ type: 'inView', tabId })) as { posts: { key: string }[] };
        const keys = seen.posts.slice(0, 2).map((post) => post.key);
        const done = (await api.runtime.sendMessage({ type: 'saveInTab', tabId, keys, wordsOnly: false })) as { saved: number[]; failed: unknown[] };
        const odd = await api.runtime.sendMessage({ type: 'saveInTab', tabId, keys, wordsOnly: false, more: 1 });
        return { keys: keys.length, done, odd };
      });
      expect(answer.done.saved).toEqual([1, 2]);
      expect(answer.odd).toEqual({ refused: 'bad-message' });
      expect(await x.evaluate(() => typeof (globalThis as { chrome?: { runtime?: unknown } }).chrome?.runtime)).toBe('undefined');
    } finally {
      await driver.close();
    }
  });
}
