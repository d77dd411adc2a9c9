import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { BROWSERS, type Bench, openBench, post } from './lib/bench';
import { ATTRIBUTES_KEPT, ELEMENTS_KEPT } from './lib/kept';

const SECRETS = `<article data-id="1" onclick="steal('CANARY1')" nonce="CANARY2" style="--x:CANARY3" data-token="CANARY4">
  <b class="who">finn</b><p class="words">Plain words stay.</p>
  <!-- CANARY5 --><script>var s = "CANARY6"</script><style>.CANARY7{}</style><template>CANARY8</template><noscript>CANARY9</noscript>
  <input type="hidden" value="CANARY10"><input type="password" value="CANARY11"><textarea>CANARY12</textarea><select><option value="CANARY13">CANARY14</option></select>
  <div contenteditable="true">CANARY15</div><div contenteditable="plaintext-only">CANARY16</div><div role="textbox">CANARY17</div>
  <iframe srcdoc="<p>CANARY18</p>"></iframe><a href="javascript:alert('CANARY19')">link</a>
  <a href="https://user:CANARY20@files.test/a.png?v=3&X-Amz-Signature=CANARY21&sig=CANARY22#access_token=CANARY23">signed</a>
  <img src="https://cdn.test/i.jpg?format=jpg&oh=CANARY24&oe=CANARY25" alt="an alt text" srcset="https://cdn.test/x?CANARY26 2x">
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><canvas>CANARY27</canvas><svg><text>CANARY28</text></svg>
  <form action="https://a.test/?CANARY29"><input name="firstChild"><input name="attributes"><input name="nodeType"><input name="localName"><p>Words in a form stay.</p></form>
  <object data="x?CANARY30">CANARY31</object><button value="CANARY32" formaction="CANARY33">Like</button>
  <a href="https://a.test/eyJhbGciOiJub25lIn0.eyJzdWIiOiJDQU5BUlkzNCJ9.c2lnbmF0dXJlMTIz/x" ping="https://a.test/CANARY35">in the path</a><a id="x" href="blob:https://a.test/CANARY36">blob</a>
  <div id="open"></div><div id="closed"></div><x-empty style="display:block;width:9px;height:9px"></x-empty><div style="display:none">Kept but not drawn.</div>
</article><script>
  document.querySelector('#open').attachShadow({ mode: 'open' }).innerHTML = '<p>Words in the open. <slot></slot></p><style>CANARY37</style>';
  document.querySelector('#closed').attachShadow({ mode: 'closed' }).innerHTML = '<p>CANARY38</p>';
  document.querySelector('.words').append(String.fromCharCode(0xd83d), String.fromCharCode(0), ' <b>&amp;');
</script>`;

/** Names a hostile page may use, ours among them. */
const tag = fc.constantFrom('div', 'p', 'a', 'form', 'table', 'td', 'li', 'svg', 'math', 'style', 'script', 'xmp', 'plaintext', 'textarea', 'title', 'select', 'option', 'button', 'iframe',
  'noscript', 'pre', 'img', 'x-own', 'template', 'mglyph', 'annotation-xml', 'foreignObject', 'input', 'video', 'base', 'meta', 'a-b-c', 'slot', 'frameset', 'body', 'html');
const name = fc.constantFrom('href', 'src', 'title', 'alt', 'onclick', 'style', 'srcdoc', 'id', 'name', 'class', 'action', 'xlink:href', 'poster', 'data-x', 'is', 'nonce', 'contenteditable', 'background', 'datetime', 'http-equiv');
const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('javascript:void(9)', ' \tjava\nscript:x', 'data:text/html,<script>', '"><script>x</script>', "'><img onerror=x>", 'firstChild', 'attributes',
  'localName', 'vbscript:x', 'https://a.test/?token=abc', '\ud800', '--><script>', '</style><script>', '`', 'true'));
interface Tree { tag: string; attributes: [string, string][]; children: (Tree | string)[] }
const { tree } = fc.letrec<{ tree: Tree; child: Tree | string }>((tie) => ({
  child: fc.oneof({ depthSize: 'small' }, value, tie('tree')),
  tree: fc.record({ tag, attributes: fc.array(fc.tuple(name, value), { maxLength: 4 }), children: fc.array(tie('child'), { maxLength: 4 }) }),
}));

for (const browser of BROWSERS) {
  test.describe(`kept HTML in ${browser}`, () => {
    let bench: Bench;
    test.beforeAll(async () => { bench = await openBench(browser); });
    test.afterAll(() => bench.close());
    const capture = async (key = '1') => (await bench.ask('page.capture', { pointing: { how: 'key', key }, wordsOnly: true }))!;

    test('holds no token, draft, password, hidden field, script or signed address', async () => {
      await bench.open(SECRETS);
      const { html, notRead } = await capture();
      expect(html.match(/CANARY\d+|eyJ[\w.]*|R0lGOD|steal/g)).toBeNull();
      for (const words of ['Plain words stay.', 'Words in a form stay.', 'Words in the open.', 'an alt text', 'https://cdn.test/i.jpg?format=jpg', 'https://files.test/a.png?v=3"', '<div hidden="">Kept but not drawn.'])
        expect(html).toContain(words);
      expect(html).toContain('\\uD83D');
      expect(html).toContain('␀ &lt;b&gt;&amp;amp;');
      expect(html.isWellFormed()).toBe(true);
      expect(notRead).toEqual(['blob-address', 'canvas', 'closed-shadow-root', 'data-address', 'draft', 'drawing', 'form-field', 'frame']);
    });

    test('stops at its limits and says so', async () => {
      const tab = await bench.open(post('1', 'finn', 'Deep.'));
      await tab.evaluate(() => {
        let deep: Element = document.querySelector('article')!;
        for (let i = 0; i < 1_500; i++) deep = deep.appendChild(document.createElement('div'));
        deep.append('the very bottom');
      });
      const deep = await capture();
      expect(deep.notRead).toEqual(['over-limit']);
      expect(deep.html.split('<div>').length).toBeLessThan(210);
      await tab.evaluate(() => {
        const post = document.querySelector('article')!;
        post.lastElementChild!.remove();
        for (let i = 0; i < 30_000; i++) post.append(document.createElement('i'));
        post.append('x'.repeat(2_000_000));
      });
      const wide = await capture();
      expect(wide.notRead).toEqual(['over-limit']);
      expect(wide.html.length).toBeLessThan(410_000);
    });

    test('read again by a parser has only elements and attributes of the list, whatever the page is made of', async () => {
      const tab = await bench.open(post('1', 'finn', 'Words.'));
      const build = (trees: Tree[]): void => {
        const post = document.querySelector('article')!;
        const make = ({ tag, attributes, children }: Tree): Element => {
          const el = ['svg', 'mglyph', 'foreignObject'].includes(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
          for (const [key, text] of attributes) try { el.setAttribute(key, text); } catch { /* no name */ }
          for (const child of children) el.append(typeof child === 'string' ? child : make(child));
          return el;
        };
        while (post.childNodes.length > 3) post.lastChild!.remove();
        for (const tree of trees) try { post.append(make(tree)); } catch { /* not to be built */ }
      };
      let elements = 0;
      for (const trees of fc.sample(fc.array(tree, { minLength: 3, maxLength: 8 }), { numRuns: 60, seed: 7 })) {
        await tab.evaluate(build as never, JSON.parse(JSON.stringify(trees)) as never);
        const { html } = await capture();
        expect(html.isWellFormed()).toBe(true);
        const odd = await tab.evaluate(({ html, elements, attributes }) => {
          const parsed = new DOMParser().parseFromString(html, 'text/html');
          const all = [...parsed.body.querySelectorAll('*')];
          const bad = all.flatMap((el) => [
            ...(elements.includes(el.localName) || el.localName.includes('-') ? [] : [el.localName]),
            ...[...el.attributes].filter(({ name, value }) => !attributes.includes(name) || /^\s*(java|vb)script:|^data:/i.test(value)).map(({ name, value }) => `${name}=${value}`).filter((text) => !/^(title|alt|class|id|datetime)=/.test(text)),
          ]);
          return { bad, count: all.length, comments: html.includes('<!--'), head: parsed.head.children.length };
        }, { html, elements: ELEMENTS_KEPT, attributes: ATTRIBUTES_KEPT });
        expect(odd).toMatchObject({ bad: [], comments: false, head: 0 });
        elements += odd.count;
      }
      expect(elements).toBeGreaterThan(300);
    });
  });
}
