import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

import { elsewhere, type Tab } from '../../../scripts/lib/browsers/index.ts';
import { quickSetUp, saveNth, start, testid, until } from '../lib/session.ts';
import { card, meet, same, textOf, withoutPicker } from './lib/hands.ts';

const count = (tab: Tab, id: string): Promise<number> => tab.evaluate((css) => document.querySelectorAll(css).length, testid(id));

async function takes(desk: Tab, text: string): Promise<void> {
  await meet(desk, text);
  await same(desk);
}

test('chromium to firefox: saved posts are given, taken in covered, and asked back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'give-'));
  const [her, ally] = await Promise.all([start('chromium', { downloadsDir: folder }), start('firefox')]);
  /** The file that came among the downloads, under a name of its own: two of a day have the same. */
  const arrived = async (as: string): Promise<string> => {
    const isFile = (name: string): boolean => /^notes-\d{4}-\d\d-\d\d( ?\(\d+\))?\.age$/.test(name);
    await until(async () => readdirSync(folder).some(isFile), `${as} among the downloads`);
    renameSync(join(folder, readdirSync(folder).find(isFile) ?? ''), join(folder, as));
    return join(folder, as);
  };
  try {
    const [desk, allyDesk] = [await quickSetUp(her), await quickSetUp(ally)];
    const [hers, theirs] = [await card(desk, 'Wren'), await card(allyDesk, 'Sorrel')];
    await takes(desk, theirs);
    await takes(allyDesk, hers);

    await her.grantSite('https://x.com/*');
    const feed = await her.newTab('https://x.com/home');
    await feed.waitFor('article');
    const words = await feed.evaluate(() => [...document.querySelectorAll('article [data-testid="tweetText"]')].map((one) => one.textContent ?? '').filter((text) => text.length > 12));
    for (const n of [0, 1]) await saveNth(her, feed, 'article', n);

    await desk.front();
    // A file dialog cannot be answered without a person: without one, the browser's downloads take the file.
    await withoutPicker(desk);
    await desk.click(testid('nav-saved'));
    await until(async () => (await count(desk, 'list-item')) === 2, 'both in the list');
    await desk.click(testid('select-all'));
    await desk.click(testid('give-chosen'));
    await desk.waitFor(testid('give-form'), 60_000);
    await desk.click(testid('give-pictures'));
    await desk.fill(testid('give-purpose'), 'Sort by form');
    await desk.click(testid('give-start'));
    await desk.waitFor(testid('give-done'), 60_000);
    const file = await arrived('first.age');

    await allyDesk.front();
    await allyDesk.click(testid('nav-ally'));
    await allyDesk.click(testid('ally-held'));
    await allyDesk.waitFor(testid('held-file-choose'), 60_000);
    await allyDesk.upload(testid('held-file'), [file]);
    await allyDesk.waitFor(testid('held-said'), 60_000);
    expect(await textOf(allyDesk, 'held-said')).toContain('2');
    const shown = await allyDesk.evaluate(() => document.title + document.documentElement.outerHTML);
    expect(shown).toContain('Sort by form');
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((text) => shown.includes(text))).toEqual([]);
    await allyDesk.upload(testid('held-file'), [file]);
    await allyDesk.waitFor(testid('held-problem'), 60_000);
    expect(await textOf(allyDesk, 'held-problem')).toContain('taken in before');

    await desk.front();
    await desk.click(testid('give-again'));
    await desk.waitFor(testid('given-ask'), 60_000);
    await desk.click(testid('given-ask'));
    await desk.click(testid('ask-yes'));
    await desk.waitFor(testid('given-said'), 60_000);
    const request = await arrived('request.age');
    await allyDesk.front();
    await allyDesk.upload(testid('held-file'), [request]);
    await allyDesk.waitFor(testid('held-said'), 60_000);
    expect(await textOf(allyDesk, 'held-said')).toContain('1');
    // The page asks for its own pictures; nothing else asks for anything.
    expect(elsewhere(her.arrived, 'x.com').filter(({ headers }) => headers['referer'] !== 'https://x.com/')).toEqual([]);
    expect(ally.arrived.filter(({ known }) => known)).toEqual([]);
  } finally {
    await Promise.all([her.close(), ally.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
});
