import { expect, test } from '@playwright/test';

import { everythingTold, type Gallery, idOf, openGallery } from './lib';

let gallery: Gallery;
test.beforeAll(async () => { gallery = await openGallery(); });
test.afterAll(() => gallery.close());

/** Of post 12 in the gallery: words, name shown, quoted words, description of its picture, address. */
const COVERED = ['Nobody asked you', 'Display 12', 'quoted words', 'a drawing of a kettle', 'x.com/loud.kettle'];
const address = `/dashboard.html?count=40#/saved/${idOf(12)}`;

test('a covered post tells nothing of what it says, to the eye, the search of the page or a screen reader', async () => {
  const { page } = await gallery.open(address);
  await page.getByTestId('facts').waitFor();
  const told = await everythingTold(page);
  expect(told).toContain('loud.kettle');
  for (const words of COVERED) expect(told).not.toContain(words);
  expect(await page.evaluate(() => (window as unknown as { find(text: string): boolean }).find('Nobody asked'))).toBe(false);
});

test('holding lifts the cover and letting go leaves nothing behind, by pointer and by Space', async () => {
  const { page } = await gallery.open(address);
  const hold = page.getByTestId('hold');
  await hold.hover();
  await page.mouse.down();
  await expect(page.getByTestId('revealed')).toContainText('Nobody asked you');
  const lifted = await everythingTold(page);
  for (const words of COVERED) expect(lifted).toContain(words);
  await page.mouse.up();
  for (const words of COVERED) expect(await everythingTold(page)).not.toContain(words);
  await hold.focus();
  await page.keyboard.down('Space');
  await expect(page.getByTestId('revealed')).toContainText('Nobody asked you');
  await page.keyboard.up('Space');
  for (const words of COVERED) expect(await everythingTold(page)).not.toContain(words);
});

test('"show until I leave this page" ends with the page', async () => {
  const { page } = await gallery.open(address);
  await page.getByTestId('show-toggle').click();
  await expect(page.getByTestId('revealed')).toContainText('Nobody asked you');
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('settings').waitFor();
  await page.goBack();
  await page.getByTestId('facts').waitFor();
  for (const words of COVERED) expect(await everythingTold(page)).not.toContain(words);
});

test('the picture comes after the words, small and grey, and in colour at one more press', async () => {
  const { page } = await gallery.open(address.replace(idOf(12), idOf(13)));
  expect(await page.locator('canvas, img').count()).toBe(0);
  await page.getByTestId('show-toggle').click();
  expect(await page.locator('canvas, img').count()).toBe(0);
  await page.getByTestId('picture-toggle').click();
  const colours = () => page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4) if (Math.abs((data[i] ?? 0) - (data[i + 1] ?? 0)) > 20) coloured += 1;
    return { coloured, width: canvas?.width ?? 0, drawn: data.some((value) => value !== 0) };
  });
  await expect.poll(colours).toEqual({ coloured: 0, width: 320, drawn: true });
  await page.getByTestId('picture-full').click();
  await expect.poll(async () => (await colours()).coloured).toBeGreaterThan(1000);
  await page.getByTestId('show-toggle').click();
  expect(await page.locator('canvas, img').count()).toBe(0);
});

test('no words stand in the list, its search answer or the hand-over', async () => {
  const { page } = await gallery.open('/dashboard.html?count=40');
  await page.getByTestId('search').fill('kettle has more');
  await expect(page.getByTestId('list-count')).toContainText('found');
  await expect(page.getByTestId('list-item').first()).toBeVisible();
  const told = (await everythingTold(page)).replaceAll('kettle has more', '');
  for (const words of ['You call that a speech', 'it is shorter', 'Display ']) expect(told).not.toContain(words);
  await page.getByTestId('select-all').click();
  await page.getByTestId('hand-over').click();
  await page.getByTestId('hand-over-page').waitFor();
  expect(await everythingTold(page)).not.toContain('You call that a speech');
});

test('leaving covers at once and hands the tab back to the browser', async () => {
  const { page } = await gallery.open(address);
  await page.getByTestId('show-toggle').click();
  await expect(page.getByTestId('revealed')).toContainText('Nobody asked you');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift');
  const after = await page.evaluate(() => ({ body: document.body.innerHTML, calls: (window as unknown as { galleryCalls: string[] }).galleryCalls, vault: (window as unknown as { galleryVault: { calls: string[] } }).galleryVault.calls }));
  expect(after.body).toBe('');
  expect(after.calls).toEqual(['tabs.create', 'tabs.remove']);
  expect(after.vault).toContain('lock');
});
