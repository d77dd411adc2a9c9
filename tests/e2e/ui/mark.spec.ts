import { expect, test, type Page } from '@playwright/test';

import { everythingTold, type Gallery, idOf, openGallery } from './lib';

let gallery: Gallery;
test.beforeAll(async () => { gallery = await openGallery(); });
test.afterAll(() => gallery.close());

const calls = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { galleryVault: { calls: string[] } }).galleryVault.calls);
const slip = (page: Page, number: number) => page.locator(`[data-number="${number}"]`);

test('what may show a child is marked from its covered slip: said before, one confirmation, nothing read or shown', async () => {
  const { page, problems } = await gallery.open('/dashboard.html?count=12');
  await slip(page, 12).getByTestId('slip-mark-open').click();
  const dialog = page.getByTestId('mark-dialog');
  await expect(dialog).toBeFocused();
  await expect(dialog).toContainText('Mark saved post 12');
  await expect(page.getByTestId('mark-yes')).toHaveCount(0);
  await expect(page.getByTestId('what-goes')).toHaveCount(0);
  await page.getByTestId('mark-child').check();
  await expect(page.getByTestId('what-goes')).toContainText('cannot be undone');
  await expect(page.getByTestId('mark-yes')).toHaveText('Destroy the pictures of 1 post');
  expect(await calls(page)).not.toContain('mark');
  await page.getByTestId('mark-yes').click();
  const done = page.getByTestId('mark-done');
  await expect(done).toContainText('The pictures of 1 post are destroyed');
  await expect(page.getByTestId('hotlines')).toContainText('Send the picture to nobody');
  await expect(page.getByTestId('hotlines').locator('a')).toHaveCount(0);
  await expect(slip(page, 12).getByTestId('slip-mark')).toHaveText('Pictures destroyed');
  const told = await calls(page);
  expect(told.filter((call) => call === 'mark')).toHaveLength(1);
  expect(told.filter((call) => ['item', 'file'].includes(call))).toEqual([]);
  expect(await everythingTold(page)).not.toContain('Nobody asked you');
  await page.getByTestId('mark-close').click();
  await expect(done).toHaveCount(0);
  expect(problems).toEqual([]);
});

test('in a low window the question can be scrolled to its end', async () => {
  const { page } = await gallery.open('/dashboard.html?count=200', { viewport: { width: 900, height: 480 } });
  await page.evaluate(() => scrollTo(0, 3000));
  await page.getByTestId('slip-mark-open').last().click();
  await page.getByTestId('mark-child').check();
  await page.getByTestId('mark-yes').click();
  await page.getByTestId('mark-close').click();
  await expect(page.getByTestId('mark-done')).toHaveCount(0);
});

test('Escape and Cancel leave it as it was', async () => {
  const { page } = await gallery.open('/dashboard.html?count=20');
  await slip(page, 12).getByTestId('slip-mark-open').click();
  await page.getByTestId('mark-child').check();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('mark-dialog')).toHaveCount(0);
  await slip(page, 12).getByTestId('slip-mark-open').click();
  await page.getByTestId('mark-cancel').click();
  await expect(page.getByTestId('mark-dialog')).toHaveCount(0);
  expect(await calls(page)).not.toContain('mark');
});

test('several at once are marked as intimate; their pictures are not drawn until the mark is taken away', async () => {
  const { page } = await gallery.open('/dashboard.html?count=20');
  for (const number of [11, 12, 13]) await slip(page, number).getByTestId('choose-item').check();
  await page.getByTestId('mark-chosen').click();
  await page.getByTestId('mark-intimate').check();
  await page.getByTestId('mark-yes').click();
  await expect(page.getByTestId('mark-done')).toContainText('3 posts are marked as intimate');
  await expect(page.getByTestId('hotlines')).toHaveCount(0);
  await page.getByTestId('mark-close').click();
  for (const number of [11, 12, 13]) await expect(slip(page, number).getByTestId('slip-mark')).toHaveText('Intimate');
  await slip(page, 12).locator('a').click();
  await expect(page.getByTestId('is-intimate')).toBeVisible();
  await page.getByTestId('show-toggle').click();
  await expect(page.locator('.exhibit-words').first()).toBeVisible();
  await expect(page.getByTestId('picture-toggle')).toHaveCount(0);
  await page.getByTestId('mark-take').click();
  await expect(page.getByTestId('is-intimate')).toHaveCount(0);
  await page.getByTestId('show-toggle').click();
  await expect(page.getByTestId('picture-toggle')).toBeVisible();
});

test('intimate pictures can be destroyed by themselves, after what follows was said', async () => {
  const { page } = await gallery.open(`/dashboard.html?count=20#/saved/${idOf(12)}`);
  await page.getByTestId('mark-item').click();
  await page.getByTestId('mark-intimate').check();
  await page.getByTestId('mark-yes').click();
  await page.getByTestId('mark-close').click();
  await page.getByTestId('mark-destroy').click();
  await expect(page.getByTestId('what-goes')).toContainText('cannot be undone');
  await page.getByTestId('destroy-yes').click();
  await expect(page.getByTestId('mark-done')).toContainText('destroyed');
  await expect(page.getByTestId('is-intimate')).toContainText('Its pictures were destroyed.');
  await expect(page.getByTestId('mark-destroy')).toHaveCount(0);
});

test('a failed mark says so, and the question stays', async () => {
  const { page } = await gallery.open('/dashboard.html?count=20&fail=mark&with=full-disk');
  await slip(page, 12).getByTestId('slip-mark-open').click();
  await page.getByTestId('mark-child').check();
  await page.getByTestId('mark-yes').click();
  await expect(page.getByTestId('mark-dialog').getByRole('alert')).not.toBeEmpty();
  await expect(page.getByTestId('slip-mark')).toHaveCount(0);
});

test('handing over leaves intimate pictures out unless she says so there', async () => {
  const { page } = await gallery.open('/dashboard.html?count=20');
  await slip(page, 12).getByTestId('choose-item').check();
  await slip(page, 13).getByTestId('choose-item').check();
  await page.getByTestId('hand-over').click();
  await expect(page.getByTestId('export-start')).toBeVisible();
  await expect(page.getByTestId('export-intimate')).toHaveCount(0);
  await page.goBack();
  await page.getByTestId('mark-chosen').click();
  await page.getByTestId('mark-intimate').check();
  await page.getByTestId('mark-yes').click();
  await page.getByTestId('mark-close').click();
  for (const number of [12, 14]) await slip(page, number).getByTestId('choose-item').check();
  await page.getByTestId('hand-over').click();
  const tick = page.getByTestId('export-intimate');
  await expect(tick).not.toBeChecked();
  await expect(page.getByText('Put the pictures of 1 post marked intimate in too')).toBeVisible();
  await expect(page.getByText('and other posts you saved, chosen here or not')).toBeVisible();
});
