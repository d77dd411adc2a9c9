import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { TAUGHT, type SelectorFix } from '@/utils/domain/taught';
import { known } from '@/utils/mend/names';
import type { clicked } from './clicks-in-page';
import { fixturePages, type KeyPage } from './keys';
import type { checkCss, readPage } from './mend-in-page';

type There = { __reader: { readPage: typeof readPage; checkCss: typeof checkCss }; __clicks: { clicked: typeof clicked } };

let reader: Reader;
let clicks: string;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/mend-in-page.ts' });
  clicks = await bundle('tests/sites/clicks-in-page.ts', '__clicks');
}, 60_000);
afterAll(() => reader?.close());

const fix = (site: string, selectors: Record<string, string>, version = known[site]!.version): SelectorFix => ({ site, version, hash: 'f'.repeat(64), selectors });
const fixture = (name: string): KeyPage => fixturePages().find((page) => page.name === name)!;

async function read(html: string, url: string, fixes: SelectorFix[]) {
  const slot = `<script>globalThis[Symbol.for(${JSON.stringify(TAUGHT)})] = ${JSON.stringify({ rule: null, fixes })}</script>`;
  const shown = await reader.open({ url, html: fixes.length > 0 ? html.replace(/<head[^>]*>|<body[^>]*>/, (tag) => `${tag}${slot}`) : html });
  try {
    return await shown.evaluate(() => (globalThis as unknown as There).__reader.readPage());
  } finally {
    await shown.close();
  }
}

/** Each: a page after the site renamed what the adapter hangs on, and the file that says so. */
const RENAMED: [name: string, rename: (html: string) => string, selectors: Record<string, string>][] = [
  ['own/bluesky/feed.html', (html) => html.replace(/data-testid="postText"/g, 'data-testid="said"').replace(/data-word-wrap/g, 'data-wrap'), { 'text.testid': '[data-testid="said"]', 'text.data': '[data-wrap="1"]' }],
  ['own/gmail/thread-fr.html', (html) => html.replace(/\ba3s\b/g, 'b4t'), { body: '.b4t' }],
  ['own/x/timeline.html', (html) => html.replace(/<article /g, '<section ').replace(/<\/article>/g, '</section>').replace(/data-testid="tweet"/g, 'data-testid="entry"'),
    { 'post.testid': 'section[data-testid="entry"]', anyPost: 'section[data-testid="entry"]' }],
];

const values = ({ posts }: { posts: readonly Record<string, unknown>[] }): unknown[] => posts.map((post) => ({ ...post, mediaItems: null }));

describe('a data file mends what a redesign broke', () => {
  test.each(RENAMED)('%s: not without it, every value with it', async (name, rename, selectors) => {
    const page = fixture(name);
    const html = readFileSync(page.file, 'utf8');
    const whole = await read(html, page.url, []);
    expect(whole.posts.length).toBeGreaterThan(0);
    const broken = await read(rename(html), page.url, []);
    expect(values(broken), 'the redesign breaks it').not.toEqual(values(whole));
    const mended = await read(rename(html), page.url, [fix(page.site, selectors)]);
    expect(values(mended)).toEqual(values(whole));
    expect(mended.health).toEqual(whole.health);
    const other = await read(rename(html), page.url, [fix(page.site, selectors, known[page.site]!.version + 1)]);
    expect(other.posts, 'a file for another version is not used').toEqual(broken.posts);
  }, 60_000);
});

describe('no data file changes what is clicked', () => {
  const sites = [...new Set(fixturePages().map(({ site }) => site))].filter((site) => known[site]);
  test('on any site, whatever stands under every name', async () => {
    let pressed = 0;
    for (const site of sites) {
      for (const page of fixturePages().filter((one) => one.site === site).slice(0, 2)) {
        const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
        try {
          const press = async (fixes: SelectorFix[]): Promise<string[]> => {
            await shown.evaluate(([slot, taught]) => void Reflect.set(globalThis, Symbol.for(slot), taught), [TAUGHT, { rule: null, fixes }] as const);
            await shown.evaluate(clicks);
            return shown.evaluate((id) => (globalThis as unknown as There).__clicks.clicked(id), site);
          };
          const own = await press([]);
          pressed += Math.max(0, own.length - 2);
          const names = Object.keys(known[site]!.selectors);
          const any = fc.constantFrom('*', 'button', 'a[href]', '[role="button"]', 'nope', ':not(*)', 'body *');
          const files = fc.sample(fc.record(Object.fromEntries(names.map((name) => [name, any])), { requiredKeys: [] }), { numRuns: 2, seed: 11 }) as Record<string, string>[];
          for (const selectors of [...files, Object.fromEntries(names.map((name) => [name, '*']))]) expect(await press([fix(site, selectors)]), site).toEqual(own);
        } finally {
          await shown.close();
        }
      }
    }
    expect(pressed, 'there is something to press in these pages').toBeGreaterThan(0);
  }, 120_000);
});

describe('what is taken for a selector', () => {
  let shown: Awaited<ReturnType<Reader['open']>>;
  beforeAll(async () => { shown = await reader.open({ url: 'https://pond.example/', html: '<!doctype html><p>Words.</p>' }); });
  const check = (selectors: Record<string, string>) => shown.evaluate((all) => (globalThis as unknown as There).__reader.checkCss(all), selectors);

  test('every one that the adapters have', async () => {
    const all = Object.values(known).flatMap((adapter) => Object.values(adapter!.selectors));
    expect(await check(Object.fromEntries(all.map((selector, i) => [String(i), selector])))).toMatchObject({ ok: true });
  }, 60_000);
  test.each(['div[', 'p::before', 'a:hove', '#1', 'a{}', 'a, ', '</style>'])('not %s', async (selector) => {
    expect(await check({ good: 'p', bad: selector })).toEqual({ ok: false, error: 'not-css', detail: 'bad' });
  });
  test.each(['*:has(~ [data-nope])', ':has(~ :not(* ~ * ~ * ~ [nope] *))', ':has(~ * ~ * ~ [nope]) :has(~ * ~ * ~ [other])'])('not one that slows pages down: %s', async (selector) => {
    expect(await check({ good: 'p', bomb: selector })).toEqual({ ok: false, error: 'slow', detail: 'bomb' });
  }, 60_000);
});
