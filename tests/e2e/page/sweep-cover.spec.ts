import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { placeOf } from '../lib/pierce';
import { BROWSERS, hands, post, until } from './lib/bench';
import { openSweepBench, type SweepBench } from './lib/sweep-bench';

const SITE = 'practice.test';
/** The page's own colour: where it is seen, the page is seen. (Firefox tints the scroll bar with it, which holds no words: it has none here.) */
const LOUD = [255, 0, 200] as const;
const words = (n: number): string => Array.from({ length: n }, (_, i) => post(`${i + 1}`, 'grimbly', `You tedious fraud, number ${i + 1}.`)).join('');
const page = (more = ''): string => `<!DOCTYPE html><title>loud</title><style>html{background:rgb(255,0,200);scrollbar-width:none}</style><body>${words(30)}${more}`;
const TOGETHER = { timeout: 60_000 };

for (const browser of BROWSERS) {
  test.describe(`the cover in ${browser}`, () => {
    test.describe.configure({ timeout: 120_000 });
    let bench: SweepBench;
    let html = '';
    test.beforeAll(async () => {
      bench = await openSweepBench(browser, { serve: { [SITE]: () => ({ body: html }) }, site: 'tests/e2e/page/lib/practice-site.ts', viewport: { width: 900, height: 640 } });
    });
    test.afterAll(() => bench.close());
    const open = (body: string) => {
      html = body;
      return bench.open(`https://${SITE}/thread/1`);
    };
    const loud = (): Promise<number> => bench.share(LOUD);
    const covered = async (): Promise<void> => {
      await expect.poll(loud, TOGETHER).toBe(0);
    };

    test('lets nothing of the page be seen, but at a picture, and goes with the end', async () => {
      await open(page());
      expect(await loud()).toBeGreaterThan(0.2);
      await bench.start({ pictures: true });
      expect(await loud()).toBe(0);
      const { posts } = await bench.ask('page.sweepNext', {});
      expect(posts.length).toBeGreaterThan(2);
      const lifted = await bench.ask('page.sweepLift', { on: true });
      expect(lifted.right).toBe(true);
      expect(await loud()).toBeGreaterThan(0.2);
      for (const { capture, rect, whole } of posts) {
        expect(whole).toBe(true);
        expect(lifted.rects[capture.key]).toEqual(rect);
      }
      await bench.ask('page.sweepLift', { on: false });
      expect(await loud()).toBe(0);
      await bench.ask('page.sweepEnd', {});
      expect(await loud()).toBeGreaterThan(0.2);
      await expect(bench.ask('page.sweepNext', {})).resolves.toEqual({ failed: 'page-error' });
    });

    // The clock is the same in both.
    if (browser === 'chromium') test('is back by itself where nobody puts it back after a picture, and says that it was', async () => {
      await open(page());
      await bench.start({ pictures: true });
      expect(await bench.ask('page.sweepLift', { on: true })).toMatchObject({ right: true });
      expect(await loud()).toBeGreaterThan(0.2);
      await covered();
      expect(await bench.ask('page.sweepLift', { on: false })).toMatchObject({ right: false });
      expect(await bench.ask('page.sweepLift', { on: true })).toMatchObject({ right: true });
      expect(await bench.ask('page.sweepLift', { on: false })).toMatchObject({ right: true });
    });

    test('leaves no mark on the page by which it could be told', async () => {
      const tab = await open(page());
      await bench.start();
      const seen = await tab.evaluate(() => {
        const host = document.documentElement.lastElementChild!;
        return { html: host.outerHTML, root: host.shadowRoot, words: document.documentElement.textContent!.includes('Pause'), sheets: document.adoptedStyleSheets.length, attributes: document.documentElement.attributes.length + document.body.attributes.length };
      });
      expect(seen).toEqual({ html: '<div></div>', root: null, words: false, sheets: 0, attributes: 0 });
    });

    test('lies above a dialog that the page opens later', async () => {
      const tab = await open(page('<dialog style="width:80vw;height:80vh;background:rgb(255,0,200)">You fraud.</dialog><div popover=manual id=over style="inset:0;width:100vw;height:100vh;pointer-events:none;background:rgb(255,0,200)">Ha</div>'));
      await bench.start();
      await tab.evaluate(() => document.querySelector('dialog')!.showModal());
      await covered();
      await tab.evaluate(() => document.getElementById('over')!.showPopover());
      await covered();
      expect((await bench.ask('page.sweepNext', {})).halt).toBeNull();
    });

    test('comes back when the page takes it away', async () => {
      const tab = await open(page());
      await bench.start();
      await tab.evaluate(() => document.documentElement.lastElementChild!.remove());
      await covered();
      await tab.evaluate(() => document.documentElement.append(document.createElement('p')));
      await covered();
      expect((await bench.ask('page.sweepNext', {})).posts.length).toBeGreaterThan(2);
    });

    test('and where the page takes it away again and again, the sweep stops and says so', async () => {
      const tab = await open(page());
      await bench.start();
      await tab.evaluate(() => {
        new MutationObserver((list) => list.forEach(({ addedNodes }) => addedNodes.forEach((node) => (node as Element).remove()))).observe(document.documentElement, { childList: true });
        document.documentElement.lastElementChild!.remove();
      });
      await expect.poll(async () => (await bench.ask('page.sweepNext', {})).halt, TOGETHER).toBe('cover-lost');
      const refused = await bench.start();
      expect(refused.refused === 'cover-lost' || (await until(() => bench.ask('page.sweepNext', {}), ({ halt }) => halt === 'cover-lost')).halt === 'cover-lost').toBe(true);
    });

    test('keeps the keys from the page, and its buttons count her own presses only', async () => {
      const tab = await open(page('<script>window.heard=[];addEventListener("keydown",(e)=>{if(e.target!==document.documentElement.lastElementChild)heard.push(e.key)});document.addEventListener("focusin",(e)=>{if(e.target!==document.documentElement.lastElementChild)heard.push("focus")})</script><a href="/away">away</a>'));
      await bench.start();
      const before = (await bench.commands()).length;
      await tab.evaluate(() => {
        const host = document.documentElement.lastElementChild as HTMLElement;
        host.click();
        for (let y = 20; y < innerHeight; y += 20) for (let x = 20; x < innerWidth; x += 40)
          for (const type of ['pointerdown', 'pointerup', 'click']) document.elementFromPoint(x, y)!.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y }));
      });
      expect(await bench.commands()).toHaveLength(before);
      await new Promise((done) => setTimeout(done, 400));
      for (const key of ['Escape', 'Escape', 'Tab', 'Tab', 'Tab', 'Tab']) await hands(tab).keyboard.press(key);
      await covered();
      expect(await tab.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
      await bench.tell({ state: 'paused' });
      await new Promise((done) => setTimeout(done, 400));
      await hands(tab).keyboard.press('Enter');
      await expect.poll(async () => (await bench.commands()).slice(before), TOGETHER).toEqual(['resume']);
    });

    // There is no way to Firefox's accessibility tree from here.
    if (browser === 'chromium') test('is read out in its own words only', async () => {
      const tab = await open(page());
      await bench.start();
      await bench.tell({ saved: 128, perMinute: 62, secondsLeft: 200 });
      const session = await (tab.raw as Page).context().newCDPSession(tab.raw as Page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const said = nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value ?? '')).join(' ');
      expect(said).toContain('You do not have to look.');
      expect(said).toContain('128 saved');
      expect(said).not.toMatch(/tedious|grimbly/);
      await new Promise((done) => setTimeout(done, 400));
      const before = (await bench.commands()).length;
      const { x, y } = await placeOf(tab, 'button', 'Stop');
      await hands(tab).mouse.click(x, y);
      await expect.poll(async () => (await bench.commands()).slice(before), TOGETHER).toEqual(['stop']);
    });

    test('stays with the sum when all is read, until she takes it away', async () => {
      const tab = await open(page());
      await bench.start();
      await bench.tell({ state: 'done', saved: 30 });
      await covered();
      await new Promise((done) => setTimeout(done, 400));
      await hands(tab).keyboard.press('Enter');
      await expect.poll(loud, TOGETHER).toBeGreaterThan(0.2);
    });

    test('stops what sounds, also what begins later, and says so in the record', async () => {
      const silence = `data:audio/wav;base64,${Buffer.concat([Buffer.from('RIFF\x24\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\x1f\0\0', 'latin1'), Buffer.alloc(7936, 128)]).toString('base64')}`;
      const tab = await open(page(`<audio loop muted src="${silence}"></audio>`));
      const paused = (): Promise<boolean> => tab.evaluate(() => document.querySelector('audio')!.paused);
      await tab.evaluate(() => document.querySelector('audio')!.play());
      expect(await paused()).toBe(false);
      await bench.start();
      expect(await paused()).toBe(true);
      await tab.evaluate(() => void document.querySelector('audio')!.play().catch(() => {}));
      await expect.poll(paused, TOGETHER).toBe(true);
      const { posts } = await bench.ask('page.sweepNext', {});
      expect(posts[0]!.capture.domChanges).toContain('stop sound or video');
    });
  });
}
