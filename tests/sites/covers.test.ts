import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { COVERS } from '../../utils/sites/covers';
import type { uncovered } from './covers-in-page';
import { fixturePages } from './keys';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/covers-in-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

/** Made-up pages whose posts stand in no element that a plain selector could name: the shield cannot cover them beforehand. */
const NOT_BEFOREHAND: Record<string, number> = {
  'own/engines/misskey-note.html': 3, 'own/engines/misskey-timeline.html': 1, 'own/engines/photon.html': 2,
  'own/facebook/photo-over-timeline.html': 1, 'own/facebook/photo-without-caption.html': 1, 'own/facebook/post-in-dialog.html': 1,
  'own/generic/news-with-stated-comments.html': 2, 'own/generic/stated-comments.html': 2, 'own/generic/time-anchored.html': 3,
  'own/instagram/one-comment.html': 2, 'own/instagram/reels.html': 2, 'own/instagram/replies.html': 4,
  'own/outlook/thread.html': 3, 'own/reddit/current-profile.html': 2, 'own/tiktok/comments.html': 1,
};

test('every post of every page stands in what a style sheet hides beforehand', async () => {
  const missed: Record<string, number> = {};
  for (const page of fixturePages()) {
    const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
    const left = await shown.evaluate((all) => (globalThis as unknown as { __reader: { uncovered: typeof uncovered } }).__reader.uncovered(all), COVERS);
    if (left > 0) missed[page.name] = left;
    await shown.close();
  }
  expect(missed).toEqual(NOT_BEFOREHAND);
}, 120_000);

test('the selectors are plain', () => {
  for (const selector of Object.values(COVERS)) expect(selector).not.toContain(':has(');
});
