import { expect, test } from '@playwright/test';

import { type Gallery, openGallery } from './lib';

let gallery: Gallery;
test.beforeAll(async () => { gallery = await openGallery(); });
test.afterAll(() => gallery.close());

test('10,000 posts are a list of its true length of which a few rows stand in the page', async () => {
  const { page } = await gallery.open('/dashboard.html?count=10000');
  await expect(page.getByTestId('list-count')).toHaveText('10,000 saved posts');
  const rows = page.locator('.virtual-row');
  expect(await rows.count()).toBeLessThan(40);
  expect(await rows.first().getAttribute('aria-setsize')).toBe('10000');
  const height = await page.getByTestId('list').evaluate((list) => list.getBoundingClientRect().height);
  expect(height).toBeGreaterThan(10_000 * 60);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.locator('[data-number="1"]')).toBeVisible();
  expect(await rows.count()).toBeLessThan(40);
});

test('the keyboard walks it: arrows, End, Home, Enter, Escape', async () => {
  const { page } = await gallery.open('/dashboard.html?count=300');
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-number]')?.getAttribute('data-number') ?? null);
  await page.locator('[data-number="300"] a').focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('299');
  await page.keyboard.press('End');
  await expect.poll(focused).toBe('1');
  await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe('2');
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe('300');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('item-page').locator('h1')).toHaveText('Saved post 300');
  await expect(page.getByTestId('item-page').locator('h1')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('item-page')).toHaveCount(0);
});

test('choosing: one, all, all found; the count stays when the rows are scrolled away', async () => {
  const { page } = await gallery.open('/dashboard.html?count=600');
  await page.getByTestId('choose-item').first().check();
  await page.evaluate(() => scrollTo(0, 30_000));
  await expect(page.getByTestId('chosen')).toContainText('1 chosen');
  await page.getByTestId('select-all').click();
  await expect(page.getByTestId('chosen')).toContainText('600 chosen');
  await page.getByTestId('choose-none').click();
  await page.getByTestId('search').fill('tram');
  await expect(page.getByTestId('list-count')).toHaveText('50 found');
  await page.getByTestId('select-all').click();
  await expect(page.getByTestId('chosen')).toContainText('50 chosen');
});

test('a list that fails half-way says so and keeps what it has', async () => {
  const { page } = await gallery.open('/dashboard.html?count=400&fail=page&pages=1');
  await page.evaluate(() => scrollTo(0, 20_000));
  await expect(page.getByTestId('list-problem')).toContainText('Not all posts could be shown');
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.locator('[data-number="400"]')).toBeVisible();
});

test('what was saved while locked is kept, looked at or discarded', async () => {
  const { page } = await gallery.open('/dashboard.html?count=50&pending=7');
  await page.getByTestId('pending-look').click();
  await expect(page.getByTestId('list-count')).toHaveText('7 found');
  await page.getByTestId('pending-discard').click();
  await page.getByTestId('pending-discard-yes').click();
  await expect(page.getByTestId('list-count')).toHaveText('43 saved posts');
  await expect(page.getByTestId('pending')).toHaveCount(0);
});

test('deleting what was chosen names the number before and takes it away after', async () => {
  const { page } = await gallery.open('/dashboard.html?count=20');
  for (const n of [0, 1]) await page.getByTestId('choose-item').nth(n).check();
  await page.getByTestId('delete-chosen').click();
  await expect(page.getByTestId('delete-dialog')).toBeFocused();
  await page.getByTestId('delete-yes').click();
  await expect(page.getByTestId('list-count')).toHaveText('18 saved posts');
  await expect(page.getByTestId('chosen')).toHaveCount(0);
});

test('what was done to thousands: found at once, and only what is near the view is in the page', async () => {
  const { page, problems } = await gallery.open(`/dashboard.html?count=2&runs=${Array.from({ length: 5 }, () => 'ended*1000').join()}#/quiet/history`);
  await page.getByTestId('history-search').fill('gravel');
  await expect(page.getByTestId('history-count')).toHaveText('5,000 found');
  expect(await page.getByTestId('quiet-entry').count()).toBeLessThan(100);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.getByText('@loud_999@gravel.example')).toBeVisible();
  expect(await page.getByTestId('quiet-entry').count()).toBeLessThan(100);
  expect(problems).toEqual([]);
  await page.context().close();
});
