import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import type { outline as make, Outline } from '../../utils/page/outline/index';
import { PARTS, ROLES, TAGS } from '../../utils/page/outline/known';
import { fixturePages, hasPages, keyPages, noPages, type KeyPage, type KeyPost } from './keys';

let reader: Reader;
beforeAll(async () => { reader = await openReader({ entry: 'utils/page/outline/index.ts' }); }, 60_000);
afterAll(() => reader?.close());

type World = { __reader: { outline: typeof make } };

async function outlineOf(url: string, html: string, limits?: Parameters<typeof make>[1]): Promise<Outline> {
  const page = await reader.open({ url, html });
  try {
    return await page.evaluate((limits) => (globalThis as unknown as World).__reader.outline(document.documentElement, limits ?? undefined), limits ?? null);
  } finally {
    await page.close();
  }
}

const NOTE = 'The page is larger than an outline may be. The rest is left out.';
const WORD = /[\p{L}\p{N}]+/gu;
const CLASSES = new Set(['t', 'tt', 'ttt', 'open', 'closed', 'a', 'aa', '0']);

/** Every word of an outline is one of the closed lists, or a count or a shape: nothing else can be in it. */
function strangers(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== NOTE);
  const found = new Set<string>();
  for (const line of lines) {
    // Shapes of ids and counts of classes and of repeated lines are what is left of numbers and names.
    const rest = line.replace(/ #[aA0?:_-]+…?/g, ' ').replace(/ \.\d+/g, ' ').replace(/ ×\d+$/, '');
    for (const [run] of rest.matchAll(WORD)) {
      if (CLASSES.has(run) || TAGS.has(run) || ROLES.has(run)) continue;
      const words = run.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
      if (words.join('') === run && words.every((word) => PARTS.has(word.toLowerCase()))) continue;
      found.add(run);
    }
  }
  return [...found];
}

function values(post: KeyPost): string[] {
  const own = [post.id, post.handle, post.displayName, post.permalink, post.userId, post.postedAt, post.text, post.textFull].filter((value): value is string => typeof value === 'string');
  return [...own, ...(post.quoted ? values(post.quoted) : [])];
}

/** As a whole word, so that a handle `art` is not found in `article`. */
function holds(text: string, value: string): boolean {
  if (!text.toLowerCase().includes(value.slice(0, 80).toLowerCase())) return false;
  const at = value.slice(0, 80).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${at}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

async function checkPage(page: KeyPage): Promise<void> {
  const { text } = await outlineOf(page.url, readFileSync(page.file, 'utf8'));
  expect(text).toMatch(/^html/);
  expect(strangers(text)).toEqual([]);
  const own = [...new Set(page.posts.flatMap(values))].filter((value) => value.length > 2);
  expect(own.filter((value) => holds(text, value)), 'values of the key').toEqual([]);
  const words = own.flatMap((value) => value.match(WORD) ?? []).filter((word) => /\d/.test(word) && word.length > 2);
  expect(words.filter((word) => holds(text, word)), 'numbers and ids of the key').toEqual([]);
}

describe('an outline of our own pages holds no value of their keys', () => {
  for (const page of fixturePages()) test(page.name, () => checkPage(page));
});

describe('an outline of the answer pages holds no value of their keys', () => {
  if (!hasPages) console.warn(noPages);
  for (const page of keyPages()) test.skipIf(!hasPages)(page.name, () => checkPage(page));
});

const CANARY = 'brackenjay';
const HOSTILE = `<!doctype html><html lang="${CANARY}" data-${CANARY}="1"><head><title>${CANARY}</title><meta name="${CANARY}" content="${CANARY}"></head><body class="${CANARY} b">
  <!-- ${CANARY} --><script>"${CANARY}"</script><style>.${CANARY}{}</style><template><p>${CANARY}</p></template><noscript>${CANARY}</noscript>
  <article id="${CANARY}-118" class="${CANARY}" role="${CANARY}" data-testid="UserAvatar-Container-${CANARY}" data-test-id="${CANARY}" data-qa="post-${CANARY}" data-cy="brackenJayCard" data-author="${CANARY}">
    <h2 title="${CANARY}" aria-label="${CANARY}">@${CANARY} \u{1F426} ${CANARY}</h2><p ${CANARY}="1" data-${CANARY}-id="2" onclick="${CANARY}()" style="--${CANARY}: 1">${CANARY} 118 \u{1F426}</p>
    <img alt="${CANARY}" src="https://cdn.test/${CANARY}.png"><a href="/${CANARY}/status/118223344">18:22</a><time datetime="2026-04-01T10:00:00Z">118 h</time>
    <${CANARY}-card data-testid="tweet"><span>${CANARY}</span></${CANARY}-card><${CANARY}></${CANARY}><post-${CANARY}>x</post-${CANARY}>
    <input value="${CANARY}" name="${CANARY}" placeholder="${CANARY}"><textarea>${CANARY}</textarea><select><option>${CANARY}</option></select>
    <div contenteditable>a draft <${CANARY}-b>${CANARY}</${CANARY}-b></div><svg><text>${CANARY}</text><${CANARY}/></svg><iframe srcdoc="${CANARY}" name="${CANARY}"></iframe>
    <form><input name="attributes"><input name="firstChild"><input name="nodeType"><input name="localName"><b data-testid="reply">x</b></form>
    <p>@tweet and mail to him@tree.example</p><u data-testid="tweetCard">x</u><u data-testid="tweet">x</u>
    <section data-testid="post"><i>a</i></section><section data-testid="post"><i>b</i></section><section data-testid="post"><i>c</i></section>
    <div id="open"></div><div id="closed"></div></article>
  <script>
    const open = document.querySelector('#open').attachShadow({ mode: 'open' });
    open.innerHTML = '<p title="${CANARY}" data-testid="${CANARY}">${CANARY}</p><${CANARY}-x></${CANARY}-x><slot name="${CANARY}"></slot>';
    document.querySelector('#closed').attachShadow({ mode: 'closed' }).innerHTML = '<p>${CANARY}</p>';
    const after = document.createElement('main');
    document.documentElement.append(after);
    document.body.append(document.createComment('${CANARY}'));
  </script></html>`;

describe('an outline', () => {
  test('holds no word, name, handle, id, address or number, wherever it stands', async () => {
    const { text, cut } = await outlineOf('https://brackenjay.test/brackenjay', HOSTILE);
    expect(cut).toBe(false);
    expect(text).not.toMatch(/bracken|jay|118|18:22|2026|cdn|draft|\u{1F426}/iu);
    expect(strangers(text)).toEqual([]);
  });

  test('shows what an adapter hangs on', async () => {
    const { text } = await outlineOf('https://brackenjay.test/', HOSTILE);
    const lines = text.split('\n');
    expect(lines[0]).toBe('html [lang data-…]');
    for (const line of [' head', ' body .2', '  article #a-0 .1 role=… data-testid=UserAvatar-Container-… data-test-id=… data-qa=post-… data-cy=…Card [data-author]', '   h2 [title aria-label]', '    t',
      '   p [… data-…-id onclick style]', '   img [alt src]', '   time [datetime]', '   …-card data-testid=…', '   section data-testid=post ×3', '    i', '    (open)', '   div #a', '     p data-testid=… [title]', '   textarea', '   div [contenteditable]']) expect(lines).toContain(line);
    // `@tweet` stands on the page as a handle: then the word goes wherever it is.
    expect(text).not.toMatch(/tweet/i);
    // Beside the body stands what extensions put there.
    expect(text).not.toContain('main');
    expect(lines.filter((line) => line.includes('template') || line.includes('script'))).toEqual([]);
  });

  test('ends at its limits and says so', async () => {
    const wide = Array.from({ length: 400 }, (_, i) => `<p class="${'x '.repeat(i + 1)}">x`).join('');
    const many = await outlineOf('https://many.test/', `<body>${wide}`, { nodes: 9_000, lines: 50, chars: 90_000, depth: 40 });
    expect(many.cut).toBe(true);
    expect(many.text.split('\n').length).toBeLessThan(55);
    expect(many.text.trim().endsWith(NOTE)).toBe(true);
    const deep = await outlineOf('https://deep.test/', `<body>${'<div>'.repeat(300)}deep`, { nodes: 9_000, lines: 500, chars: 90_000, depth: 40 });
    expect(deep.cut).toBe(true);
    expect(deep.text.split('\n').length).toBeLessThan(50);
    expect((await outlineOf('https://whole.test/', `<body>${wide}`)).cut).toBe(false);
  });

  test('is made of the closed lists alone, whatever the page is made of', async () => {
    const word = fc.oneof(fc.constantFrom('tweet', 'user', 'Card', 'finn', 'mira', '118', 'brackenjay', 'Ɖzifa', 'عمر', 'a@b.c', 'x.y', '\u{1F426}', 'post'), fc.string({ unit: 'grapheme', maxLength: 8 }));
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).chain((words) => fc.constantFrom('-', '', '_', ':').map((sign) => words.join(sign)));
    const attribute = fc.tuple(fc.oneof(fc.constantFrom('id', 'class', 'role', 'data-testid', 'data-test-id', 'title', 'alt', 'href', 'aria-label'), name.map((made) => `data-${made}`), name), name);
    const element = fc.record({ tag: fc.oneof(fc.constantFrom('div', 'article', 'p', 'time', 'svg', 'form', 'span'), name), attributes: fc.array(attribute, { maxLength: 4 }), text: name, shadow: fc.boolean(), inside: fc.boolean() });
    const page = await reader.open({ url: 'https://any.test/', html: '<!doctype html><body>' });
    let lines = 0;
    await fc.assert(fc.asyncProperty(fc.array(element, { minLength: 5, maxLength: 25 }), async (elements) => {
      const { text } = await page.evaluate((list) => {
        document.body.replaceChildren();
        let at: Element = document.body;
        for (const { tag, attributes, text, shadow, inside } of list) {
          let el: Element;
          try { el = document.createElement(tag); } catch { el = document.createElement('div'); }
          for (const [key, value] of attributes) try { el.setAttribute(key, value); } catch { /* no name */ }
          el.append(text);
          if (shadow) try { el.attachShadow({ mode: 'open' }).append(text, document.createElement('p')); } catch { /* not here */ }
          at.append(el);
          if (inside) at = el;
        }
        return (globalThis as unknown as World).__reader.outline(document.documentElement);
      }, elements);
      lines += text.split('\n').length;
      expect(strangers(text)).toEqual([]);
      expect(text).not.toMatch(/finn|mira|bracken|Ɖ|عمر|@|\u{1F426}/iu);
    }), { numRuns: 100, seed: 11 });
    await page.close();
    expect(lines).toBeGreaterThan(1_000);
  });
});
