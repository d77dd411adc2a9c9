import { expect, test } from '@playwright/test';
import type { Tab } from '@/scripts/lib/browsers/index.ts';
import { resize } from '../lib/session';
import { BROWSERS, type Bench, barBox, hands, openBench, post, until, wait } from './lib/bench';

/** In our closed root, as only the browser tells an extension: what of the bar is not as it should be, beside the first post. */
const barParts = (bench: Bench): Promise<string[]> => bench.driver.background(async () => {
  const [tab] = await chrome.tabs.query({ url: '*://practice.test/*' });
  const [got] = await chrome.scripting.executeScript({
    target: { tabId: tab?.id ?? -1 },
    func: () => {
      const el = document.documentElement.lastElementChild as HTMLElement & { openOrClosedShadowRoot?: ShadowRoot };
      const root = el.openOrClosedShadowRoot ?? (globalThis as { chrome?: typeof chrome }).chrome?.dom?.openOrClosedShadowRoot?.(el) ?? null;
      const [bar, frame, post] = [root?.querySelector('.bar'), root?.querySelector('.frame'), document.querySelector('article')].map((one) => one?.getBoundingClientRect());
      if (!root || !bar || !frame || !post) return ['no bar'];
      const buttons = [...root.querySelectorAll<HTMLElement>('button')];
      return [
        ...(bar.left >= 0 && bar.top >= 0 && bar.right <= innerWidth && bar.bottom <= innerHeight ? [] : ['outside the window']),
        ...(new Set(buttons.map((one) => one.getBoundingClientRect().top)).size === 1 ? [] : ['squeezed']),
        ...(Math.abs(frame.left + 2 - post.left) < 2 && Math.abs(frame.right - 2 - post.right) < 2 ? [] : ['the outline is elsewhere']),
        ...(bar.left < post.right && bar.right > post.left ? [] : ['not beside its post']),
        ...buttons.filter((one) => one.scrollWidth > one.clientWidth + 1 || getComputedStyle(one).direction !== 'ltr').map((one) => one.textContent ?? ''),
      ];
    },
  });
  return (got?.result as string[] | undefined) ?? ['no answer'];
});

type Box = { left: number; top: number; right: number; bottom: number };
const POSTS = `<body style="margin-top:60px">${post('1', 'finn', 'Go home, fool.')}${post('2', 'rosa', 'I liked your talk.')}`;

for (const browser of BROWSERS) {
  test.describe(`the bar in ${browser}`, () => {
    let bench: Bench;
    test.beforeAll(async () => {
      bench = await openBench(browser);
      await bench.setBar(true);
    });
    test.afterAll(() => bench.close());

    /** The bar beside the first post, long enough to be clicked. */
    async function withBar(headers: Record<string, string> = {}): Promise<{ tab: Tab; box: Box }> {
      const tab = await bench.open(POSTS, headers);
      await tab.hover('article[data-id="1"] .words');
      const box = await until(() => barBox(tab), (found) => found !== null);
      expect(box).not.toBeNull();
      await wait(400);
      return { tab, box: box! };
    }
    const asked = async (): Promise<number> => (await bench.heard()).filter((type) => type === 'capture').length;
    const press = ({ left, top, bottom }: Box, tab: Tab): Promise<void> => hands(tab).mouse.click(left + 40, (top + bottom) / 2);
    /** Clicks Save; how many captures that asked for. */
    async function clicked(tab: Tab, box: Box): Promise<number> {
      const before = await asked();
      await press(box, tab);
      await wait(350);
      return (await asked()) - before;
    }

    test('saves the post beside which it stands, by her own click', async () => {
      const { tab, box } = await withBar({ 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" });
      expect(await clicked(tab, box)).toBe(1);
      const captured = await bench.driver.background(() => (globalThis as unknown as { captured: { key: string; chosen: string } }).captured);
      expect(captured).toMatchObject({ key: '1', chosen: 'bar' });
      const told = await until(() => barBox(tab), (found) => found !== null);
      expect(told).not.toBeNull();
    });

    test('goes with Escape, and by keyboard saves too', async () => {
      const { tab } = await withBar();
      const before = await asked();
      await hands(tab).keyboard.press('Tab');
      await wait(400);
      await hands(tab).keyboard.press('Enter');
      await wait(350);
      expect((await asked()) - before).toBe(1);
      await until(() => barBox(tab), (found) => found !== null);
      await hands(tab).keyboard.press('Tab');
      await hands(tab).keyboard.press('Escape');
      expect(await until(() => barBox(tab), (found) => found === null)).toBeNull();
    });

    test('does not count a click that a script of the page makes', async () => {
      const { tab, box } = await withBar();
      const before = await asked();
      await tab.evaluate(({ x, y }) => {
        const host = document.documentElement.lastElementChild as HTMLElement;
        host.click();
        for (const type of ['pointerdown', 'pointerup', 'click'])
          document.elementFromPoint(x, y)!.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y, detail: 1 }));
      }, { x: box.left + 40, y: (box.top + box.bottom) / 2 });
      await wait(350);
      expect(await asked()).toBe(before);
    });

    const hostile: [string, () => void][] = [
      ['when the page makes everything faint', () => { document.documentElement.style.opacity = '0.01'; }],
      ['when the page filters everything', () => { document.documentElement.style.filter = 'brightness(0)'; }],
      ['when the page clips everything', () => { document.documentElement.style.clipPath = 'inset(0 0 99% 0)'; }],
      ['under a pseudo-element that lets the pointer through', () => {
        document.head.append(Object.assign(document.createElement('style'), { textContent: 'html::after{content:"Win!";position:fixed;inset:0;z-index:2147483647;pointer-events:none;background:red}' }));
      }],
      ['under a popover that lets the pointer through', () => {
        const over = Object.assign(document.createElement('div'), { popover: 'manual', textContent: 'Win!' });
        over.style.cssText = 'inset:0;width:100vw;height:100vh;pointer-events:none;background:red';
        document.body.append(over);
        over.showPopover();
      }],
      ['when the page writes on its element', () => { document.documentElement.lastElementChild!.setAttribute('style', 'opacity:0 !important'); }],
      ['when the page moves it into another element', () => {
        const shade = document.createElement('section');
        shade.style.opacity = '0';
        document.body.append(shade);
        shade.append(document.documentElement.lastElementChild!);
      }],
      ['when the page puts something after it', () => { document.documentElement.append(document.createElement('p')); }],
    ];
    for (const [name, attack] of hostile) {
      test(`does not count a click ${name}`, async () => {
        const { tab, box } = await withBar();
        await tab.evaluate(attack as () => void);
        expect(await clicked(tab, box)).toBe(0);
      });
    }

    test('does not count a click right after it came or moved', async () => {
      const { tab, box } = await withBar();
      const standing = (): Promise<boolean> => tab.evaluate(() => document.documentElement.lastElementChild !== document.body);
      await hands(tab).mouse.move(10, 880);
      expect(await until(standing, (there) => !there)).toBe(false);
      const before = await asked();
      await tab.hover('article[data-id="1"] .words');
      expect(await until(standing, (there) => there)).toBe(true);
      await press(box, tab);
      await wait(300);
      expect(await asked()).toBe(before);
      await tab.evaluate(() => {
        document.body.style.minHeight = '3000px';
        scrollTo(0, 3);
      });
      await wait(60);
      await press(box, tab);
      await wait(350);
      expect(await asked()).toBe(before);
      await press(box, tab);
      await wait(350);
      expect(await asked()).toBe(before + 1);
    });

    test('stays in the window, beside its post and in its own direction when the page turns its own, also in a narrow one', async () => {
      const { tab } = await withBar();
      await tab.evaluate(() => { for (const one of document.querySelectorAll<HTMLElement>('article')) one.style.maxInlineSize = '20rem'; });
      for (const [dir, width] of [['rtl', 1280], ['ltr', 420], ['rtl', 420]] as const) {
        await resize(tab, width, 760);
        await tab.evaluate((to) => { document.documentElement.dir = to; }, dir);
        const wrong = await until(() => barParts(bench), (found) => found.length === 0);
        expect({ dir, width, wrong }).toEqual({ dir, width, wrong: [] });
      }
      await wait(400);
      const box = await barBox(tab);
      expect(await clicked(tab, box!)).toBe(1);
    });

    test('gives up on a page that keeps taking it away', async () => {
      const { tab } = await withBar();
      const taken = await tab.evaluate(async () => {
        let count = 0;
        new MutationObserver((list) => list.forEach(({ addedNodes }) => addedNodes.forEach((node) => { count++; (node as Element).remove(); }))).observe(document.documentElement, { childList: true });
        document.documentElement.lastElementChild!.remove();
        await new Promise((done) => setTimeout(done, 1500));
        return count;
      });
      expect(taken).toBeLessThan(8);
      expect(await barBox(tab)).toBeNull();
    });

    test('stays away when it is switched off', async () => {
      await bench.setBar(false);
      const tab = await bench.open(POSTS);
      await tab.hover('article[data-id="1"] .words');
      await wait(500);
      expect(await barBox(tab)).toBeNull();
      await bench.ask('page.bar', { on: true, lang: 'fr' });
      await tab.hover('article[data-id="2"] .words');
      expect(await until(() => barBox(tab), (found) => found !== null)).not.toBeNull();
      await bench.ask('page.bar', { on: false, lang: 'fr' });
      expect(await barBox(tab)).toBeNull();
      await bench.setBar(true);
    });
  });
}
