import { expect, test } from '@playwright/test';
import { BROWSERS, type Bench, barBox, hands, openBench, post, until, wait } from './lib/bench';

/** Runs before anything else of the page: notes every call and every change that a script of the page could notice. */
const SPY = `<script>
  window.noticed = [];
  const note = (what) => noticed.push(what);
  const patch = (owner, name, label) => { const real = owner[name]; owner[name] = function (...args) { note(label); return real.apply(this, args); }; };
  for (const [owner, names] of [[EventTarget.prototype, ['addEventListener', 'dispatchEvent']], [Element.prototype, ['attachShadow', 'append', 'setAttribute', 'getBoundingClientRect', 'querySelectorAll']],
    [Node.prototype, ['appendChild', 'insertBefore', 'getRootNode']], [window, ['postMessage', 'fetch']], [Document.prototype, ['createElement', 'elementsFromPoint', 'querySelectorAll']]])
    for (const name of names) patch(owner, name, name);
  const getter = (owner, name) => { const real = Object.getOwnPropertyDescriptor(owner, name); Object.defineProperty(owner, name, { ...real, get() { note('get ' + name); return real.get.call(this); } }); };
  getter(Node.prototype, 'firstChild'); getter(Element.prototype, 'shadowRoot');
  new MutationObserver((list) => list.forEach((m) => note('changed ' + m.type + ' ' + m.target.nodeName))).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  window.symbolsBefore = Object.getOwnPropertySymbols(window).length;
  addEventListener('load', () => setTimeout(() => { noticed.length = 0; }));
</script>`;

const state = () => ({
  noticed: (window as unknown as { noticed: string[] }).noticed.filter((what) => !/^(changed childList BODY)$/.test(what)),
  sheets: document.adoptedStyleSheets.length,
  styles: document.styleSheets.length,
  rootChildren: [...document.documentElement.children].map((el) => el.localName).join(),
  globals: Object.getOwnPropertyNames(window).sort().join(),
  rootAttributes: document.documentElement.attributes.length,
  symbols: Object.getOwnPropertySymbols(window).length - (window as unknown as { symbolsBefore: number }).symbolsBefore,
});

for (const browser of BROWSERS) {
  test.describe(`what the page sees in ${browser}`, () => {
    let bench: Bench;
    test.beforeAll(async () => { bench = await openBench(browser); });
    test.afterAll(() => bench.close());

    test('is nothing while she reads, hovers, scrolls and types', async () => {
      const tab = await bench.open(SPY + post('1', 'finn', 'Go home.', '<input>'));
      await wait(200);
      const before = await tab.evaluate(state);
      await tab.hover('.words');
      await hands(tab).keyboard.press('Tab');
      await hands(tab).keyboard.type('hello');
      await hands(tab).mouse.click(300, 60, { button: 'right' });
      await wait(400);
      const after = await tab.evaluate(state);
      expect(after).toEqual({ ...before, noticed: [] });
      expect(after.rootChildren).toBe('head,body');
    });

    test('is nothing when the post is read for her', async () => {
      const tab = await bench.open(SPY + post('1', 'finn', 'Go home.'));
      await wait(200);
      await tab.hover('.words');
      expect(await bench.ask('page.capture', { pointing: { how: 'pointer' }, wordsOnly: false })).not.toBeNull();
      await bench.ask('page.inView', {});
      await bench.ask('page.source', {});
      await bench.ask('page.standing', { key: '1' });
      expect((await tab.evaluate(state)).noticed).toEqual([]);
    });

    test('is a bare div, and no word of ours, once the bar stands', async () => {
      const tab = await bench.open(SPY + post('1', 'finn', 'Go home.'), { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" });
      await bench.ask('page.told', { outcome: 'saved', number: 12, problem: null, undo: 'tok' });
      await until(() => tab.evaluate(() => document.documentElement.lastElementChild!.localName), (name) => name === 'div');
      const { noticed } = await tab.evaluate(state);
      const seen = await tab.evaluate(() => {
        const host = document.documentElement.lastElementChild!;
        return { html: host.outerHTML, root: host.shadowRoot, text: document.documentElement.textContent!.includes('12'), sheets: document.adoptedStyleSheets.length, width: host.getBoundingClientRect().width };
      });
      expect(seen).toEqual({ html: '<div></div>', root: null, text: false, sheets: 0, width: 0 });
      expect(noticed).toEqual(['changed childList HTML']);
      // Dressed in spite of the page's policy: in the lower far corner, of the height of one line.
      const box = (await barBox(tab))!;
      expect(box.left).toBeGreaterThan(800);
      expect(box.bottom - box.top).toBeLessThan(80);
    });

    test('is out of the picture and of the kept page by the time the answer goes out', async () => {
      const tab = await bench.open(post('1', 'finn', 'Go home.'));
      await bench.ask('page.told', { outcome: 'saved', number: 12, problem: null, undo: 'tok' });
      await until(() => barBox(tab), (box) => box !== null);
      const { html, notRead } = await bench.ask('page.source', {});
      expect(notRead).toEqual([]);
      expect(html).toContain('Go home.');
      const answer = await bench.ask('page.capture', { pointing: { how: 'key', key: '1' }, wordsOnly: false });
      expect(answer?.html).toContain('Go home.');
      expect(await tab.evaluate(() => document.documentElement.lastElementChild!.localName)).toBe('body');
    });
  });
}
