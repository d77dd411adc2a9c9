import { expect, test } from '@playwright/test';
import type { SweepPost } from '@/utils/messages/sweep';
import { BROWSERS, post } from './lib/bench';
import { openSweepBench, type SweepBench } from './lib/sweep-bench';

const SITE = 'practice.test';
const article = (i: number): string => post(`${i}`, 'grimbly', `You tedious fraud, number ${i}.`);
const many = (from: number, to: number): string => Array.from({ length: to - from }, (_, i) => article(from + i)).join('');
const keys = (posts: SweepPost[]): string[] => posts.map(({ capture }) => capture.key);
const numbers = (to: number): string[] => Array.from({ length: to }, (_, i) => `${i}`);

for (const browser of BROWSERS) {
  test.describe(`the ways of a sweep in ${browser}`, () => {
    test.describe.configure({ timeout: 120_000 });
    let bench: SweepBench;
    let html = '';
    test.beforeAll(async () => {
      bench = await openSweepBench(browser, { serve: { [SITE]: () => ({ body: html }) }, site: 'tests/e2e/page/lib/practice-site.ts', viewport: { width: 900, height: 640 } });
    });
    test.afterAll(() => bench.close());
    const open = (body: string) => {
      html = `<!DOCTYPE html><title>p</title><body style="margin:0">${body}`;
      return bench.open(`https://${SITE}/thread/1`);
    };

    test('goes on loading where the page loads at its end, a while later', async () => {
      await open(`<div id="list">${many(0, 20)}</div><div id="end" style="height:10px"></div><script>
        let n = 20, busy = false;
        const row = (i) => { const a = document.createElement('article'); a.dataset.id = i; a.style.cssText = 'margin:20px;padding:20px;border:1px solid'; a.innerHTML = '<b class="who">grimbly</b> <p class="words">You tedious fraud, number ' + i + '.</p>'; return a; };
        new IntersectionObserver(([e]) => { if (!e.isIntersecting || busy || n >= 80) return; busy = true; setTimeout(() => { for (let i = 0; i < 20; i++) list.append(row(n++)); busy = false; }, 300); }, { rootMargin: '50px' }).observe(end);
      </script>`);
      await bench.start();
      const { posts, last } = await bench.sweep();
      expect(last.end).toBe('end');
      expect(keys(posts)).toEqual(numbers(80));
    });

    test('moves the part of the page in which the posts stand', async () => {
      await open(`<div style="display:flex;height:100vh"><nav style="width:200px">menu</nav><main style="flex:1;overflow-y:auto">${many(0, 40)}</main></div>`);
      await bench.start();
      const { posts } = await bench.sweep((sofar) => sofar.length >= 40);
      expect(keys(posts)).toEqual(numbers(40));
      expect(posts.at(-1)!.capture.standing.scrollY).toBe(0);
    });

    test('loses nothing where posts come in above, and nothing twice', async () => {
      const tab = await open(`<div id="list">${many(0, 60)}</div>`);
      await bench.start();
      let came = false;
      const { posts } = await bench.sweep((sofar) => {
        if (!came && sofar.length > 0) void tab.evaluate(() => {
          const made = Array.from({ length: 8 }, (_, i) => { const a = document.querySelector('article')!.cloneNode(true) as HTMLElement; a.dataset['id'] = `new${i}`; return a; });
          document.getElementById('list')!.prepend(...made);
        });
        came = true;
        return false;
      });
      const old = keys(posts).filter((key) => !key.startsWith('new'));
      expect(old).toEqual(numbers(60));
    });

    test('passes over what is saved already, and knows posts without an id again after a load', async () => {
      const bare = Array.from({ length: 30 }, (_, i) => post(null, 'grimbly', `You tedious fraud, number ${i}.`)).join('');
      await open(bare);
      await bench.start({ pictures: true });
      // For pictures an answer holds one window: it ends in the middle.
      const first = await bench.sweep((posts) => posts.length >= 5);
      const before = keys(first.posts);
      expect(before.length).toBeLessThan(30);
      await open(bare);
      await bench.start({ pictures: true, done: before });
      const second = await bench.sweep((posts) => before.length + posts.length >= 30);
      expect(new Set([...before, ...keys(second.posts)]).size).toBe(30);
      expect(keys(second.posts).filter((key) => before.includes(key))).toEqual([]);
    });

    test('answers again what was not acknowledged, three times, and nothing that is pending', async () => {
      await open(many(0, 3));
      await bench.start();
      const [one, two, three] = ['0', '1', '2'];
      expect(keys((await bench.ask('page.sweepNext', {})).posts)).toEqual([one, two, three]);
      await bench.tell({ acknowledged: ['1'] });
      expect(keys((await bench.ask('page.sweepNext', { pending: ['2'] })).posts)).toEqual([one]);
      await bench.tell({ acknowledged: ['0'] });
      expect(keys((await bench.ask('page.sweepNext', {})).posts)).toEqual([three]);
      expect(keys((await bench.ask('page.sweepNext', {})).posts)).toEqual([three]);
      expect((await bench.sweep()).posts).toEqual([]);
    });

    test('stands still where the page goes to another address, and goes on when it is back', async () => {
      const tab = await open(many(0, 60));
      await bench.start();
      await bench.ask('page.sweepNext', {});
      await tab.evaluate(() => history.pushState(null, '', '/thread/2'));
      expect(await bench.ask('page.sweepNext', { pending: numbers(60) })).toMatchObject({ end: 'stuck', halt: 'address-changed', posts: [] });
      await tab.evaluate(() => history.back());
      // Back where it was, there is more to read: what it answers first are posts, not the end.
      await expect.poll(async () => (await bench.ask('page.sweepNext', {})).posts.length, { timeout: 60_000 }).toBeGreaterThan(0);
    });

    test('answers nothing but "hidden" while the tab is hidden', async () => {
      const tab = await open(many(0, 60));
      await bench.start({ pictures: true });
      const other = await bench.driver.newTab(`https://${SITE}/other`);
      await other.front();
      // The driver keeps Chromium's tabs awake, also those behind and minimised ones: there our world is told what the browser would say.
      if (browser === 'chromium') await bench.pretend('hidden');
      await expect.poll(async () => (await bench.ask('page.sweepNext', {})).end, { timeout: 60_000 }).toBe('hidden');
      expect(await bench.ask('page.sweepNext', {})).toMatchObject({ end: 'hidden', halt: 'hidden', posts: [] });
      expect((await bench.ask('page.sweepLift', { on: true })).standing.visible).toBe(false);
      await other.close();
      await tab.front();
      if (browser === 'chromium') await bench.pretend('visible');
      await expect.poll(async () => (await bench.ask('page.sweepNext', {})).posts.length, { timeout: 60_000 }).toBeGreaterThan(0);
    });

    test('for pictures: each post whole below a header that sticks, a tall one in parts, each change said', async () => {
      const tall = `<article data-id="tall" style="margin:20px;border:1px solid"><b class="who">grimbly</b><p class="words">On and on.</p><div style="height:1500px"></div></article>`;
      await open(`<header style="position:sticky;top:0;height:70px;background:#ddd;z-index:3">Head</header>${many(0, 9)}${tall}${many(9, 20)}`);
      await bench.start({ pictures: true });
      const { posts } = await bench.sweep((sofar) => new Set(keys(sofar)).size > 20);
      const short = posts.filter(({ capture }) => capture.key !== 'tall');
      expect(keys(short)).toEqual(numbers(20));
      for (const { rect, whole, capture } of short) {
        expect(whole, capture.key).toBe(true);
        expect(rect!.y, capture.key).toBeGreaterThanOrEqual(69);
        expect(rect!.y + rect!.height, capture.key).toBeLessThanOrEqual(641);
      }
      expect(short.flatMap(({ capture }) => capture.domChanges).join()).toMatch(/scroll \d+ to \d+/);
    });

    test('and a tall one goes on in the next answer until its end is seen, or it is acknowledged', async () => {
      await open(`${many(0, 1)}<article data-id="tall" style="margin:20px"><b class="who">grimbly</b><p class="words">On and on.</p><div style="height:1500px"></div></article>${many(1, 3)}`);
      await bench.start({ pictures: true });
      const parts: SweepPost[] = [];
      const rest: string[] = [];
      while (rest.length < 3) {
        const { posts, end } = await bench.ask('page.sweepNext', {});
        expect(end).toBe('no');
        parts.push(...posts.filter(({ capture }) => capture.key === 'tall'));
        rest.push(...keys(posts).filter((key) => key !== 'tall'));
        await bench.tell({ acknowledged: posts.filter((one) => !one.more).map(({ capture }) => capture.key) });
      }
      expect(rest).toEqual(numbers(3));
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.map(({ more }) => more)).toEqual([...parts.slice(1).map(() => true), false]);
      const pieces = parts.map(({ rect }) => [Math.max(0, -rect!.y), 640 - rect!.y]);
      pieces.slice(1).forEach(([from], i) => expect(from, 'no gap between the parts').toBeLessThanOrEqual(pieces[i]![1]!));
    });
  });
}
