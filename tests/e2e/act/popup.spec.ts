import { expect, test, type Page } from '@playwright/test';

import { practice } from '../../../scripts/practice/site.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { openPopup } from '../lib/pierce.ts';
import { quickSetUp, saved, start, testid, until } from '../lib/session.ts';

test('chromium: quieting a sender from the toolbar\'s popup saves the post first, then shows what follows; nothing begins by itself', async () => {
  const site = practice();
  const driver = await start('chromium', { serve: { [site.host]: site.handler } });
  try {
    const desk = await quickSetUp(driver);
    await driver.grantSite('https://practice.example/*');
    const page = await driver.newTab(site.pages.home);
    await page.waitFor('.status[data-id]');
    const popup = await openPopup(driver, page);
    const find = (id: string): string => `document.querySelector('[data-testid=${id}]')`;
    await until(async () => (await popup.evaluate(`${find('in-view-post')} !== null`)) === true, 'the posts in view');
    await popup.evaluate(`${find('in-view-post')}.click()`);
    await until(async () => (await popup.evaluate(`${find('quiet-ticked')}.disabled`)) === false, 'one ticked');
    expect(await popup.evaluate(`${find('quiet-ticked')}.textContent`)).toBe('Save the post and quiet the sender');
    expect(await saved(driver)).toBe(0);
    await popup.evaluate(`${find('quiet-ticked')}.click()`);
    await until(async () => (await saved(driver)) === 1, 'the post saved');
    await until(async () => driver.background(async () => (await chrome.tabs.query({ url: `${chrome.runtime.getURL('/dashboard.html')}*` })).length === 2), 'the workspace opened');
    // No id of a post stands in the address.
    let opened: Page | undefined;
    const context = (desk.raw as Page).context();
    await until(async () => (opened = context.pages().find((one) => one.url().endsWith('/dashboard.html#/quiet'))) !== undefined, 'its page');
    await opened?.waitForSelector(testid('quiet-plan'));
    expect(await opened?.textContent(testid('quiet-chosen'))).toBe('1 chosen of 1');
    expect(await opened?.$(testid('quiet-run'))).toBeNull();
    expect(site.state.muted.size).toBe(0);
    const left = await driver.background(async () => Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith('chosen')));
    expect(left).toEqual([]);
    const runs = await driver.background(async () => {
      const all = await (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.jobs();
      return all.ok ? all.value.length : -1;
    });
    expect(runs).toBe(0);
  } finally {
    await driver.close();
  }
});
