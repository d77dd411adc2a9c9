import { expect, test } from '@playwright/test';

import type { EvidenceRecord } from '../../../utils/domain/record.ts';
import type { ItemHead } from '../../../utils/domain/item.ts';
import type { FileEntry } from '../../../utils/domain/record.ts';
import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, page, PASSPHRASE, quickSetUp, saved, saveNth, start, testid, until } from '../lib/session.ts';

const POST = 'article[data-testid="tweet"]';

interface Held { head: ItemHead; record: EvidenceRecord; derived: FileEntry[]; post: { post: { text: string | null } } }

/** The newest saved post, as the vault gives it. */
const newest = async (driver: Driver): Promise<Held> =>
  JSON.parse(await driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: import('../../../utils/vault/types.ts').Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    if (!head) return 'null';
    const [view, post] = [await vault.item(head.id), await vault.file(head.id, 'post.json')];
    if (!view.ok || !post.ok) return 'null';
    const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    return JSON.stringify({ head, record: JSON.parse(text(view.value.recordBytes)), derived: view.value.derived, post: JSON.parse(text(post.value)) });
  })) as Held;

/** Replaces the browser's screenshot by `how` around the real one, in the background, or puts the real one back. */
async function meddle(driver: Driver, how: 'blank' | 'other-tab' | 'scroll-once' | 'as it was'): Promise<void> {
  await driver.background(async (kind) => {
    const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
    const tabs = api.tabs as unknown as { captureVisibleTab(windowId: number, options: object): Promise<string> };
    const here = self as unknown as { __shot?: typeof tabs.captureVisibleTab };
    const real = here.__shot ??= tabs.captureVisibleTab.bind(api.tabs);
    let calls = 0;
    if (kind === 'as it was') return void (tabs.captureVisibleTab = real);
    tabs.captureVisibleTab = async (windowId, options) => {
      calls++;
      const [active] = await api.tabs.query({ active: true, windowId });
      if (kind === 'blank') {
        const canvas = new OffscreenCanvas(40, 40);
        canvas.getContext('2d')?.fillRect(0, 0, 40, 40);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
        return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
      }
      // Chromium refuses a tab she did not press in, so there the tab changes while the picture is on its way.
      const other = (): Promise<unknown> => api.tabs.create({ url: 'https://bsky.app/', active: true });
      const early = kind === 'other-tab' && !navigator.userAgent.includes('Chrome/');
      if (early) await other();
      const shot = await real(windowId, options);
      if (kind === 'other-tab' && !early) await other();
      if (kind === 'scroll-once' && calls === 1) {
        await api.scripting.executeScript({ target: { tabId: active?.id as number }, func: () => scrollBy(0, 30) });
      }
      return shot;
    };
  }, how);
}

const paths = ({ record, derived }: Held): string[] => [...record.files, ...derived].map((file) => file.path);

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    let desk: Tab;
    /** How many were saved before, and the pages of this case. */
    let before = 0;
    const pages: Tab[] = [];
    const open = async (url: string): Promise<Tab> => {
      const tab = await driver.newTab(url);
      pages.push(tab);
      return tab;
    };
    test.beforeAll(async () => {
      driver = await start(browser, { serve: { 'x.com': () => page('x/timeline.html'), 'bsky.app': () => page('bluesky/feed.html'), 'plain.example': () => page('generic/no-posts.html') } });
      desk = await quickSetUp(driver);
    });
    test.beforeEach(async () => {
      before = await saved(driver);
    });
    test.afterEach(async () => {
      await meddle(driver, 'as it was');
      for (const tab of pages.splice(0)) await tab.close();
    });
    test.afterAll(() => driver.close());

    test('words and address only: no image can be written', async () => {
      const x = await open('https://x.com/home');
      await saveNth(driver, x, POST, 0, 'save-words');
      const held = await newest(driver);
      expect(held.head).toMatchObject({ wordsOnly: true, hasPicture: false, handle: 'crow_11' });
      expect(held.record.capture.method).toContain('words-only');
      await new Promise((done) => setTimeout(done, 1000));
      const files = await newest(driver);
      expect([...files.record.files, ...files.derived].filter((file) => !/^(text|application\/json)/.test(file.type))).toEqual([]);
    });

    test('by the menu on a link of the post; the crop follows', async () => {
      const x = await open('https://x.com/home');
      await driver.fireMenu({ menuItemId: 'save-post', linkUrl: 'https://x.com/crow_11/status/2028047593333850112' }, x);
      await until(async () => (await saved(driver)) === before + 1, 'saved by the menu');
      await until(async () => paths(await newest(driver)).includes('crop.png'), 'the crop');
      const held = await newest(driver);
      expect(held.head).toMatchObject({ postId: '2028047593333850112', hasPicture: true, parsed: true });
      expect(held.post.post.text).toContain('you lie');
      expect(held.derived.every((file) => file.transform !== null)).toBe(true);
    });

    test('a page without posts: the picker, and what she picks is marked as not parsed', async () => {
      const plain = await open('https://plain.example/');
      await driver.fireMenu({ menuItemId: 'pick-element' }, plain);
      const mouse = (plain.raw as { mouse: { move(x: number, y: number): Promise<void> } }).mouse;
      await until(async () => {
        await mouse.move(60 + Math.random() * 4, 60);
        await plain.press('Enter');
        return (await saved(driver)) === before + 1;
      }, 'the picked element saved');
      const held = await newest(driver);
      expect(held.record.capture).toMatchObject({ parsed: false, tier: 'none' });
      expect(held.record.capture.method).toContain('picked-element');
    });

    test('a blank picture is no picture', async () => {
      const x = await open('https://x.com/home');
      await meddle(driver, 'blank');
      await saveNth(driver, x, POST, 0);
      const held = await newest(driver);
      expect(held.record.capture.notCaptured).toContainEqual({ what: 'picture', why: 'blank' });
      expect(paths(held)).not.toContain('original.png');
    });

    test('scrolled in between: taken once more, of the same post', async () => {
      const x = await open('https://x.com/home');
      await meddle(driver, 'scroll-once');
      await saveNth(driver, x, POST, 2);
      expect((await newest(driver)).head.hasPicture).toBe(true);
    });

    test('locked: saved and sealed without a number, taken in at unlock, kept', async () => {
      const x = await open('https://x.com/home');
      await desk.front();
      await desk.click(testid('lock-now'));
      await desk.waitFor(testid('lock-screen'));
      await x.front();
      await driver.fireMenu({ menuItemId: 'save-post', linkUrl: 'https://x.com/crow_11/status/2028047593333850112' }, x);
      await new Promise((done) => setTimeout(done, 2500));
      await desk.front();
      expect(await desk.evaluate(() => document.body.textContent)).not.toMatch(/crow_11|you lie/);
      await desk.fill(testid('unlock-passphrase'), PASSPHRASE);
      await desk.click(testid('unlock'));
      await desk.waitFor(testid('pending'));
      const held = await newest(driver);
      expect(held.head).toMatchObject({ savedWhileLocked: true, pending: true, number: before + 1, postId: '2028047593333850112' });
      expect(held.record.capture.savedWhileLocked).toBe(true);
      await until(async () => paths(await newest(driver)).includes('crop.png'), 'the crop, made at unlock');
      await desk.click(testid('pending-keep'));
      await until(async () => !(await newest(driver)).head.pending, 'kept');
    });

    // Last: what it is granted stays.
    test('the other tab\'s pixels are dropped, the words are saved and it says so', async () => {
      const x = await open('https://x.com/home');
      await driver.grantSite('<all_urls>');
      await meddle(driver, 'other-tab');
      await saveNth(driver, x, POST, 0);
      const held = await newest(driver);
      expect(held.head.hasPicture).toBe(false);
      expect(held.record.capture.notCaptured).toContainEqual({ what: 'picture', why: 'tab-changed' });
      expect(paths(held)).not.toContain('original.png');
      expect(held.post.post.text).toContain('you lie');
    });
  });
}
