import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { metaDownload, zipOf } from '../../lib/downloads';
import { type Gallery, LOOKS, noFault, openGallery } from './lib';

let gallery: Gallery;
test.beforeAll(async () => { gallery = await openGallery(); });
test.afterAll(() => gallery.close());

const file = (name: string, size = 5000) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(size, 'w') });

const event = async (page: Page): Promise<void> => {
  await page.getByTestId('event-files').setInputFiles([file('letter of a very long name that must break somewhere, 14 March.pdf'), file('gpj\u202e.call.m4a')]);
  await page.getByTestId('event-save').click();
};
const bring = async (page: Page): Promise<void> => {
  await page.getByTestId('write-files').click();
  await page.getByTestId('bring-files').setInputFiles([file('a.pdf'), file('b.pdf')]);
  await page.getByTestId('bring-start').click();
  await page.getByTestId('bring-done').waitFor();
  await page.getByTestId('bring-files').setInputFiles([file('c.pdf')]);
};
const saved = async (page: Page): Promise<void> => {
  await page.getByTestId('event-what').fill('A man rang twice and hung up.');
  await page.getByTestId('event-date').fill('14 March');
  await event(page);
  await page.getByTestId('event-open').click();
  await page.getByTestId('show-toggle').click();
};

const download = async (page: Page): Promise<void> => {
  await page.getByTestId('write-download').click();
  const file = await zipOf(metaDownload());
  await page.getByTestId('download-file').setInputFiles({ name: 'a download of a very long name that must break somewhere.zip', mimeType: 'application/zip', buffer: Buffer.from(await file.arrayBuffer()) });
  await page.getByTestId('download-theirs').waitFor();
  await page.getByTestId('download-start').click();
  await page.getByTestId('download-done').waitFor();
};

const STATES: [string, (page: Page) => Promise<void>][] = [['an event', event], ['files', bring], ['a data download', download], ['the saved event', saved]];

for (const [look, more, options, schemes] of LOOKS) {
  for (const [name, go] of STATES) {
    test(`${name}, ${look}: no fault that axe finds, no error, nothing cut off`, async () => {
      const opened = await gallery.next(`/dashboard.html?count=3&${more}#/write`, options);
      await go(opened.page);
      await noFault(opened, schemes);
      expect(await opened.page.evaluate(() => [...document.querySelectorAll('.file-name, .verbatim')].map((name) => name.textContent).join())).not.toContain('\u202e');
    });
  }
}

test('by the keyboard alone an event is written, saved and opened', async () => {
  const { page } = await gallery.next('/dashboard.html?count=0#/saved', {});
  await page.getByTestId('nav-write').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('write-page').waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('write-event')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('event-what')).toBeFocused();
  await page.keyboard.type('A letter came.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('14 March');
  await page.keyboard.press('Enter');
  await page.getByTestId('event-saved').waitFor();
  await page.getByTestId('event-open').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('not-ours').waitFor();
});

test('in the pseudo-language every word of ours is changed', async () => {
  for (const go of [event, bring, download]) {
    const { page } = await gallery.next('/dashboard.html?count=0&lang=en-XA#/write');
    await go(page);
    const plain = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        if (/[a-zA-Z]{3}/.test(text) && !text.startsWith('[') && !node.parentElement?.closest('script, style, .file-name, [data-testid="download-theirs"] .choice-label, [data-testid="download-hers"] .choice-label, [data-testid="download-others"]')) found.push(text);
      }
      return found;
    });
    expect(plain).toEqual([]);
  }
});

test('a folder of screenshots is taken whole, what the device keeps for itself left out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hf-shots-'));
  mkdirSync(join(folder, 'phone/inner'), { recursive: true });
  for (const name of ['phone/shot 1.png', 'phone/inner/shot 2.png', 'phone/.nomedia', 'phone/Thumbs.db']) writeFileSync(join(folder, name), name);
  const { page } = await gallery.next('/dashboard.html?count=0#/write', {});
  await page.getByTestId('write-files').click();
  await page.getByTestId('bring-files-folder').setInputFiles(join(folder, 'phone'));
  await expect(page.getByTestId('bring-files-list').locator('li')).toHaveCount(2);
  await expect(page.getByTestId('bring-files-state')).toContainText('Thumbs.db was left out');
  await page.getByTestId('bring-start').click();
  await expect(page.getByTestId('bring-done')).toContainText('2 files are saved');
  rmSync(folder, { recursive: true, force: true });
});
