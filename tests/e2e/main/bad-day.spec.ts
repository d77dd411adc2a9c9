import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { Vault } from '../../../utils/vault/types.ts';
import { BROWSERS, quickSetUp, saved, start, testid, until } from '../lib/session.ts';

const LINK = 'https://x.com/crow_11/status/2028047593333850112';

/** Design 8: when the vault cannot take it, the capture goes to a file sealed to her recipient, and comes back from it. */
for (const browser of BROWSERS) {
  test(`${browser}: a full disk loses nothing: to a sealed file, and back`, async () => {
    const downloads = mkdtempSync(join(tmpdir(), 'hf-full-'));
    const driver = await start(browser, { downloadsDir: downloads });
    try {
      const desk = await quickSetUp(driver);
      const x = await driver.newTab('https://x.com/home');
      await driver.background(() => {
        const real = IDBObjectStore.prototype.add;
        IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['add']>) {
          if (this.name === 'blobs') throw new DOMException('no room', 'QuotaExceededError');
          return real.apply(this, args);
        };
      });
      await driver.fireMenu({ menuItemId: 'save-post', linkUrl: LINK }, x);
      await until(async () => driver.background(async () => {
        const native = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
        const held = (await native.storage.session.get('rescued')) as { rescued?: string[] };
        return (held.rescued ?? []).length === 1;
      }), 'a sealed capture held for a file');
      expect(await saved(driver)).toBe(0);

      await desk.front();
      await desk.goto(`${driver.origin}/dashboard.html#/rescue`);
      await desk.waitFor(testid('rescue'));
      expect(await desk.evaluate(() => document.body.textContent)).not.toMatch(/you lie|crow_11/);
      await desk.click(testid('rescue-save'));
      await until(async () => readdirSync(downloads).some((name) => name.endsWith('.age')), 'the sealed file');
      await desk.click(testid('rescue-forget'));

      await driver.killWorker();
      await desk.goto(`${driver.origin}/dashboard.html#/settings`);
      await desk.waitFor(testid('settings'));
      const name = readdirSync(downloads).find((file) => file.endsWith('.age')) as string;
      await desk.upload(testid('take-in-file'), [join(downloads, name)]);
      await until(async () => (await saved(driver)) === 1, 'taken in again');
      const postId = await driver.background(async () => {
        const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
        const heads = await vault.page(1);
        return heads.ok ? heads.value[0]?.postId : null;
      });
      expect(postId).toBe('2028047593333850112');
    } finally {
      await driver.close();
      rmSync(downloads, { recursive: true, force: true });
    }
  });
}
