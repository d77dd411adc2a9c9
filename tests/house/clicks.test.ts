import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { known } from '@/utils/mend/names';

const root = resolve(import.meta.dirname, '../..');
const TAKES = 'utils/page/take-fix.ts';

/** Every file that comes in with `entry`, types aside. */
function withAll(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const code = readFileSync(join(root, entry), 'utf8');
  for (const [, clause = '', from = ''] of code.matchAll(/(?:import|export)\b([^'"`;]*?)(?:from\s*)?['"]([^'"]+)['"]/g)) {
    if (/^\s*type\b/.test(clause)) continue;
    const path = from.startsWith('@/') ? from.slice(2) : from.startsWith('.') ? join(dirname(entry), from) : null;
    const file = path === null ? undefined : [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((one) => /\.tsx?$/.test(one) && existsSync(join(root, one)));
    if (file) withAll(file, seen);
  }
  return seen;
}

const entries = readdirSync(join(root, 'entrypoints')).map((name) => `entrypoints/${name}/index.ts`).filter((path) => existsSync(join(root, path)));

describe('a data file can never choose what is clicked', () => {
  it('only the scripts that read ask for a file\'s selectors, before anything else', () => {
    const takers = entries.filter((entry) => withAll(entry).has(TAKES));
    const readers = Object.keys(known).map((site) => `entrypoints/site-${site}/index.ts`).sort();
    expect(takers.sort()).toEqual(readers);
    for (const entry of takers) expect(readFileSync(join(root, entry), 'utf8'), entry).toMatch(/^import '@\/utils\/page\/take-fix';\n/);
  });

  it('what reads comes in without what knows to click, and what clicks without what asks for files', () => {
    for (const entry of entries) {
      const files = [...withAll(entry)];
      const clicks = files.filter((file) => /^utils\/sites\/(?:.*\/)?(?:sweeps?|selectors-sweep)\.ts$|^utils\/page\/(?:sweep|act)\//.test(file));
      if (files.includes(TAKES)) expect(clicks, entry).toEqual([]);
      else if (clicks.length > 0) expect(files, entry).not.toContain(TAKES);
    }
    expect(withAll('entrypoints/sweep/index.ts').has('utils/sites/sweeps.ts'), 'the test sees the script that clicks').toBe(true);
  });

  it('no selector that is there to be clicked has a name', () => {
    const clicked = Object.keys(known).flatMap((site) => {
      const path = join(root, `utils/sites/${site}/sweep.ts`);
      const code = existsSync(path) ? readFileSync(path, 'utf8') : '';
      return [...code.matchAll(/opening\(root, selectors\.(\w+)/g)].map(([, name = '']) => [site, name] as const);
    });
    expect(clicked.length).toBeGreaterThan(4);
    for (const [site, name] of clicked) expect(Object.keys(known[site]?.selectors ?? {}), site).not.toContain(name);
  });
});
