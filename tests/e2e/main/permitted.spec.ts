import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

import type { Driver } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, extensionDir, page, quickSetUp, saveNth, start, until } from '../lib/session.ts';

const POST = 'article[data-testid="tweet"]';

/** Registered scripts by what they match. */
const registered = (driver: Driver): Promise<Record<string, string[]>> =>
  driver.background(async () => Object.fromEntries((await chrome.scripting.getRegisteredContentScripts()).map(({ matches, js }) => [matches?.join() ?? '', js ?? []])));

/** How many posts the page's own script finds, where one is there without any press of hers. */
const foundBy = (driver: Driver): Promise<number | null> =>
  driver.background(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const answer = await chrome.tabs.sendMessage(tab?.id as number, { type: 'page.inView' }).catch(() => null) as { health: { found: number } } | null;
    return answer?.health.found ?? null;
  });

for (const browser of BROWSERS) {
  test(`${browser}: a granted site has our script from its next load on, and not after she takes it back`, async () => {
    const driver = await start(browser);
    try {
      await quickSetUp(driver);
      const x = await driver.newTab('https://x.com/home');
      expect(await foundBy(driver)).toBeNull();
      await driver.grantSite('https://x.com/*');
      await until(async () => (await registered(driver))['https://x.com/*'] !== undefined, 'registered');
      expect((await registered(driver))['https://x.com/*']).toEqual(['site-x.js', 'core.js']);
      await x.goto('https://x.com/home');
      await until(async () => ((await foundBy(driver)) ?? 0) > 1, 'the script in the page');
      await driver.background(() => chrome.permissions.remove({ origins: ['https://x.com/*'] }));
      await until(async () => Object.keys(await registered(driver)).length === 0, 'taken back');
      await x.goto('https://x.com/home');
      expect(await foundBy(driver)).toBeNull();
    } finally {
      await driver.close();
    }
  });

  test(`${browser}: a script registered by an older version is brought up to date at the start`, async () => {
    const driver = await start(browser);
    try {
      await quickSetUp(driver);
      await driver.grantSite('https://x.com/*');
      await until(async () => (await registered(driver))['https://x.com/*'] !== undefined, 'registered');
      await driver.background(() => chrome.scripting.updateContentScripts([{ id: 'site:https://x.com/*', js: ['core.js'] }]));
      await driver.grantSite('https://bsky.app/*');
      await until(async () => (await registered(driver))['https://x.com/*']?.length === 2, 'up to date');
    } finally {
      await driver.close();
    }
  });

  test(`${browser}: when the time is over the keys leave the browser's memory, with nobody looking`, async () => {
    const driver = await start(browser);
    try {
      await quickSetUp(driver);
      const keys = () => driver.background(async () => Object.keys((await chrome.storage.session.get('rings'))['rings'] as object ?? {}).length);
      expect(await keys()).toBe(1);
      const period = await driver.background(async () => (await chrome.alarms.get('auto-lock'))?.periodInMinutes);
      expect(period).toBe(1);
      await driver.background(async () => {
        await chrome.storage.session.set({ deadline: Date.now() - 1 });
        await chrome.alarms.create('auto-lock', { when: Date.now() + 100, periodInMinutes: 1 });
      });
      await until(async () => (await keys()) === 0, 'the keys gone');
    } finally {
      await driver.close();
    }
  });

  test(`${browser}: with her leave the server's own Date stands in the record, without it the reason`, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'hf-date-'));
    cpSync(extensionDir(browser), dir, { recursive: true });
    const path = join(dir, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { permissions: string[]; optional_permissions: string[]; host_permissions: string[] };
    // Chromium shows headers of a site granted while it runs only after its next start.
    manifest.host_permissions = ['https://x.com/*'];
    writeFileSync(path, JSON.stringify(manifest));
    expect(manifest.optional_permissions).toContain('webRequest');
    const date = 'Tue, 03 Nov 2026 10:11:12 GMT';
    const serve = { 'x.com': () => ({ ...page('x/timeline.html'), headers: { date } }) };
    const times: unknown[] = [];
    for (const allowed of [false, true]) {
      if (allowed) {
        manifest.permissions.push('webRequest');
        manifest.optional_permissions = manifest.optional_permissions.filter((name) => name !== 'webRequest');
        writeFileSync(path, JSON.stringify(manifest));
      }
      const driver = await start(browser, { extensionDir: dir, serve });
      try {
        await quickSetUp(driver);
        await driver.grantSite('https://x.com/*');
        const x = await driver.newTab('https://x.com/home');
        await saveNth(driver, x, POST, 0);
        times.push(await driver.background(async () => {
          const { vault } = (globalThis as unknown as { __hold: { vault: import('../../../utils/vault/types.ts').Vault } }).__hold;
          const [head] = (await vault.page(1) as { value: { id: string }[] }).value;
          const part = await vault.file(head?.id ?? '', 'post.json') as { value: Uint8Array };
          const { time } = JSON.parse(new TextDecoder().decode(part.value)) as { time: Record<string, unknown> };
          return [time['serverDateHeader'], time['serverDateReason']];
        }));
      } finally {
        await driver.close();
      }
    }
    rmSync(dir, { recursive: true });
    expect(times).toEqual([[null, 'not-watched'], [date, null]]);
  });
}
