import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadPost } from '../../scripts/lib/read-page';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { fields, judge, type Field } from './compare';
import type { AnchorName, MutatedPage, readMutated } from './in-page';
import { fixturePages, keyPages, type KeyPage, type KeyPost } from './keys';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/in-page.ts' });
}, 60_000);

/** Per site and kind of change: values that the keys hold, and how many of them were still read. */
const share = new Map<string, { values: number; read: number }>();
function note(site: string, kind: string, right: boolean): void {
  const entry = share.get(`${site}, ${kind}`) ?? { values: 0, read: 0 };
  share.set(`${site}, ${kind}`, { values: entry.values + 1, read: entry.read + Number(right) });
}

afterAll(async () => {
  await reader?.close();
  const lines = [...share].sort().map(([name, { values, read }]) => `  ${name}: ${((100 * read) / values).toFixed(2)} % of ${values} values`);
  console.info(`Still read after the page was changed:\n${lines.join('\n')}`);
});

/** Values that are wrong, and values that are missing though nothing they hang on was touched. */
function faults(key: KeyPost, read: ReadPost, touched: readonly AnchorName[], where: string, free = false): string[] {
  return fields.flatMap((field: Field) => {
    const may = free || touched.includes(field);
    if (field === 'quoted' && key.quoted && read.quoted) return faults(key.quoted, read.quoted, touched, `${where} quoted`, may);
    const verdict = judge(field, key, read);
    if (verdict === 'right' || (verdict === 'null' && may)) return [];
    return [`${where} ${field}: ${verdict === 'null' ? 'not read though its anchors stand' : `${JSON.stringify(read[field])} is wrong, ${JSON.stringify(key[field] ?? null)} is right`}`];
  });
}

function judgePage(page: KeyPage, changed: MutatedPage): string[] {
  const wrong: string[] = [];
  const seen = new Set<number>();
  for (const { base, read, touched } of changed.posts) {
    const key = page.posts[base];
    const where = `${changed.name}: post ${base}`;
    if (!key || seen.has(base)) {
      wrong.push(`${where} ${key ? 'came out twice' : `is none: ${read?.handle} ${read?.text}`}`);
      continue;
    }
    seen.add(base);
    for (const field of fields) if (key[field] !== null && key[field] !== undefined) note(page.site, changed.kind, !read || judge(field, key, read) === 'right');
    if (read) wrong.push(...faults(key, read, touched, where));
  }
  for (const { base, touched } of changed.missing) {
    if (!touched) wrong.push(`${changed.name}: post ${base} was not found though its anchors stand`);
    for (const field of fields) if (page.posts[base]?.[field] ?? null) note(page.site, changed.kind, false);
  }
  return wrong;
}

async function check(page: KeyPage): Promise<void> {
  const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
  try {
    const changed = await shown.evaluate(() => (globalThis as unknown as { __reader: { readMutated: typeof readMutated } }).__reader.readMutated());
    expect(changed.length).toBeGreaterThan(3);
    const wrong = changed.flatMap((one) => judgePage(page, one));
    expect(wrong.slice(0, 12), `${wrong.length} faults`).toEqual([]);
  } finally {
    await shown.close();
  }
}

describe('after the page has changed, a value is right or unknown', () => {
  const pages = [...keyPages(), ...fixturePages()];
  for (const page of pages) test(page.name, () => check(page), 60_000);
});
