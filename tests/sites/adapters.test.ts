import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/lib/reader.mjs';
import { hasPages, keyPages, noPages, type KeyPost } from './keys';

const folder = resolve(import.meta.dirname, '../../utils/sites');
const sources = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, code: readFileSync(join(folder, name), 'utf8') }));

/** Everything that belongs to one person or post of a key, and to nothing else. */
function own(post: KeyPost): string[] {
  const values = [post.id, post.handle, post.permalink, post.userId, post.displayName].filter((value): value is string => typeof value === 'string' && value.length > 4);
  return [...values, ...(post.text && post.text.length > 12 ? [post.text] : []), ...(post.quoted ? own(post.quoted) : [])];
}

describe('adapters know the platforms, not the pages', () => {
  if (!hasPages) console.warn(noPages);
  test.skipIf(!hasPages)('no name, id, address or words of any page stand in their code', () => {
    const known = new Set(keyPages().flatMap((page) => page.posts.flatMap(own)));
    expect(known.size).toBeGreaterThan(500);
    const found = sources.flatMap(({ name, code }) => [...known].filter((value) => code.includes(value)).map((value) => `${name}: ${value}`));
    expect(found).toEqual([]);
  });

  test('no class made by a tool, hash or long number stands in their code', () => {
    const made = /\b(?:css|r)-(?=[a-z]*\d)[a-z0-9]{5,8}\b|\bdid:plc:[a-z2-7]{24}\b|\b\d{15,}\b|['"`](?=[a-z]*[2-7])[2-7a-z]{13}['"`]/;
    expect(sources.filter(({ code }) => made.test(code)).map(({ name }) => name)).toEqual([]);
  });

  test('selectors stand in one file for each platform', () => {
    const strays = sources
      .filter(({ name }) => /^(?:x|bluesky)\/(?!selectors)/.test(name))
      .flatMap(({ name, code }) => [...code.matchAll(/data-testid\^?=[^`]*?\]|\[aria-[^\]]*\]/g)].map((hit) => `${name}: ${hit[0]}`));
    expect(strays).toEqual([]);
  });
});

/** Bytes, minified, with everything it shares. Goes up only on purpose: these know many shapes of page. */
const limits: Record<string, number> = { x: 13_800, bluesky: 13_500, mastodon: 14_300, reddit: 11_500, instagram: 11_500, facebook: 13_700, linkedin: 11_500, engines: 36_000, generic: 20_500 };

describe('an adapter stays small', () => {
  const ids = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'));
  for (const { name } of ids) {
    test(`${name} is at most ${(limits[name] ?? 10_000) / 1000} kB with what it shares`, async () => {
      const code = await bundle(`utils/sites/${name}/index.ts`, name, { minify: true });
      expect(code).toContain(name);
      expect(code.length).toBeLessThanOrEqual(limits[name] ?? 10_000);
    }, 60_000);
  }
});
