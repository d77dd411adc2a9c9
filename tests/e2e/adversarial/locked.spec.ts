import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

import { expect, test } from '@playwright/test';

import { filesBelow } from '../../lib/forensics/profile.ts';
import { search, type Find } from '../../lib/forensics/search.ts';
import { BROWSERS } from '../lib/session.ts';
import { buildInClear, wholeSession } from './lib/whole-session.ts';

/*
 * What is ours: the extension's IndexedDB, its storage areas, and whatever the browser writes down about our pages.
 * What is not: that this browser visited an address. That record is the browser's and hers to clear (History, the session
 * it would restore, the site's network state). So the whole profile is searched, and addresses of visited pages (nothing
 * else: no word, handle, picture or key) may stand in the places below. A leak anywhere else fails.
 */
const OWN_RECORD_OF_VISITS: Record<string, RegExp> = {
  chromium: /^(Default\/(History|Favicons|Top Sites|Sessions\/|Network Action Predictor|Visited Links|Shortcuts|Network\/|Cache\/|DIPS)|segmentation_platform\/)/,
  firefox: /^(places\.sqlite|favicons\.sqlite|sessionstore|sessionCheckpoints|cache2\/|SiteSecurityServiceState|AlternateServices|bounce-tracking|datareporting\/|permissions\.sqlite)/,
};

const names = (finds: Find[]): string[] => [...new Set(finds.map(({ name }) => name))].sort();

for (const browser of BROWSERS) {
  const allowed = (where: string): boolean => OWN_RECORD_OF_VISITS[browser]?.test(where) === true;

  test(`${browser}: after a whole session and a lock, nothing of it can be read in any file`, async () => {
    test.setTimeout(420_000);
    const { profileDir, downloads, needles } = await wholeSession(browser);
    try {
      const { finds, bytes } = search(profileDir, needles, allowed);
      expect(finds).toEqual([]);
      expect(bytes).toBeGreaterThan(8_000_000);
      expect(filesBelow(downloads).map((path) => path.split('.').at(-1)), 'the one whole package, and nothing of the cancelled one').toEqual(['zip']);
    } finally {
      for (const dir of [dirname(profileDir), downloads]) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  test(`${browser}: the same search finds every one of them where a build writes in clear`, async () => {
    test.setTimeout(420_000);
    const { profileDir, downloads, needles } = await wholeSession(browser, buildInClear(browser));
    try {
      // Only in the extension's own store: a word found in the browser's record of visits would prove nothing.
      const { finds } = search(profileDir, needles, allowed);
      const store = finds.filter(({ where }) => /IndexedDB|storage\/default\/moz-extension/.test(where));
      // Never written by any build: what she types to find or to unlock.
      const written = needles.map(({ name }) => name).filter((name) => name !== 'search' && name !== 'passphrase');
      expect(names(store)).toEqual([...new Set(written)].sort());
      if (browser === 'chromium') {
        expect(store.some(({ where }) => where.endsWith(' block')), 'rows were compacted into tables, and read there').toBe(true);
      }
    } finally {
      for (const dir of [dirname(profileDir), downloads]) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
