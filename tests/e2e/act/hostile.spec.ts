import { expect, test } from '@playwright/test';

import { launch, type Driver, type Tab } from '@/scripts/lib/browsers/index.ts';
import { BROWSERS, hands, makeExtension, post, until, wait } from '../page/lib/bench';

const SITE = 'https://practice.test/';
const PAGE = `<body style="margin-top:60px">${post('1', 'finn', 'Go home, fool.')}${post('2', 'rosa', 'I liked your talk.')}`;
type Place = { x: number; y: number };
type Surface = 'bar' | 'guide' | 'cover';

/** Somewhere else, where nothing of ours stood. */
const away = ({ x, y }: Place): Place => ({ x: x < 500 ? x + 220 : x - 220, y: y < 350 ? y + 260 : y - 260 });

/** What a hostile page does, once our thing stands; then she presses on our button, or where she is told. False: she never presses, the page does it alone. */
const ATTACKS: [name: string, attack: (at: Place) => void, press?: false | ((at: Place) => Place)][] = [
  ['opacity on the root', () => { document.documentElement.style.setProperty('opacity', '0.01', 'important'); }],
  ['opacity written on our element', () => { document.documentElement.lastElementChild!.setAttribute('style', 'opacity:0!important'); }],
  ['our element moved into a faint one', () => { const shade = document.createElement('section'); shade.style.opacity = '0'; document.body.append(shade); shade.append(document.documentElement.lastElementChild!); }],
  ['a filter', () => { document.documentElement.style.filter = 'brightness(0)'; }],
  ['a transform', () => { document.documentElement.style.transform = 'translateX(-3000px)'; }],
  ['a clip', () => { document.documentElement.style.clipPath = 'inset(0 0 99% 0)'; }],
  ['an overlay after ours', () => { const over = document.createElement('div'); over.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:red;pointer-events:none'; document.documentElement.append(over); }],
  ['a popover that lets the pointer through', () => { const over = Object.assign(document.createElement('div'), { popover: 'manual' }); over.style.cssText = 'inset:0;width:100vw;height:100vh;pointer-events:none;background:red'; document.body.append(over); over.showPopover(); }],
  ['a pseudo-element over all', () => { document.head.append(Object.assign(document.createElement('style'), { textContent: 'html::after{content:"Win!";position:fixed;inset:0;z-index:2147483647;pointer-events:none;background:red}' })); }],
  ['ours set anew under her pointer as she presses', () => { addEventListener('pointermove', () => document.documentElement.lastElementChild!.remove(), { capture: true, once: true }); }],
  ['ours made to follow her pointer', ({ x, y }) => { const host = document.documentElement.lastElementChild as HTMLElement; addEventListener('pointermove', (event) => { const { clientX, clientY } = event as PointerEvent; host.style.setProperty('translate', `${clientX - x}px ${clientY - y}px`, 'important'); }, { capture: true }); }, away],
  ['clicks that the page makes', ({ x, y }) => { const host = document.documentElement.lastElementChild as HTMLElement; host.click(); for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) (document.elementFromPoint(x, y) ?? host).dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y, detail: 1 })); }, false],
  ['our element taken away for good', () => { const drop = () => { const last = document.documentElement.lastElementChild; if (last !== document.body) last?.remove(); }; new MutationObserver(drop).observe(document.documentElement, { childList: true }); drop(); }],
];

/** In the top layer no rule of the page reaches the cover: there these change nothing that she sees, and her press is hers. */
const HARMLESS_TO_COVER = new Set(['opacity on the root', 'a filter', 'a transform', 'a clip', 'an overlay after ours', 'a popover that lets the pointer through', 'a pseudo-element over all', 'opacity written on our element', 'our element moved into a faint one']);

for (const browser of BROWSERS) {
  test.describe(`hostile pages in ${browser}`, () => {
    test.describe.configure({ timeout: 120_000 });
    let driver: Driver;
    test.beforeAll(async () => {
      const entries = { core: 'entrypoints/core/index.ts', show: 'entrypoints/show/index.ts', site: 'tests/e2e/page/lib/practice-site.ts', sweep: 'entrypoints/sweep/index.ts', guide: 'entrypoints/guide/index.ts' };
      driver = await launch(browser, { extensionDir: await makeExtension(entries), serve: { 'practice.test': ({ path }) => (path === '/' ? { body: PAGE } : null) }, viewport: { width: 1000, height: 700 } });
      await driver.background(async () => { await chrome.storage.session.set({ setting: { on: true, lang: 'en' } }); });
    });
    test.afterAll(() => driver.close());

    /** Middle of our first button, as only the browser tells an extension. */
    const button = (): Promise<Place | null> => driver.background(async () => {
      const [tab] = await chrome.tabs.query({ url: '*://practice.test/*' });
      const [got] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        func: () => {
          const el = document.documentElement.lastElementChild as HTMLElement & { openOrClosedShadowRoot?: ShadowRoot };
          const root = el.openOrClosedShadowRoot ?? (globalThis as { chrome?: typeof chrome }).chrome?.dom?.openOrClosedShadowRoot?.(el) ?? null;
          const box = root?.querySelector('button')?.getBoundingClientRect();
          return box && box.width > 0 ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) } : null;
        },
      });
      return (got?.result as Place | null | undefined) ?? null;
    }).catch(() => null);

    /** What her presses asked for; not what our scripts say by themselves. */
    const actions = (): Promise<number> => driver.background(() => (globalThis as unknown as { heard: { type: string; said?: string }[] }).heard
      .filter(({ type, said }) => type === 'capture' || type === 'undo' || type === 'sweep.command' || (type === 'guide.said' && said !== 'met')).length);

    async function show(surface: Surface): Promise<{ tab: Tab; at: Place }> {
      const tab = await driver.newTab(SITE);
      await tab.front();
      if (surface === 'bar') await tab.hover('article[data-id="1"] .words');
      else await driver.background(async (what) => {
        const [found] = await chrome.tabs.query({ url: '*://practice.test/*' });
        const target = { tabId: found?.id ?? -1 };
        await chrome.scripting.executeScript({ target, files: [`${what === 'guide' ? 'guide' : 'sweep'}.js`] });
        if (what === 'cover') return void (await chrome.tabs.sendMessage(target.tabId, { type: 'page.sweepStart', lang: 'en', run: 'a run', pictures: false, done: [] }));
        const asked = { token: 'a', lang: 'en', verb: 'block', way: 'do', sender: { site: 'gmail', userId: null, handle: 'finn', post: { id: '1', permalink: null } }, fresh: false, met: false, at: 1, of: 3 };
        await chrome.scripting.executeScript({ target, args: [JSON.stringify(asked)], func: (given: string) => (globalThis as unknown as Record<symbol, { begin(a: unknown): boolean }>)[Symbol.for('hf.guide 1')]?.begin(JSON.parse(given)) });
      }, surface);
      const at = await until(button, (place) => place !== null);
      expect(at, surface).not.toBeNull();
      // It counts a press once it stood for 300 ms; it stands by now.
      await wait(350);
      return { tab, at: (await button()) ?? at! };
    }

    for (const surface of ['bar', 'guide', 'cover'] as const) {
      test(`${surface}: an honest page counts her press`, async () => {
        const { tab, at } = await show(surface);
        const before = await actions();
        await hands(tab).mouse.click(at.x, at.y);
        expect(await until(actions, (count) => count > before)).toBe(before + 1);
        await tab.close();
      });

      test(`${surface}: a page that strips every style has nothing of ours to strip`, async () => {
        const { tab, at } = await show(surface);
        await tab.evaluate(() => {
          document.documentElement.lastElementChild!.removeAttribute('style');
          document.head.append(Object.assign(document.createElement('style'), { textContent: 'html > :last-child, html > div { all: initial !important; display: block !important; position: static !important; opacity: 0 !important }' }));
        });
        await wait(300);
        expect(await button()).toEqual(at);
        const before = await actions();
        await hands(tab).mouse.click(at.x, at.y);
        // It stands as it stood, above the page, in full: her press is hers.
        expect(await until(actions, (count) => count > before)).toBe(before + 1);
        await tab.close();
      });

      test(`${surface}: the hostile pages, no action`, async () => {
        const got: Record<string, number> = {};
        const atFirst = await actions();
        for (const [name, attack, press] of ATTACKS) {
          if (surface === 'cover' && HARMLESS_TO_COVER.has(name)) continue;
          const { tab, at } = await show(surface);
          const before = await actions();
          await tab.evaluate(attack as (at: Place) => void, at);
          const where = press === false ? null : press === undefined ? at : press(at);
          if (typeof press === 'function' && where !== null) {
            await hands(tab).mouse.move(where.x, where.y, { steps: 5 });
            // It stands where it stood: nothing of the page moves it.
            expect(await button(), name).toEqual(at);
          }
          if (where !== null) await hands(tab).mouse.click(where.x, where.y);
          await wait(100);
          got[name] = (await actions()) - before;
          await tab.close();
        }
        // None came late either.
        await wait(300);
        expect(await actions()).toBe(atFirst);
        expect(got).toEqual(Object.fromEntries(Object.keys(got).map((name) => [name, 0])));
        expect(Object.keys(got)).toHaveLength(surface === 'cover' ? ATTACKS.length - HARMLESS_TO_COVER.size : ATTACKS.length);
      });
    }
  });
}
