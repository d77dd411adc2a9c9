import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { row } from './stats.mjs';
import { zippedSize } from './zip.mjs';

/** kB (1000 bytes), minified, of a production build. A bump is deliberate: it stands in `docs/performance.md` with its reason. */
export const WEIGHTS = { 'weight.core': 25, 'weight.site': 10, 'weight.background': 350, 'weight.dashboard': 450, 'weight.zip': 900 };

/** A script and every script that it or its page loads, lazily or not: what `import` and `src` name. */
export function loaded(folder, entry) {
  const seen = new Set();
  const walk = (path) => {
    if (seen.has(path) || !existsSync(join(folder, path))) return;
    seen.add(path);
    const text = readFileSync(join(folder, path), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*\(?\s*["'`]([^"'`]+\.js)["'`]|(?<=<script[^>]*src=")([^"]+\.js)"/g)) {
      if (name) walk(normalize(join(dirname(path), name)));
    }
    if (path.endsWith('.html')) for (const [, name] of text.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) walk(name);
  };
  walk(entry);
  return [...seen].filter((path) => path.endsWith('.js'));
}

const kilobytes = (folder, paths) => paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0) / 1000;

/** Sizes of one production build, by id; sites one by one. @returns {{id: string, name: string, kB: number, budget: number}[]} */
export function weigh(folder) {
  const sites = readdirSync(folder).filter((name) => /^site-.*\.js$/.test(name));
  const one = (id, name, paths) => ({ id, name, kB: kilobytes(folder, paths), budget: WEIGHTS[id] });
  return [
    one('weight.core', 'core.js', ['core.js']),
    ...sites.map((name) => one('weight.site', name, [name])),
    one('weight.background', 'background.js', loaded(folder, 'background.js')),
    one('weight.dashboard', 'dashboard.html', loaded(folder, 'dashboard.html')),
  ];
}

/** Rows for the table; the zip is of the folder, as a store would get it. */
export function weightRows(folder) {
  const rows = weigh(folder).map(({ id, name, kB, budget }) => row(id, 1, 'kB', [kB], null, { what: name, budget: `≤ ${budget} kB` }));
  rows.push(row('weight.zip', 1, 'kB', [zippedSize(folder) / 1000], null, { what: 'the whole extension', budget: `≤ ${WEIGHTS['weight.zip']} kB` }));
  return rows;
}

/**
 * What is over its budget on purpose, with the most it may weigh and the reason. Anything else over fails
 * (`tests/house/weight.test.ts`), and so does an allowance that is not needed any more.
 */
export const OVER = {
  'core.js': { most: 26.2, why: 'posts in a frame that belongs to the page (a live chat): where they stand, what is under the pointer, its menus' },
  'site-engines.js': { most: 36, why: 'two dozen kinds of software, each known by its own marks: nearly all of it is selectors' },
  'site-generic.js': { most: 21, why: 'stated data and page shapes of many kinds of site in one file; tells the shield at once who speaks in an entry, and which posts no selector names' },
  'site-mastodon.js': { most: 14.9, why: 'reads instances by their hooks and, where those are gone, by their shape; tells the shield at once whose words a frame, a post or a quote holds' },
  'site-facebook.js': { most: 14.2, why: 'feed units, dialogs, the photo viewer and comments have nothing in common there; who speaks is told quickly for the shield; every selector under its name, for data files' },
  'site-x.js': { most: 14.4, why: 'reading of quotes, reposts, media and cut text; tells the shield at once who speaks in a post and its quote, of advertisements too; every selector under its name, for data files' },
  'site-bluesky.js': { most: 14, why: 'reading of threads, feeds and notifications; tells the shield at once who speaks in a row and in its quote; every selector under its name, for data files' },
  'site-reddit.js': { most: 11.8, why: 'two looks of one site, each with its own marks; tells the shield at once who speaks in each; every selector under its name, for data files' },
  'site-instagram.js': { most: 12.2, why: 'posts, dialogs and comments by what links and times look like; who speaks is told quickly for the shield; every selector under its name, for data files' },
  'site-linkedin.js': { most: 11.8, why: 'three kinds of mark-up live at once; who speaks is told quickly for the shield; every selector under its name, for data files' },
  'background.js': { most: 468, why: 'whole pages, long pictures, shared pictures, acts driven and shown, the shield with her words and the signs of a threat, the shelf; 54 kB of it is post-quantum code of the age library that nothing here calls' },
  'dashboard.html': { most: 1280, why: 'two languages (250 kB), the vault, age, the package writer, and since the ally: cards and codes, hand-overs, sorting, what comes back, backup and restore; the reader of archives (100 kB) and of codes (33 kB) come late' },
};
