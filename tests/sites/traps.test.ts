import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { differences } from './compare';
import type { readMarked, readReused } from './in-page';
import { fixturePages, type KeyPage } from './keys';
import { sites, traps } from './traps';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/in-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

const pages = new Map(fixturePages().map((page) => [page.name.replace(/^own\/|\.html$/g, ''), page]));

type There = { __reader: { readMarked: typeof readMarked; readReused: typeof readReused; readPage: () => { posts: Parameters<typeof differences>[1][] } } };
type Shown = Awaited<ReturnType<Reader['open']>>;

async function on<T>(page: KeyPage, ask: (shown: Shown) => Promise<T>): Promise<T> {
  const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
  try {
    return await ask(shown);
  } finally {
    await shown.close();
  }
}

const wrongIn = (page: KeyPage, posts: Parameters<typeof differences>[1][]): string[] =>
  posts.length === page.posts.length ? page.posts.flatMap((key, index) => (posts[index] ? differences(key, posts[index]) : ['missing'])) : [`${posts.length} posts for ${page.posts.length}`];

test.each(Object.entries(traps))('every site has a page for it, or a reason: %s', (_, table) => {
  expect(Object.keys(table).sort()).toEqual([...sites].sort());
  for (const [site, entry] of Object.entries(table)) {
    if (typeof entry === 'string') expect(entry.length).toBeGreaterThan(10);
    else expect({ own: entry[0].startsWith(`${site}/`), there: pages.has(entry[0]) }, entry[0]).toEqual({ own: true, there: true });
  }
});

type Sign = readonly [trap: string, sign: string | (() => boolean)];
const signs = new Map<string, Sign[]>();
for (const [trap, table] of Object.entries(traps)) {
  for (const entry of Object.values(table)) if (typeof entry !== 'string') signs.set(entry[0], [...(signs.get(entry[0]) ?? []), [trap, entry[1]]]);
}

test.each([...signs])('the trap is set, and the page read right: %s', async (name, set) => {
  const page = pages.get(name)!;
  await on(page, async (shown) => {
    for (const [trap, sign] of set) {
      const there = typeof sign === 'string' ? await shown.evaluate((one) => document.querySelector(one) !== null, sign) : await shown.evaluate(sign);
      expect(there, trap).toBe(true);
    }
    const { posts } = await shown.evaluate(() => (globalThis as unknown as There).__reader.readPage());
    expect(wrongIn(page, posts)).toEqual([]);
  });
}, 60_000);

describe('traps that any page can set', () => {
  let marks = 0;
  let swaps = 0;
  const withPosts = [...pages].filter(([, page]) => page.posts.length > 0);

  test.each(withPosts)('a node used again for another post is read anew, and direction marks around names change nothing: %s', async (_, page) => {
    const [reused, marked] = await on(page, (shown) => shown.evaluate(() => {
      const { readMarked: mark, readReused: reuse } = (globalThis as unknown as There).__reader;
      return [reuse(), mark()] as const;
    }));
    expect(reused.wrong).toEqual([]);
    expect(wrongIn(page, marked.posts)).toEqual([]);
    swaps += reused.swapped;
    marks += marked.marked;
  }, 60_000);

  test('and both were set often', () => {
    expect({ marks: marks > 100, swaps: swaps > 50 }, `${marks} marks, ${swaps} exchanges`).toEqual({ marks: true, swaps: true });
  });
});
