import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadPost } from '../../scripts/lib/read-page';
import { openReader, type Reader, type Shown } from '../../scripts/lib/reader.mjs';
import { differences } from './compare';
import { pageFaults } from './faults';
import type { readMutated, readPage, tellHarmed, tellSpeakers } from './in-page';
import { fixturePages, hasPages, keyPages, noPages, type KeyPage } from './keys';

/** Every page is opened once, for all that is asked of it. */
let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/in-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

interface There { __reader: { readPage: typeof readPage; readMutated: typeof readMutated; tellSpeakers: typeof tellSpeakers; tellHarmed: typeof tellHarmed } }

/** Per site and kind of change: values that the keys hold, and how many of them were still read. */
const stillRead = new Map<string, { values: number; read: number }>();
function note(site: string, kind: string, right: boolean): void {
  const entry = stillRead.get(`${site}, ${kind}`) ?? { values: 0, read: 0 };
  stillRead.set(`${site}, ${kind}`, { values: entry.values + 1, read: entry.read + Number(right) });
}

/** Per site: covers of unchanged pages, and of how many the speakers were told at once. */
const atOnce = new Map<string, { covers: number; told: number }>();

afterAll(() => {
  const kept = [...stillRead].sort().map(([name, { values, read }]) => `  ${name}: ${((100 * read) / values).toFixed(2)} % of ${values} values`);
  console.info(`Still read after the page was changed:\n${kept.join('\n')}`);
  const told = [...atOnce].sort().filter(([, { covers }]) => covers > 0).map(([site, one]) => `  ${site}: ${one.told} of ${one.covers}`);
  console.info(`Covers of which the speakers are told without reading the post:\n${told.join('\n')}`);
});

async function asItsKey(page: KeyPage, shown: Shown): Promise<void> {
  const { posts } = await shown.evaluate(() => (globalThis as unknown as There).__reader.readPage());
  const found = posts.map((post: ReadPost) => post.id ?? `${post.handle}: ${post.text}`);
  const wrong = page.posts.flatMap((key, index) => {
    const post = posts[index];
    return post ? differences(key, post).map((line) => `post ${index}: ${line}`) : [];
  });
  expect({ count: posts.length, wrong }, `found: ${found.join(', ')}`).toEqual({ count: page.posts.length, wrong: [] });
}

async function afterChanges(page: KeyPage, shown: Shown): Promise<void> {
  const changed = await shown.evaluate(() => (globalThis as unknown as There).__reader.readMutated());
  expect(changed.length).toBeGreaterThan(4);
  const wrong = changed.flatMap((one) => pageFaults(page, one, (right) => note(page.site, one.kind, right)));
  expect(wrong.slice(0, 12), `${wrong.length} faults`).toEqual([]);
}

/** `changed`: also after the page has changed, and where a post is harmed. */
async function speakers(page: KeyPage, shown: Shown, changed: boolean): Promise<void> {
  const all = await shown.evaluate((yes) => (globalThis as unknown as There).__reader.tellSpeakers(yes), changed);
  if (changed) all.push(await shown.evaluate((times) => (globalThis as unknown as There).__reader.tellHarmed(times), 120));
  expect(all.filter(({ wrong }) => wrong.length > 0).map(({ change, wrong }) => [change, wrong.slice(0, 3)])).toEqual([]);
  const sum = atOnce.get(page.site) ?? { covers: 0, told: 0 };
  atOnce.set(page.site, { covers: sum.covers + (all[0]?.covers ?? 0), told: sum.told + (all[0]?.told ?? 0) });
}

if (!hasPages) console.warn(noPages);
test.skipIf(!hasPages)('there are saved pages', () => expect(keyPages().length).toBeGreaterThan(30));

for (const [pages, own] of [[keyPages(), false], [fixturePages(), true]] as const) {
  for (const page of pages) {
    describe(page.name, () => {
      let shown: Shown;
      beforeAll(async () => { shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') }); }, 60_000);
      afterAll(() => shown?.close());

      test('is read as its key says', () => asItsKey(page, shown), 60_000);
      test('whoever is told at once is whom the reader reads', () => speakers(page, shown, own), 180_000);
      test('after it has changed, a value is right or unknown', () => afterChanges(page, shown), 180_000);
    });
  }
}

/** Most of their posts are told so: reading each whole would cost the page too much. */
const QUICK = ['x', 'mastodon', 'bluesky', 'reddit', 'youtube', 'facebook', 'telegram', 'whatsapp', 'instagram', 'threads', 'tiktok', 'linkedin', 'engines'];
test('the large platforms’ posts are told without reading them', () => {
  expect(QUICK.filter((site) => { const { covers, told } = atOnce.get(site) ?? { covers: 0, told: 0 }; return covers === 0 || told < covers / 2; })).toEqual([]);
});
