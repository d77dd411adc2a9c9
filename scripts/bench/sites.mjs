import { row } from './stats.mjs';

/** What the table counts, per post of a key that holds such a value. */
const FIELDS = [['handle', 'handle'], ['permalink', 'permalink'], ['time', 'postedAt'], ['text', 'text']];

const percent = (part, whole) => (whole === 0 ? null : (100 * part) / whole);

/**
 * How well each adapter reads: our own pages, and the saved ones with answer keys where they are there. One row a platform:
 * the share of values that are right, and beside it posts found of those in the keys, posts that are none, and the share
 * right of handles, permalinks, times and texts (`-` where no key has one).
 */
export async function siteRows({ load, say }) {
  const { openReader } = await load('scripts/lib/reader.mjs');
  const { fixturePages, keyPages, hasPages, noPages } = await load('tests/sites/keys.ts');
  const { judge } = await load('tests/sites/compare.ts');
  const { readFileSync } = await import('node:fs');
  if (!hasPages) say(noPages);
  const platforms = new Map();
  const reader = await openReader();
  try {
    for (const page of [...fixturePages(), ...keyPages()]) {
      const { posts } = await reader.read({ url: page.url, html: readFileSync(page.file, 'utf8') });
      const sum = platforms.get(page.site) ?? { pages: 0, posts: 0, found: 0, extra: 0, counts: FIELDS.map(() => [0, 0]) };
      platforms.set(page.site, sum);
      sum.pages += 1;
      sum.posts += page.posts.length;
      sum.found += Math.min(posts.length, page.posts.length);
      sum.extra += Math.max(0, posts.length - page.posts.length);
      page.posts.forEach((key, index) => FIELDS.forEach(([, field], at) => {
        if ((key[field] ?? null) === null) return;
        sum.counts[at][1] += 1;
        if (posts[index] && judge(field, key, posts[index]) === 'right') sum.counts[at][0] += 1;
      }));
    }
  } finally {
    await reader.close();
  }
  return [...platforms].sort().map(([name, { pages, posts, found, extra, counts }]) => {
    const right = counts.reduce((all, [part]) => all + part, 0);
    const values = counts.reduce((all, [, whole]) => all + whole, 0);
    const shares = FIELDS.map(([label], at) => `${label} ${counts[at][1] ? `${counts[at][0]}/${counts[at][1]}` : '-'}`);
    return row(`sites.${name}`, posts, '%', [percent(right, values) ?? 100], null, {
      pages, found, extra, with: Object.fromEntries(FIELDS.map(([label], at) => [label, counts[at]])),
      budget: `found ${found}/${posts}${extra ? `, ${extra} that are none` : ''} · ${shares.join(' · ')} right`,
    });
  });
}
