import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';

import { type Gallery, openGallery } from './lib';

let gallery: Gallery;
test.beforeAll(async () => { gallery = await openGallery(); });
test.afterAll(() => gallery.close());

/** The browser's own dialog cannot be pressed by a test: a file of the page's private disk stands in, written by the same interface. */
const withPicker = (page: Page, found: string | null = '') => page.evaluate((before) => {
  Object.assign(window, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      if (before === null) throw new DOMException('', 'AbortError');
      Object.assign(window, { pickedName: suggestedName });
      return (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    },
  });
}, found);
const files = (page: Page) => page.evaluate(async () => {
  const found: [string, number][] = [];
  for await (const [name, handle] of (await navigator.storage.getDirectory()) as unknown as AsyncIterable<[string, FileSystemFileHandle]>) found.push([name, (await handle.getFile()).size]);
  return found;
});
const withoutPicker = (page: Page) => page.evaluate(() => { Object.assign(window, { showSaveFilePicker: undefined }); });
const ready = async (count: number, slow = 0) => {
  const { page, problems } = await gallery.open(`/dashboard.html?count=${count}&slow=${slow}#/handover`);
  await page.getByTestId('choose-everything').click();
  return { page, problems };
};

test('a plain package is streamed to its place, named as its one folder, and whole', async () => {
  const { page, problems } = await ready(12);
  await withoutPicker(page);
  await page.getByTestId('export-plain').check();
  await expect(page.getByTestId('plain-warning')).toContainText('Downloads');
  const download = page.waitForEvent('download');
  await page.getByTestId('export-start').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^evidence-[0-9a-f]{12}\.zip$/);
  await expect(page.getByTestId('export-done')).toContainText('12 posts');
  expect(await page.getByTestId('export-name').textContent()).toBe(file.suggestedFilename());
  const path = await file.path();
  const names = execFileSync('python3', ['-c', 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint("\\n".join(z.namelist()))', path], { encoding: 'utf8' }).trim().split('\n');
  expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(new Set([file.suggestedFilename().replace('.zip', '')]));
  expect(names.filter((name) => name.endsWith('/record.json'))).toHaveLength(12);
  expect(problems).toEqual([]);
});

test('the default is sealed, and its name says nothing', async () => {
  const { page } = await ready(3);
  await withoutPicker(page);
  const download = page.waitForEvent('download');
  await page.getByTestId('export-start').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^copy-[0-9a-f]{6}\.age$/);
  expect(readFileSync(await file.path(), 'latin1').startsWith('age-encryption.org/v1\n-> X25519 ')).toBe(true);
});

test('six words are shown before and after, and seal it', async () => {
  const { page } = await ready(2);
  await withoutPicker(page);
  await page.getByTestId('export-passphrase').check();
  const words = await page.getByTestId('export-words').textContent();
  expect(words).toMatch(/^[a-z]+(-[a-z]+){5}$/);
  const download = page.waitForEvent('download');
  await page.getByTestId('export-start').click();
  expect(readFileSync(await (await download).path(), 'latin1')).toContain('-> scrypt ');
  await expect(page.getByTestId('export-done')).toContainText(words ?? 'none');
});

test('a wrong key stops it before it starts', async () => {
  const { page } = await ready(2);
  await page.getByTestId('export-recipients').fill('age1nonsense');
  await expect(page.getByTestId('export-start')).toBeDisabled();
  await expect(page.getByText('This is not a key: age1nonsense')).toBeVisible();
});

test('a place she picks gets the file as it is written', async () => {
  const { page } = await ready(12);
  await withPicker(page);
  await page.getByTestId('export-plain').check();
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-done')).toContainText('where you chose');
  const found = await files(page);
  expect(found).toHaveLength(1);
  expect(found[0]?.[1]).toBeGreaterThan(10_000);
});

test('stopping leaves no file behind, and says so', async () => {
  const { page } = await ready(1500, 100);
  await withPicker(page);
  await page.getByTestId('export-plain').check();
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-progress')).toBeVisible();
  await expect(page.getByTestId('export-progress')).toContainText(/[1-9]\d* of 1,500/);
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('export-problem')).toContainText('No file was left behind');
  await expect.poll(() => files(page)).toEqual([]);
});

test('closing the dialog changes nothing, and no package is entered in the log', async () => {
  const { page } = await ready(3);
  await withPicker(page, null);
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-start')).toBeVisible();
  await expect(page.getByTestId('export-problem')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { galleryVault: { calls: string[] } }).galleryVault.calls)).not.toContain('packageSource');
});
