import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { fixturePages, keyPages, type KeyPage } from './keys';
import type { tellHarmed, tellSpeakers } from './speakers-in-page';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/speakers-in-page.ts' });
}, 60_000);

/** Per site: covers of unchanged pages, and of how many the speakers were told at once. */
const share = new Map<string, { covers: number; told: number }>();

afterAll(async () => {
  await reader?.close();
  const lines = [...share].sort().filter(([, { covers }]) => covers > 0).map(([site, { covers, told }]) => `  ${site}: ${told} of ${covers}`);
  console.info(`Covers of which the speakers are told without reading the post:\n${lines.join('\n')}`);
});

async function check(page: KeyPage, changed: boolean): Promise<void> {
  const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
  try {
    const all = await shown.evaluate((yes) => (globalThis as unknown as { __reader: { tellSpeakers: typeof tellSpeakers } }).__reader.tellSpeakers(yes), changed);
    if (changed) all.push(await shown.evaluate((times) => (globalThis as unknown as { __reader: { tellHarmed: typeof tellHarmed } }).__reader.tellHarmed(times), 120));
    expect(all.filter(({ wrong }) => wrong.length > 0).map(({ change, wrong }) => [change, wrong.slice(0, 3)])).toEqual([]);
    const sum = share.get(page.site) ?? { covers: 0, told: 0 };
    share.set(page.site, { covers: sum.covers + (all[0]?.covers ?? 0), told: sum.told + (all[0]?.told ?? 0) });
  } finally {
    await shown.close();
  }
}

describe('whoever is told at once is whom the reader reads, also after the page has changed, and where a post is harmed', () => {
  for (const page of fixturePages()) test(page.name, () => check(page, true), 180_000);
});

describe('also on saved pages', () => {
  for (const page of keyPages()) test(page.name, () => check(page, false), 60_000);
});

/** Most of their posts are told so: reading each whole would cost the page too much. */
const QUICK = ['x', 'mastodon', 'bluesky', 'reddit', 'youtube', 'facebook', 'telegram', 'whatsapp', 'instagram', 'threads', 'tiktok', 'linkedin', 'engines'];
test('the large platforms’ posts are told without reading them', () => {
  expect(QUICK.filter((site) => { const { covers, told } = share.get(site) ?? { covers: 0, told: 0 }; return covers === 0 || told < covers / 2; })).toEqual([]);
});
