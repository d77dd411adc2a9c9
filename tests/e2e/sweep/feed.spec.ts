import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

import { practice } from '../../../scripts/practice/site.ts';
import { isOver } from '../../../utils/domain/sweep.ts';
import { PASSPHRASE, quickSetUp, start, testid } from '../lib/session.ts';
import { command, headsOf, startSweep, sweepOf, tabIdOf, untilSweep } from './lib/sweep.ts';

const flat = (words: string | null): string => (words ?? '').replace(/\s+/g, ' ').trim();
const COUNT = 5_000;
const LONG_MS = 900_000;
/** So high that the list needs about twenty nodes. */
const viewport = { width: 1280, height: 2400 };

test('chromium: a feed of 5,000 posts in twenty nodes, stopped and resumed three times, the browser killed once: each post once', async () => {
  test.setTimeout(2 * LONG_MS);
  const site = practice(COUNT);
  const profileDir = mkdtempSync(join(tmpdir(), 'profile-'));
  const address = `${site.pages.home}?posts=${COUNT}&rows=reused`;
  let driver = await start('chromium', { serve: { [site.host]: site.handler }, profileDir, viewport });
  try {
    let desk = await quickSetUp(driver);
    await driver.grantSite('<all_urls>');
    let tab = await driver.newTab(address);
    await tab.front();
    const id = await startSweep(desk, site.host, { pictures: false });
    for (const share of [0.1, 0.25, 0.4]) {
      const at = share * COUNT;
      await untilSweep(desk, id, ({ counts }) => counts.saved >= at, `${at} posts saved`, LONG_MS);
      await command(desk, id, 'pause');
      const paused = await untilSweep(desk, id, ({ state }) => state === 'paused', 'paused');
      const heads = await headsOf(driver, id);
      expect(heads).toHaveLength(paused.counts.saved);
      await command(desk, id, 'resume');
    }
    await untilSweep(desk, id, ({ counts, state }) => state === 'running' && counts.saved >= 0.55 * COUNT, 'more than half', LONG_MS);
    await driver.sigkill();

    driver = await start('chromium', { serve: { [site.host]: site.handler }, profileDir, viewport });
    desk = await driver.openExtensionPage('/dashboard.html');
    await desk.waitFor(testid('unlock-passphrase'), 60_000);
    await desk.fill(testid('unlock-passphrase'), PASSPHRASE);
    await desk.click(testid('unlock'));
    await desk.waitFor(testid('open-sweeps'), 60_000);
    const waiting = await untilSweep(desk, id, ({ state }) => state === 'waiting', 'it waits after the restart');
    expect(waiting).toMatchObject({ reason: 'restart', tabId: null });
    const kept = (await headsOf(driver, id)).length;
    expect(kept).toBeGreaterThanOrEqual(0.55 * COUNT);

    // Another address is not its page.
    const other = await driver.newTab(site.pages.notifications);
    await other.front();
    expect((await command(desk, id, 'resume', await tabIdOf(desk, '/notifications'))).problem).toBe('sweep-elsewhere');
    tab = await driver.newTab(address);
    await tab.front();
    expect(await command(desk, id, 'resume', await tabIdOf(desk, 'rows=reused'))).toMatchObject({ problem: null });
    const sweep = await untilSweep(desk, id, (one) => isOver(one) || one.state === 'paused', 'the whole feed', LONG_MS);
    expect(sweep).toMatchObject({ state: 'done', counts: { saved: COUNT, versions: 0, failed: 0 } });

    expect(await tab.evaluate(() => document.querySelectorAll('.practice-row').length)).toBeLessThan(30);

    const truth = new Map(site.state.posts.map((post) => [post.id, post]));
    const heads = await headsOf(driver, id);
    expect(heads.map(({ postId }) => postId).sort()).toEqual([...truth.keys()].sort());
    const wrong = heads.filter(({ text, postId }) => {
      const post = truth.get(postId as string)!;
      return text === null ? post.warning === null : flat(text) !== flat(post.words);
    });
    expect(wrong.map(({ postId }) => postId)).toEqual([]);
    expect((await sweepOf(desk, id)).counts.saved).toBe(COUNT);
  } finally {
    await driver.close();
    rmSync(profileDir, { recursive: true, force: true });
  }
});
