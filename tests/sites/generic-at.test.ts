import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import type { askAt, AtAnswers, looksAt } from './at-page';
import { fixturePages, keyPages } from './keys';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/at-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

type There = { __reader: { askAt: typeof askAt; looksAt: typeof looksAt } };
async function ask(url: string, html: string, most: number): Promise<AtAnswers> {
  const shown = await reader.open({ url, html });
  try {
    return await shown.evaluate((n) => (globalThis as unknown as There).__reader.askAt(n), most);
  } finally {
    await shown.close();
  }
}
async function looks(html: string, selector: string): Promise<{ right: boolean; looks: number }> {
  const shown = await reader.open({ url: 'https://site.example/here', html });
  try {
    return await shown.evaluate((at) => (globalThis as unknown as There).__reader.looksAt(at), selector);
  } finally {
    await shown.close();
  }
}
const whole = (body: string): string => `<!doctype html><html><body>${body}</body></html>`;

const many = (n: number, one: (i: number) => string): string => Array.from({ length: n }, (_, i) => one(i)).join('');

const author = (i: number): string => `<a href="/user/p${i}" rel="author">Person ${i}</a>`;
const article = (i: number, inside = ''): string =>
  `<article><header>${author(i)} <a href="/n/${i}"><time datetime="2026-03-01T10:00:00Z">1 March</time></a></header><div><p>These are the words of post ${i}, quite a few of them.</p></div>${inside}</article>`;
const entry = (i: number, inside = ''): string =>
  `<div class="h-entry"><a class="p-author h-card u-url" href="/p/${i}">Person ${i}</a><div class="e-content">Words of ${i} <b>here</b>.</div><time class="dt-published" datetime="2026-03-01T10:00:00Z">x</time>${inside}</div>`;
const item = (i: number, inside = ''): string =>
  `<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Person ${i}</span><p itemprop="text">Words of ${i}.</p>${inside}</div>`;
const row = (i: number): string => `<div class="row"><div class="top">${author(i)} <time datetime="2026-03-01T10:00:00Z">x</time></div><div><p>The words of row ${i}, and some more words.</p></div></div>`;
const node = (i: number): string => `<div component="post" data-pid="${i}" data-username="p${i}"><div component="post/content">Words of ${i} <i>now</i>.</div></div>`;

const pages: Record<string, [posts: number, html: string]> = {
  'entries, one inside another': [4, `<main>${many(3, (i) => entry(i, i === 1 ? entry(9) : ''))}<p>beside</p></main>`],
  'one entry among articles, which add to it': [4, `<main>${entry(1)}${many(3, (i) => article(i + 2))}</main>`],
  'one item that lies in an article': [3, `<main>${article(1, item(5))}${article(2)}${article(3)}</main>`],
  'one item alone': [1, `<main>${item(1)}<p>beside</p></main>`],
  'items, entries and articles': [2, `<main>${many(2, (i) => item(i))}${many(2, (i) => entry(i))}${article(7)}</main>`],
  'articles, a post with its answers and one with a quote': [4, `<main>${article(1, article(2) + article(3))}${article(4, article(5))}</main>`],
  'articles outside of what can be a post': [2, `<nav>${article(1)}</nav><main>${article(2)}${article(3)}</main>`],
  'rows by their shape': [4, `<main>${many(4, row)}</main>`],
  'one article among rows': [5, `<main>${article(1)}${many(4, row)}</main>`],
  'a forum': [4, `<main>${many(4, node)}${entry(1)}${entry(2)}<p>beside</p></main>`],
  'a forum whose posts are not drawn yet': [2, `<main><div component="post" data-pid="1"></div>${entry(1)}${entry(2)}</main>`],
  'what the page states, beside one entry': [2, `<script type="application/ld+json">${JSON.stringify({ '@type': 'Comment', text: 'Nobody else marked these words up.', author: { name: 'Wren' } })}</script><main>${entry(1)}<section><b>Wren</b><p>Nobody else marked these words up.</p></section></main>`],
  'no posts at all': [0, '<main><p>Just words.</p><article>Nobody wrote this.</article></main>'],
};

describe('the post at a place', () => {
  test.each(Object.entries(pages))('is the innermost of those found in the whole page: %s', async (_, [posts, html]) => {
    const answers = await ask('https://site.example/here', whole(html), 10_000);
    expect(answers).toMatchObject({ posts, wrong: [] });
    expect(answers.held > 0).toBe(posts > 0);
  });

  const saved = [...keyPages(), ...fixturePages()].filter(({ site }) => site === 'generic' || site === 'engines');
  test.each(saved.map((page) => [page.name, page] as const))('so it is in a saved page: %s', async (_, page) => {
    const answers = await ask(page.url, readFileSync(page.file, 'utf8'), 150);
    expect({ wrong: answers.wrong, asked: answers.asked > 4, site: ['engines', 'generic'].includes(answers.site ?? '') }).toEqual({ wrong: [], asked: true, site: true });
  }, 60_000);

  test.each([['entries', entry, '.h-entry'], ['items', item, '[itemscope]'], ['articles', article, 'article'], ['a forum', node, '[data-pid]']] as const)(
    'is found without a look at all the others: %s',
    async (_, one, selector) => {
      const few = await looks(whole(many(5, (i) => one(i))), selector);
      const lots = await looks(whole(many(300, (i) => one(i))), selector);
      expect(few.right).toBe(true);
      expect(few.looks).toBeGreaterThan(0);
      expect(lots).toEqual(few);
    },
  );
});
