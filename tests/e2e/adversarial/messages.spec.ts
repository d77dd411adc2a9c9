import { expect, test } from '@playwright/test';

import type { Driver, Serve } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, start, until } from '../lib/session.ts';
import { addMade, must } from './lib/hold.ts';

const SITES: Serve = { '*': ({ host }) => ({ body: `<!doctype html><title>page</title><p>${host}` }) };
const MESSAGES = [
  { type: 'bar' }, { type: 'settle' }, { type: 'inView', tabId: 1 }, { type: 'outline', tabId: 1 }, { type: 'saveInTab', tabId: 1, keys: ['1'], wordsOnly: true },
  { type: 'pickInTab', tabId: 1, how: 'region', wordsOnly: true }, { type: 'undo', token: '0'.repeat(32), also: 1 }, { type: 'unlock', passphrase: 'x' }, 'bar', null,
];

/** Puts a script of ours into the tab at that host, which sends everything now and once more later, and writes down the answers. */
const sendFrom = (driver: Driver, host: string): Promise<void> =>
  driver.background(async ({ host, messages }: { host: string; messages: unknown[] }) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url?.includes(host));
    await chrome.scripting.executeScript({
      target: { tabId: tab?.id as number },
      args: [messages],
      func: async (all: unknown[]) => {
        const send = async (): Promise<string> => {
          const answers: unknown[] = [];
          for (const one of all) answers.push(await chrome.runtime.sendMessage(one).catch(() => 'no answer'));
          return JSON.stringify(answers);
        };
        document.documentElement.setAttribute('data-now', await send());
        for (let i = 0; i < 200 && !document.documentElement.hasAttribute('data-again'); i++) await new Promise((done) => setTimeout(done, 50));
        document.documentElement.setAttribute('data-later', await send());
      },
    }).catch(() => undefined);
  }, { host, messages: MESSAGES });

for (const browser of BROWSERS) {
  test(`${browser}: a page gets nothing, a site's script only what it may, and nothing once it is no longer granted`, async () => {
    const driver = await start(browser, { serve: SITES });
    try {
      await must(driver, 'create', null);
      await addMade(driver, { word: 'hidden', size: 100 });
      const granted = await driver.newTab('https://pond.example/');
      await driver.grantSite('https://pond.example/*');
      const sending = sendFrom(driver, 'pond.example');
      const read = (name: string): Promise<string | null> => granted.evaluate((key: string) => document.documentElement.getAttribute(key), name);
      await until(async () => (await read('data-now')) !== null, 'answers to a granted site');
      const refused = (why: string): { refused: string } => ({ refused: why });
      const [bar, ...rest] = JSON.parse((await read('data-now')) as string) as unknown[];
      expect(bar).toMatchObject({ on: expect.any(Boolean) });
      expect(rest).toEqual([...Array.from({ length: 5 }, () => refused('not-allowed')), ...Array.from({ length: 4 }, () => refused('bad-message'))]);

      expect(await driver.background(() => chrome.permissions.remove({ origins: ['https://pond.example/*'] }))).toBe(true);
      await granted.evaluate(() => document.documentElement.setAttribute('data-again', ''));
      await until(async () => (await read('data-later')) !== null, 'answers after it was taken back');
      await sending;
      const later = JSON.parse((await read('data-later')) as string) as unknown[];
      expect(later.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => refused('not-allowed')));
      expect(JSON.stringify(later)).not.toContain('hidden');

      // A page's own script, at an origin that was never granted: no door, no frame of ours, no file of ours.
      const stranger = await driver.newTab('https://mire.example/');
      const got = await stranger.evaluate(async ({ id, origin }: { id: string; origin: string }) => {
        const runtime = (globalThis as { chrome?: { runtime?: { sendMessage?: (...all: unknown[]) => Promise<unknown> } } }).chrome?.runtime;
        const answer = await Promise.race([
          Promise.resolve(runtime?.sendMessage?.(id, { type: 'bar' })).catch(() => undefined), new Promise((done) => setTimeout(done, 1_000)),
        ]);
        const file = await fetch(`${origin}/manifest.json`).then(() => 'read', () => 'refused');
        const frame = document.createElement('iframe');
        frame.src = `${origin}/dashboard.html`;
        document.body.append(frame);
        await new Promise((done) => setTimeout(done, 1_500));
        return { answer: answer ?? null, file };
      }, { id: driver.extensionId, origin: driver.origin });
      expect(got).toEqual({ answer: null, file: 'refused' });
      const framed = await driver.background(async () => (await (chrome.runtime.getContexts?.({}) ?? Promise.resolve([]))).filter(({ frameId }) => frameId > 0).length);
      expect(framed, 'no page of ours in a frame').toBe(0);
    } finally {
      await driver.close();
    }
  });
}
