import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { EvidenceRecord } from '../../../utils/domain/record.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { signedFile } from '../../lib/selectors-key.ts';
import { BROWSERS, page, quickSetUp, saved, saveNth, start, testid, until } from '../lib/session.ts';

/** X after it renamed what its posts hang on. */
const RENAMED = page('x/timeline.html').body.replace(/<article /g, '<section ').replace(/<\/article>/g, '</section>').replace(/data-testid="tweet"/g, 'data-testid="entry"');
const MENDED = { 'post.testid': 'section[data-testid="entry"]', anyPost: 'section[data-testid="entry"]' };

const found = (desk: Tab): Promise<number> =>
  desk.evaluate(async () => {
    const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
    const tabId = (await api.tabs.query({ url: 'https://x.com/*' }))[0]?.id;
    return ((await api.runtime.sendMessage({ type: 'inView', tabId })) as { health: { readable: number } }).health.readable;
  });

const newest = (driver: Driver): Promise<{ handle: string | null; capture: EvidenceRecord['capture'] }> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    const item = head && (await vault.item(head.id));
    if (!item?.ok) throw new Error('no item');
    return { handle: head?.handle ?? null, capture: (JSON.parse(new TextDecoder().decode(item.value.recordBytes)) as EvidenceRecord).capture };
  });

for (const browser of BROWSERS) {
  test(`${browser}: a signed correction is off until it is switched on, mends the site from then on, stands in the record, and can be taken away; others are refused`, async () => {
    const driver = await start(browser, { serve: { 'x.com': () => ({ body: RENAMED }) } });
    try {
      const desk = await quickSetUp(driver);
      await driver.grantSite('<all_urls>');
      const x = await driver.newTab('https://x.com/home');
      expect(await found(desk)).toBe(0);
      const folder = mkdtempSync(join(tmpdir(), 'corrections-'));
      const settings = await driver.openExtensionPage('/dashboard.html#/settings');
      await settings.waitFor(testid('correction-file'));
      const said = () => settings.evaluate((at) => document.querySelector(at)?.textContent ?? '', testid('correction-answer'));
      const takeIn = async (name: string, text: string, answer: RegExp): Promise<void> => {
        writeFileSync(join(folder, name), text);
        await settings.upload(testid('correction-file'), [join(folder, name)]);
        await until(async () => answer.test(await said()), `${name}: ${String(answer)}, not ${await said()}`);
      };
      const good = await signedFile({ selectors: MENDED });
      await takeIn('altered.json', good.replace('entry', 'other'), /altered/);
      await takeIn('click.json', await signedFile({ selectors: { more: 'button' } }), /may not change/);
      await takeIn('css.json', await signedFile({ selectors: { anyPost: 'section[' } }), /cannot be used/);
      await takeIn('version.json', await signedFile({ adapterVersion: 999 }), /another version/);
      await takeIn('else.json', '{}', /no correction file/);
      expect(await settings.evaluate((at) => document.querySelectorAll(`${at} input[type=checkbox]`).length, testid('corrections'))).toBe(0);

      await takeIn('x.json', good, /off until/);
      expect(await found(desk), 'off').toBe(0);
      await settings.click(testid('use-correction-x'));
      await until(async () => (await found(desk)) > 1, 'on');
      await saveNth(driver, x, 'section[data-testid="entry"]', 0);
      const mended = await newest(driver);
      expect(mended).toMatchObject({ handle: 'crow_11', capture: { adapter: 'x', parsed: true, adapterData: expect.stringMatching(/^[0-9a-f]{64}$/) } });

      const clear = await driver.background(async () => JSON.stringify(await chrome.storage.local.get(null)));
      expect(clear).not.toContain('entry');
      await settings.front();
      await settings.click(testid('remove-correction-x'));
      await until(async () => (await found(desk)) === 0, 'taken away');
      expect(await saved(driver)).toBe(1);
    } finally {
      await driver.close();
    }
  });
}
