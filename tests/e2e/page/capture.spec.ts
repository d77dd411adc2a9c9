import { expect, test } from '@playwright/test';
import { BROWSERS, type Bench, hands, openBench, post, until } from './lib/bench';

const TWO = post('11', 'finn', 'Go home, fool.') + post('12', 'rosa', 'I liked your talk.') + '<div style="height:3000px"></div>' + post('13', 'far', 'Down here.');

for (const browser of BROWSERS) {
  test.describe(`reading a post in ${browser}`, () => {
    let bench: Bench;
    test.beforeAll(async () => { bench = await openBench(browser); });
    test.afterAll(() => bench.close());

    test('reads the post under the pointer', async () => {
      const tab = await bench.open(TWO);
      await tab.hover('article[data-id="12"] .words');
      const got = await bench.ask('page.capture', { pointing: { how: 'pointer' }, wordsOnly: false });
      expect(got).toMatchObject({ key: '12', chosen: 'pointer', parsed: true, site: 'generic', siteVersion: 7, post: { handle: 'rosa', text: 'I liked your talk.' } });
      expect(got?.standing.rect?.height).toBeGreaterThan(20);
      expect(got?.html).toContain('<p class="words">I liked your talk.</p>');
    });

    test('answers nothing rather than guess when the pointer is on no post', async () => {
      const tab = await bench.open(TWO);
      await hands(tab).mouse.move(5, 800);
      expect(await bench.ask('page.capture', { pointing: { how: 'pointer' }, wordsOnly: false })).toBeNull();
      expect(await bench.ask('page.capture', { pointing: { how: 'menu', linkUrl: null, selection: null }, wordsOnly: false })).toBeNull();
      expect(await bench.ask('page.capture', { pointing: { how: 'bar' }, wordsOnly: false })).toBeNull();
    });

    test('takes the focused post when she moved by keyboard last', async () => {
      const tab = await bench.open(post('1', 'a', 'One') + post('2', 'b', 'Two', '<button id="last">like</button>'));
      await tab.hover('article[data-id="1"] .words');
      await hands(tab).keyboard.press('Tab');
      const got = await bench.ask('page.capture', { pointing: { how: 'pointer' }, wordsOnly: false });
      expect(got).toMatchObject({ key: '2', chosen: 'focus' });
    });

    test('takes the post of the context menu, and no other in the same node later', async () => {
      const tab = await bench.open(TWO);
      await hands(tab).mouse.move(60, 60);
      await hands(tab).mouse.click(60, 60, { button: 'right' });
      const menu = { pointing: { how: 'menu' as const, linkUrl: null, selection: null }, wordsOnly: true };
      expect(await bench.ask('page.capture', menu)).toMatchObject({ key: '11', chosen: 'menu' });
      await tab.evaluate(() => {
        const node = document.querySelector('article')!;
        node.setAttribute('data-id', '99');
        node.querySelector('.words')!.textContent = 'Quite another post.';
      });
      expect(await bench.ask('page.capture', menu)).toBeNull();
    });

    test('scrolls a post into view and says so', async () => {
      await bench.open(TWO);
      const got = await bench.ask('page.capture', { pointing: { how: 'key', key: '13' }, wordsOnly: false });
      expect(got?.domChanges).toEqual([`scroll 0,0 to 0,${got!.standing.scrollY}`]);
      expect(got!.standing.scrollY).toBeGreaterThan(1000);
      expect(got!.standing.rect!.y).toBeGreaterThan(0);
      const seen = await bench.ask('page.inView', {});
      expect(seen.posts.map(({ key }) => key)).toEqual(['13']);
      expect(seen.health).toEqual({ found: 3, readable: 3, signs: 0 });
      expect(await bench.ask('page.capture', { pointing: { how: 'key', key: '11' }, wordsOnly: true })).toMatchObject({ domChanges: [] });
    });

    test('sees that the page moved on between reading and picture', async () => {
      const tab = await bench.open(TWO);
      const first = await bench.ask('page.standing', { key: '12' });
      expect(await bench.ask('page.standing', { key: '12' })).toEqual(first);
      await tab.evaluate(() => scrollTo(0, 40));
      const scrolled = await bench.ask('page.standing', { key: '12' });
      expect(scrolled.scrollY).toBe(40);
      expect(scrolled.rect?.y).toBe(first.rect!.y - 40);
      await tab.evaluate(() => history.pushState(null, '', '/?page=2'));
      expect((await bench.ask('page.standing', { key: '12' })).href).toBe('https://practice.test/?page=2');
      await tab.evaluate(() => document.querySelector('[data-id="12"]')!.setAttribute('data-id', '77'));
      expect((await bench.ask('page.standing', { key: '12' })).rect).toBeNull();
    });

    test('catches a node that shows another post by the time it is read', async () => {
      const tab = await bench.open(TWO);
      await bench.ask('page.standing', { key: '13' });
      await tab.evaluate(() => {
        const node = document.querySelector('[data-id="13"]')!;
        window.addEventListener('scroll', () => node.setAttribute('data-id', '78'));
      });
      const got = await bench.ask('page.capture', { pointing: { how: 'key', key: '13' }, wordsOnly: false });
      expect(await tab.evaluate(() => document.querySelectorAll('[data-id="78"]').length)).toBe(1);
      expect(got).toBeNull();
    });

    test('tells posts without an id apart by their words, and gives up on twins', async () => {
      const tab = await bench.open(post(null, 'a', 'First words') + post(null, 'b', 'Second words'));
      const { posts } = await bench.ask('page.inView', {});
      const key = posts[1]!.key;
      expect(await bench.ask('page.capture', { pointing: { how: 'key', key }, wordsOnly: true })).toMatchObject({ post: { text: 'Second words' } });
      await tab.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', document.body.innerHTML);
        document.querySelectorAll('article')[1]!.remove();
        document.body.append(document.querySelectorAll('article')[2]!.cloneNode(true));
      });
      expect(await bench.ask('page.capture', { pointing: { how: 'key', key }, wordsOnly: true })).toBeNull();
    });

    test('keeps picture bytes from the cache without a request, and none for words only', async () => {
      const image = '<img src="/dot.png" width="30" height="20"><img src="https://other.test/far.png">';
      // By http: a browser keeps nothing in its cache of a host whose certificate is our own.
      await bench.open(post('1', 'a', 'See', image), {}, 'http://practice.test');
      const asked = (): number => bench.driver.arrived.filter(({ path }) => path === '/dot.png').length;
      await until(async () => asked(), (count) => count > 0);
      const before = asked();
      const got = await bench.ask('page.capture', { pointing: { how: 'key', key: '1' }, wordsOnly: false });
      expect(got?.media[0]).toMatchObject({ url: 'http://practice.test/dot.png', type: 'image/png', reason: null, width: 30, height: 20 });
      expect(atob(got!.media[0]!.base64!).slice(1, 4)).toBe('PNG');
      expect(asked()).toBe(before);
      const words = await bench.ask('page.capture', { pointing: { how: 'key', key: '1' }, wordsOnly: true });
      expect(words?.media[0]).toMatchObject({ base64: null, reason: 'words-only' });
    });
  });
}
