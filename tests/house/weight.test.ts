import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { loaded, OVER, weigh, WEIGHTS } from '../../scripts/bench/weight.mjs';
import { zippedSize } from '../../scripts/bench/zip.mjs';

const BUILDS = ['chrome-mv3', 'firefox-mv3'].map((name) => [name, resolve(import.meta.dirname, '../../.output', name)] as const);

describe.each(BUILDS)('the weight of %s', (_, folder) => {
  it.skipIf(!existsSync(join(folder, 'dashboard.html')))('is within the budget, or over it with a reason', () => {
    for (const { name, kB, budget } of weigh(folder)) {
      expect(kB, `${name} weighs ${kB} kB`).toBeLessThanOrEqual(Math.max(budget, OVER[name]?.most ?? 0));
      expect(kB, `${name} weighs nothing`).toBeGreaterThan(1);
    }
    expect(zippedSize(folder) / 1000).toBeLessThanOrEqual(WEIGHTS['weight.zip'] as number);
  });

  it.skipIf(!existsSync(join(folder, 'dashboard.html')))('needs every allowance that there is', () => {
    const weights = new Map(weigh(folder).map(({ name, kB, budget }) => [name, kB - budget]));
    for (const name of Object.keys(OVER)) expect(weights.get(name), `${name} needs no allowance`).toBeGreaterThan(0);
  });
});

it('counts every script that a page or a worker loads, once, also those it loads late', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weight-'));
  mkdirSync(join(folder, 'chunks'));
  writeFileSync(join(folder, 'page.html'), '<script type="module" crossorigin src="/chunks/a.js"></script>');
  writeFileSync(join(folder, 'chunks/a.js'), 'import{x}from"./b.js";const later=()=>import("./c.js");');
  writeFileSync(join(folder, 'chunks/b.js'), 'import"./a.js";');
  writeFileSync(join(folder, 'chunks/c.js'), '1');
  writeFileSync(join(folder, 'chunks/d.js'), '1');
  expect(loaded(folder, 'page.html').sort()).toEqual(['chunks/a.js', 'chunks/b.js', 'chunks/c.js']);
});
