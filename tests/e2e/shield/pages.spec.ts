import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { BROWSERS, quickSetUp, saved, start, until } from '../lib/session.ts';
import { paintedIn, quiet, setShield } from './lib.ts';
import { type Seen, SERVE } from './pages.ts';

interface Mouse { move(x: number, y: number): Promise<void>; down(): Promise<void>; up(): Promise<void> }
const set = (mode: string): Record<string, unknown> => ({ all: mode, sites: {}, locked: 'cover' });

const seen = (tab: Tab): Promise<Seen> => tab.evaluate(() => (window as unknown as { seen: Seen }).seen);
const shownAt = (tab: Tab, id: string): Promise<boolean> => tab.evaluate((one) => {
  const el = document.getElementById(one) as Element;
  return getComputedStyle(el).visibility === 'visible' && el.closest('[class]') !== null;
}, id);
const grow = (tab: Tab): Promise<void> => tab.evaluate(() => (window as unknown as { grow(): Promise<void> }).grow());
/** Where the middle of an element is, once it was scrolled to. */
const middle = (tab: Tab, id: string): Promise<[number, number]> => tab.evaluate((one) => {
  const el = document.getElementById(one) as Element;
  el.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = el.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}, id);
const clips = (tab: Tab): Promise<Record<string, number>> =>
  tab.evaluate(() => Object.fromEntries([...document.querySelectorAll('video')].map((one) => [one.id, one.currentTime + (one.paused ? 0 : 0.001)])));

/** Her words, and people whom she put on her own list. */
const keep = (driver: Driver): Promise<void> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const words = await vault.shelve({ put: [{ id: 'a'.repeat(32), kind: 'words', data: { words: ['pondweed'] } }] });
    const own = await vault.putJob({ id: 'b'.repeat(32), kind: 'act-spared', state: 'kept', lease: 0, data: { accounts: [{ site: 'generic', host: 'own.example', userId: null, handle: 'wren', note: null }] } });
    if (!words.ok || !own.ok) throw new Error('not kept');
  });

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    test.beforeAll(async () => {
      driver = await start(browser, { serve: SERVE });
      await quickSetUp(driver);
      for (const host of ['own.example', 'pics.example', 'www.youtube.com']) await driver.grantSite(`https://${host}/*`);
      await quiet(driver, 'generic', 'own.example', [{ handle: 'mire', name: 'mire' }]);
      await quiet(driver, 'generic', 'pics.example', [{ handle: 'grump', name: 'grump' }]);
      await quiet(driver, 'youtube', 'www.youtube.com', [{ handle: 'crow-20', name: 'crow-20' }]);
      await keep(driver);
    });
    test.afterAll(() => driver?.close());

    test('strong: her words, signs and strangers’ pictures are covered, critical and own voices stay; light leaves them all but the quieted', async () => {
      await setShield(driver, set('strong'));
      const tab = await driver.newTab('https://own.example/home');
      await tab.front();
      await until(async () => (await shownAt(tab, 'words-0-critical')) && (await shownAt(tab, 'words-0-own')), 'critical and own words');
      await middle(tab, 'clip-0-own');
      await until(async () => ((await clips(tab))['clip-0-own'] ?? 0) > 0.2, 'her friend’s video plays');
      await driver.killWorker();
      await grow(tab);
      await until(async () => (await shownAt(tab, 'words-6-critical')) && (await shownAt(tab, 'words-6-own')), 'the last of them');
      await until(async () => ((await clips(tab))['clip-6-own'] ?? 0) > 0.2, 'the last friend’s video');
      const said = await seen(tab);
      expect(said.bad).toEqual([]);
      expect(said.shown).toContain('own-6');
      const still = Object.entries(await clips(tab)).filter(([id]) => !id.endsWith('own'));
      expect(still.length).toBe(14);
      expect(still.filter(([, time]) => time > 0)).toEqual([]);
      const [x, y] = await middle(tab, 'picture-3');
      const path = test.info().outputPath('still.png');
      await until(async () => (await tab.evaluate(([left, top]) => document.elementFromPoint(left as number, top as number)?.parentElement === document.documentElement, [x, y] as const)), 'a slip over the picture');
      await tab.screenshot(path);
      expect(await paintedIn(tab, path)).toBe(0);
      await tab.evaluate(() => { for (const el of document.querySelectorAll<HTMLElement>('.bad')) el.dataset['held'] = ''; });
      const { mouse } = tab.raw as { mouse: Mouse };
      await mouse.move(x, y);
      await mouse.down();
      await until(() => shownAt(tab, 'picture-3'), 'the picture under the hand');
      expect(await shownAt(tab, 'picture-4')).toBe(false);
      await mouse.up();
      await until(async () => !(await shownAt(tab, 'picture-3')), 'covered again');
      await setShield(driver, set('light'));
      await until(async () => (await shownAt(tab, 'words-3-sign')) && (await shownAt(tab, 'words-3-word')) && (await shownAt(tab, 'picture-3')), 'all but the quieted');
      expect(await shownAt(tab, 'words-3-quiet')).toBe(false);
      await tab.close();
    });

    test('posts that no selector names are covered before they are drawn, also those that come later', async () => {
      await setShield(driver, set('light'));
      const tab = await driver.newTab('https://pics.example/p/1');
      await tab.front();
      await until(() => shownAt(tab, 'c1'), 'a comment of somebody else');
      await grow(tab);
      await until(() => shownAt(tab, 'c79'), 'the last of somebody else');
      const said = await seen(tab);
      expect(said.bad).toEqual([]);
      expect(said.shown.length).toBeGreaterThan(1);
      await tab.close();
    });

    test('a page that another reader comes to fit without a load: its posts are covered from the first frame on', async () => {
      await setShield(driver, set('light'));
      const tab = await driver.newTab('https://own.example/turn');
      await tab.front();
      // Until the rule is that of the page's own reader alone, an article is marked, as any that may be a post.
      await until(() => tab.evaluate(async () => {
        const other = document.createElement('article');
        document.getElementById('mastodon')?.append(other);
        for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
        other.remove();
        return other.attributes.length === 0 && getComputedStyle(document.documentElement).opacity === '1';
      }), 'the page’s own reader alone');
      await tab.evaluate(() => (window as unknown as { turn(): Promise<void> }).turn());
      await until(() => shownAt(tab, 'words-t5'), 'the last of somebody else');
      const said = await seen(tab);
      expect(said.bad).toEqual([]);
      expect(said.shown).toContain('words-t1');
      expect(await shownAt(tab, 'words-t4')).toBe(false);
      await tab.close();
    });

    test('a live chat in the page’s own frame is covered, as it goes on and when it is loaded anew; a frame of elsewhere is left alone', async () => {
      await setShield(driver, set('light'));
      const tab = await driver.newTab('https://www.youtube.com/watch?v=abcdefghijk');
      await tab.front();
      const inChat = async (id: string): Promise<boolean> => (await seen(tab)).shown.includes(id);
      await until(() => inChat('w-ChwKGkNNaaaabbbbccccdddd0001'), 'a message of somebody else');
      await tab.evaluate(async () => {
        const { say } = (document.getElementById('chatframe') as HTMLIFrameElement).contentWindow as unknown as { say(bad: boolean): void };
        for (let i = 0; i < 10; i++) {
          say(i % 2 === 0);
          await new Promise((done) => requestAnimationFrame(done));
        }
        const chat = document.getElementById('chatframe') as HTMLIFrameElement;
        chat.src = '/live_chat?continuation=second';
      });
      await until(() => inChat('w-ChwKGkNNeeeeffffgggghhhh0001'), 'the chat that came in its place');
      expect((await seen(tab)).bad).toEqual([]);
      // What she saves is the message itself.
      await tab.evaluate(() => { (document.getElementById('chatframe') as HTMLIFrameElement).contentDocument?.querySelectorAll<HTMLElement>('.bad').forEach((el) => { el.dataset['held'] = ''; }); });
      const before = await saved(driver);
      const { mouse } = tab.raw as { mouse: Mouse };
      await mouse.move(30, 40);
      await mouse.move(100, 90 + 5 + 90);
      await driver.fireCommand('save-post', tab);
      await until(async () => (await saved(driver)) > before, 'the message saved');
      await until(async () => (await cropColour(driver))?.join() === '10,160,40', 'its own pixels');
      await until(() => tab.evaluate(() => [...((document.getElementById('chatframe') as HTMLIFrameElement).contentDocument?.querySelectorAll('.bad') ?? [])].every((el) => el.ownerDocument.defaultView?.getComputedStyle(el).visibility === 'hidden')), 'covered again');
      await setShield(driver, set('off'));
      await until(() => tab.evaluate(() => [...((document.getElementById('chatframe') as HTMLIFrameElement).contentDocument?.querySelectorAll('*') ?? [])].every((el) => el.ownerDocument.defaultView?.getComputedStyle(el).visibility === 'visible' && !el.getAttributeNames().some((name) => /^data-[a-z]{10}$/.test(name)))), 'no trace in the frame');
      await tab.close();
    });

    test('a covered post is pictured as it is, and no other one shows meanwhile', async () => {
      await setShield(driver, set('light'));
      const tab = await driver.newTab('https://own.example/light');
      await tab.front();
      await until(() => shownAt(tab, 'words-0-own'), 'the page');
      await grow(tab);
      const [x, y] = await middle(tab, 'clip-3-quiet');
      await tab.evaluate(() => { for (const id of ['words-3-quiet', 'clip-3-quiet']) (document.getElementById(id) as HTMLElement).dataset['held'] = ''; });
      const before = await saved(driver);
      const { mouse } = tab.raw as { mouse: Mouse };
      await mouse.move(x, y - 4);
      await mouse.move(x, y);
      await driver.fireCommand('save-post', tab);
      await until(async () => (await saved(driver)) > before, 'the post saved');
      await until(async () => (await cropColour(driver, [0, 0, 255])) !== null, 'its own pixels in its crop');
      await until(async () => !(await shownAt(tab, 'words-3-quiet')), 'covered again');
      const said = await seen(tab);
      expect(said.bad).toEqual([]);
      expect((await clips(tab))['clip-3-quiet']).toBe(0);
      await tab.close();
    });
  });
}

/** The colour near the right edge of the newest post's crop, or `wanted` where any pixel has it; null: not yet, or none. */
const cropColour = (driver: Driver, wanted: number[] | null = null): Promise<number[] | null> =>
  driver.background(async (colour) => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    const png = head && (await vault.file(head.id, 'crop.png'));
    if (!png?.ok) return null;
    const picture = await createImageBitmap(new Blob([png.value], { type: 'image/png' }));
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(picture, 0, 0);
    if (colour === null) return [...pen.getImageData(picture.width - 4, 4, 1, 1).data].slice(0, 3);
    const { data } = pen.getImageData(0, 0, picture.width, picture.height);
    for (let i = 0; i < data.length; i += 4) if (colour.every((part, at) => Math.abs((data[i + at] as number) - part) < 8)) return colour;
    return null;
  }, wanted);
