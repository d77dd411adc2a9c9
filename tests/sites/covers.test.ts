import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { COVERS, FRAMES, HIDDEN, LATE, shieldRule } from '../../utils/sites/covers';
import type { SiteId } from '../../utils/sites/site';
import { chatFrame } from '../../utils/sites/youtube/selectors';
import type { notLate, uncovered } from './covers-in-page';
import { fixturePages } from './keys';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/covers-in-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

/** Made-up pages with posts that no plain selector names: there the reader finds them before they are drawn (`LATE`). */
const NOT_BEFOREHAND: Record<string, number> = {
  'own/engines/misskey-note.html': 3, 'own/engines/misskey-timeline.html': 1, 'own/engines/photon.html': 2,
  'own/facebook/photo-over-timeline.html': 1, 'own/facebook/photo-without-caption.html': 1, 'own/facebook/post-in-dialog.html': 1,
  'own/generic/news-with-stated-comments.html': 2, 'own/generic/stated-comments.html': 2, 'own/generic/time-anchored.html': 3,
  'own/instagram/dialog-over-profile.html': 2, 'own/instagram/one-comment.html': 2, 'own/instagram/reels.html': 2, 'own/instagram/replies.html': 4,
  'own/linkedin/rows.html': 1, 'own/outlook/thread.html': 3, 'own/tiktok/comments.html': 5,
};

test('every post of every page is hidden beforehand by a style sheet, or its site’s reader looks before it is drawn', async () => {
  const missed: Record<string, number> = {};
  for (const page of fixturePages()) {
    const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
    const left = await shown.evaluate((all) => (globalThis as unknown as { __reader: { uncovered: typeof uncovered } }).__reader.uncovered(all), COVERS);
    if (left > 0) missed[page.name] = left;
    expect(await shown.evaluate((all) => (globalThis as unknown as { __reader: { notLate: typeof notLate } }).__reader.notLate(all), COVERS), page.name).toBe(0);
    await shown.close();
  }
  expect(missed).toEqual(NOT_BEFOREHAND);
  const sites = new Set(Object.keys(missed).map((name) => name.split('/')[1] as SiteId));
  expect([...sites].filter((site) => !LATE.has(site))).toEqual([]);
  // Looking has its price: no site pays it for nothing.
  expect([...LATE].filter((site) => !sites.has(site))).toEqual([]);
}, 120_000);

test('the selectors are plain', () => {
  for (const selector of Object.values(COVERS)) expect(selector).not.toContain(':has(');
});

test('the frames that are hidden first are those that the readers look into', () => expect(FRAMES).toEqual({ youtube: chatFrame }));

test('the rule names the page’s own mark and no name of ours', () => {
  const rule = shieldRule('data-abcdefghij', ['youtube', 'mastodon']);
  expect(rule).toContain(`[data-abcdefghij="${HIDDEN}"]`);
  for (const post of COVERS.mastodon.split(', ')) expect(rule).toContain(`${post}:not([data-abcdefghij="`);
  expect(rule).toContain(chatFrame);
  expect(rule).not.toMatch(/holdfast|shield/i);
});
