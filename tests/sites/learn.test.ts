import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import type { PageRule } from '@/utils/domain/taught';
import { isMade } from '@/utils/sites/generic/learn/tokens';
import type { Answer, foundWith, learnFrom } from './learn-in-page';
import { LEARN_SITES, NOTHING } from './learn-sites';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/learn-in-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

type There = { __reader: { learnFrom: typeof learnFrom; foundWith: typeof foundWith } };
const URL = 'https://pond.example/talk/9';

async function learned(html: string, pick: string): Promise<Answer[]> {
  const shown = await reader.open({ url: URL, html });
  try {
    return await shown.evaluate((at) => (globalThis as unknown as There).__reader.learnFrom(at), pick);
  } finally {
    await shown.close();
  }
}

async function found(html: string, rule: PageRule | null, url = URL): Promise<ReturnType<typeof foundWith>> {
  const shown = await reader.open({ url, html });
  try {
    return await shown.evaluate((one) => (globalThis as unknown as There).__reader.foundWith(one), rule);
  } finally {
    await shown.close();
  }
}

describe.each(Object.entries(LEARN_SITES))('from one example on a site with %s', (_, { html, picks, posts, first }) => {
  test.each(picks)('the first rule finds every post and nothing else: %s', async (pick) => {
    const [answer] = await learned(html, pick);
    expect(answer?.posts, JSON.stringify(answer?.rule)).toEqual(posts);
    expect(answer?.read[0], JSON.stringify(answer?.rule)).toMatchObject(first);
    expect(answer?.at, 'each place inside leads to its post').toBe(true);
    const texts = answer?.read.map(({ text }) => text);
    expect(new Set(texts).size).toBe(posts.length);
    expect(answer?.read.every(({ displayName }) => displayName !== null)).toBe(true);
  });

  test('the rule holds nothing of the posts, no number, and no name made by a tool', async () => {
    for (const { rule } of await learned(html, picks[0] as string)) {
      const said = Object.values({ ...rule, origin: '' }).join(' ');
      expect(said).not.toMatch(/wren|sedge|mira|finn|pond(?!-)|frog|css-|x9a8b|r4nd0m|bb2c/i);
      for (const name of said.match(/\.[\w-]+/g) ?? []) expect(isMade(name.slice(1)), name).toBe(false);
    }
  });
});

test.each(Object.entries(NOTHING))('nothing is learned from %s', async (_, [html, pick]) => {
  expect(await learned(html, pick)).toEqual([]);
});

test('the rule serves other pages of its site, not those of another, and steps back where it finds nothing', async () => {
  const { html, picks, posts } = LEARN_SITES['advertisements between posts, of the same box']!;
  const [answer] = await learned(html, picks[0] as string);
  const rule = answer!.rule;
  expect((await found(html, rule)).posts).toBe(posts.length);
  expect((await found(html, rule, 'https://pond.example/other?page=2')).posts).toBe(posts.length);
  expect((await found(html, rule, 'https://brook.example/talk/9')).posts).toBe((await found(html, null)).posts);
  const other = '<!doctype html><body><main><article><a rel="author" href="/user/wren">wren</a><time datetime="2026-04-01T10:00:00Z">x</time><div>You lie about ponds, all of you.</div></article></main>';
  expect(await found(other, rule)).toEqual(await found(other, null));
  expect((await found(other, rule)).posts).toBe(1);
});

test.each([
  ['css-1x2y', true], ['sc-bdVaJa', true], ['x9a8b', true], ['qzxwv', true], ['Comment_root__aBc', true], ['r4nd0m', true],
  ['comment', false], ['post-author', false], ['cardText', false], ['talk_line', false],
])('a class made by a tool is told from one made by a person: %s', (name, made) => {
  expect(isMade(name)).toBe(made);
});
