import { expect, test } from '@playwright/test';
import type { PageCapture } from '@/utils/messages/types';
import { BROWSERS, type Bench, hands, openBench, post, until, wait } from './lib/bench';

const PAGE = `<style>p{margin:10px;padding:10px}</style><div id="box" style="margin:60px;padding:40px;background:#eee"><p id="one">First part, <b>mean words</b>.</p><p id="two">Second part.</p>
  <textarea>a draft of hers</textarea><div contenteditable>half an answer</div></div>${post('5', 'finn', 'A post that is known.')}`;

for (const browser of BROWSERS) {
  test.describe(`choosing by hand in ${browser}`, () => {
    let bench: Bench;
    test.beforeAll(async () => { bench = await openBench(browser); });
    test.afterAll(() => bench.close());

    async function choosing(how: 'picker' | 'region', html = PAGE): Promise<{ tab: Awaited<ReturnType<Bench['open']>>; answer: Promise<PageCapture | null> }> {
      const tab = await bench.open(html);
      const answer = bench.ask('page.capture', { pointing: { how }, wordsOnly: false });
      await until(() => tab.evaluate(() => document.documentElement.lastElementChild?.localName), (name) => name === 'div');
      await wait(400);
      return { tab, answer };
    }

    test('takes the part under the pointer, wider by one with an arrow', async () => {
      const { tab, answer } = await choosing('picker');
      await hands(tab).mouse.move(700, 125);
      await wait(200);
      await hands(tab).keyboard.press('ArrowUp');
      await hands(tab).keyboard.press('Enter');
      const got = await answer;
      expect(got).toMatchObject({ chosen: 'picker', parsed: false, post: { kind: 'unparsed', id: null, handle: null } });
      expect(got?.post.text).toBe('First part, mean words.\nSecond part.');
      expect(got?.html).toContain('Second part.');
      expect(`${got?.html} ${got?.post.text}`).not.toMatch(/draft of hers|half an answer/);
      expect(got?.notRead).toEqual(['draft', 'form-field']);
      expect((await bench.ask('page.standing', { key: got!.key })).rect).toEqual(got!.standing.rect);
      await tab.evaluate(() => { document.querySelector('#two')!.textContent = 'Other words.'; });
      expect((await bench.ask('page.standing', { key: got!.key })).rect).toBeNull();
    });

    test('works without a pointer: narrower, next, and back', async () => {
      const { tab, answer } = await choosing('picker', '<main style="height:800px"><p id="one">One</p><p id="two">Two</p></main>');
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter']) await hands(tab).keyboard.press(key);
      expect((await answer)?.post.text).toBe('Two');
    });

    test('reads a known post as one when exactly it was picked', async () => {
      const { tab, answer } = await choosing('picker', post('5', 'finn', 'A post that is known.'));
      await hands(tab).mouse.move(35, 30);
      await wait(80);
      await hands(tab).keyboard.press('Enter');
      expect(await answer).toMatchObject({ key: '5', parsed: true, chosen: 'picker', post: { handle: 'finn' } });
    });

    test('leaves with Escape, and the page hears none of it', async () => {
      const { tab, answer } = await choosing('picker');
      await tab.evaluate(() => {
        (window as unknown as { keys: string[] }).keys = [];
        window.addEventListener('keydown', ({ key }) => (window as unknown as { keys: string[] }).keys.push(key));
      });
      await hands(tab).keyboard.press('ArrowUp');
      await hands(tab).keyboard.press('Escape');
      expect(await answer).toBeNull();
      expect(await tab.evaluate(() => (window as unknown as { keys: string[] }).keys)).toEqual([]);
      expect(await tab.evaluate(() => document.documentElement.lastElementChild!.localName)).toBe('body');
    });

    test('is not led by keys that the page makes up', async () => {
      const { tab, answer } = await choosing('picker');
      await tab.evaluate(() => { for (const key of ['Enter', 'Escape']) document.documentElement.lastElementChild!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true })); });
      await wait(150);
      expect(await tab.evaluate(() => document.documentElement.lastElementChild!.localName)).toBe('div');
      await hands(tab).keyboard.press('Escape');
      expect(await answer).toBeNull();
    });

    test('draws a region with the pointer: its words only', async () => {
      const { tab, answer } = await choosing('region');
      const line = await tab.evaluate(() => { const { x, y, width, height } = document.querySelector('#two')!.getBoundingClientRect(); return { x, y, width, height }; });
      await hands(tab).mouse.move(line.x + 2, line.y + 2);
      await hands(tab).mouse.down();
      await hands(tab).mouse.move(line.x + 300, line.y + line.height - 2);
      await hands(tab).mouse.up();
      const got = await answer;
      expect(got).toMatchObject({ chosen: 'region', parsed: false, media: [], post: { text: 'Second part.' } });
      expect(got?.html).not.toContain('mean words');
      expect(got?.standing.rect?.width).toBeCloseTo(298, 0);
      expect((await bench.ask('page.standing', { key: got!.key })).rect).toEqual(got!.standing.rect);
      expect(await bench.ask('page.capture', { pointing: { how: 'key', key: got!.key }, wordsOnly: false })).toMatchObject({ key: got!.key, post: { text: 'Second part.' } });
      await tab.evaluate(() => { document.querySelector('#two')!.textContent = 'Other words.'; });
      expect(await bench.ask('page.capture', { pointing: { how: 'key', key: got!.key }, wordsOnly: false })).toBeNull();
    });

    test('moves and sizes a region by keyboard', async () => {
      const { tab, answer } = await choosing('region');
      await hands(tab).keyboard.press('ArrowRight');
      await hands(tab).keyboard.down('Shift');
      await hands(tab).keyboard.press('ArrowDown');
      await hands(tab).keyboard.up('Shift');
      await hands(tab).keyboard.press('Enter');
      const { rect, viewport } = (await answer)!.standing;
      expect(rect).toEqual({ x: viewport.width / 4 + 16, y: viewport.height / 4, width: viewport.width / 2, height: viewport.height / 2 + 16 });
    });
  });
}
