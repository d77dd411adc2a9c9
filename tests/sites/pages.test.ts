import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadPost } from '../../scripts/lib/read-page';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { differences } from './compare';
import { fixturePages, hasPages, keyPages, noPages, type KeyPage } from './keys';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader();
}, 60_000);
afterAll(() => reader?.close());

async function check(page: KeyPage): Promise<void> {
  const { posts } = await reader.read({ url: page.url, html: readFileSync(page.file, 'utf8') });
  const found = posts.map((post: ReadPost) => post.id ?? `${post.handle}: ${post.text}`);
  const wrong = page.posts.flatMap((key, index) => {
    const post = posts[index];
    return post ? differences(key, post).map((line) => `post ${index}: ${line}`) : [];
  });
  expect({ count: posts.length, wrong }, `found: ${found.join(', ')}`).toEqual({ count: page.posts.length, wrong: [] });
}

describe('saved pages are read as their keys say', () => {
  if (!hasPages) console.warn(noPages);
  test.skipIf(!hasPages)('there are pages', () => expect(keyPages().length).toBeGreaterThan(30));
  for (const page of keyPages()) test(page.name, () => check(page), 30_000);
});

describe('our own pages, one for each trap', () => {
  for (const page of fixturePages()) test(page.name, () => check(page), 30_000);
});
