import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import { pageFaults } from './faults';
import type { readMutated } from './in-page';
import { fixturePages, keyPages, type KeyPage } from './keys';

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

async function check(page: KeyPage): Promise<void> {
  const shown = await reader.open({ url: page.url, html: readFileSync(page.file, 'utf8') });
  try {
    const changed = await shown.evaluate(() => (globalThis as unknown as { __reader: { readMutated: typeof readMutated } }).__reader.readMutated());
    expect(changed.length).toBeGreaterThan(4);
    const wrong = changed.flatMap((one) => pageFaults(page, one, (right) => note(page.site, one.kind, right)));
    expect(wrong.slice(0, 12), `${wrong.length} faults`).toEqual([]);
  } finally {
    await shown.close();
  }
}

describe('after the page has changed, a value is right or unknown', () => {
  const pages = [...keyPages(), ...fixturePages()];
  for (const page of pages) test(page.name, () => check(page), 180_000);
});
