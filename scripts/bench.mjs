// npm run bench [id …] — measures what docs/performance.md speaks of, prints a table, writes out/bench.json. An id may be a
// beginning: `list`, `weight`. Without one, all of it. Not a test: what it finds depends on the machine.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { packageRows } from './bench/package.mjs';
import { table } from './bench/stats.mjs';
import { onOwnNode, root } from './lib/own-node.mjs';
import { step } from './lib/step.mjs';

onOwnNode();

/** Groups are measured together; what each can give. */
const GROUPS = {
  weight: ['weight.core', 'weight.site', 'weight.background', 'weight.dashboard', 'weight.zip'],
  vault: ['unlock.first', 'unlock.kdf', 'list.page', 'list.filter', 'list.search', 'list.load'],
  capture: ['capture.sealed'],
  page: ['page.cost', 'page.handlers'],
  shield: ['shield.cost', 'shield.handlers', 'shield.longest'],
  package: ['export.rate', 'verify.rate'],
  sweep: ['sweep.rate'],
  labels: ['import.labels'],
  sites: ['sites'],
};

const asked = process.argv.slice(2);
const wanted = (id) => asked.length === 0 || asked.some((one) => id === one || id.startsWith(`${one}.`) || id.startsWith(one) || (id === 'sites' && one.startsWith('sites.')));
const unknown = asked.filter((one) => !Object.values(GROUPS).flat().some((id) => id.startsWith(one) || (id === 'sites' && one.startsWith('sites.'))));
if (unknown.length > 0) {
  console.error(`Not measured here: ${unknown.join(', ')}. There is: ${Object.values(GROUPS).flat().join(', ')}.`);
  process.exit(2);
}

const say = (line) => console.error(line);
async function built(mode) {
  const folder = join(root, '.output', mode === 'test' ? 'chrome-mv3-test' : 'chrome-mv3');
  if (existsSync(join(folder, 'dashboard.html'))) return folder;
  const done = await step(`build: ${mode}`, 'wxt', mode === 'test' ? ['build', '--mode', 'test'] : ['build'], { show: false });
  if (!done.ok) throw new Error(done.output);
  return folder;
}

const { load } = await import('./lib/load.mjs');
const { launch } = await load('scripts/lib/browsers/index.ts');
const MEASURE = {
  weight: async () => (await import('./bench/weight.mjs')).weightRows(await built('production')),
  vault: async () => (await import('./bench/vault.mjs')).vaultRows({ launch, extensionDir: await built('test'), sizes: [1_000, 10_000], say }),
  capture: async () => (await import('./bench/capture.mjs')).captureRows({ launch, extensionDir: await built('test'), say }),
  page: async () => (await import('./bench/page.mjs')).pageRows({ launch, extensionDir: await built('test'), say }),
  shield: async () => (await import('./bench/shield.mjs')).shieldRows({ launch, extensionDir: await built('test'), say }),
  sweep: async () => (await import('./bench/sweep.mjs')).sweepRows({ launch, load, extensionDir: await built('test'), say }),
  package: () => packageRows({ load, items: 1_000, say }),
  labels: async () => (await import('./bench/labels.mjs')).labelRows({ load, say }),
  sites: async () => (await import('./bench/sites.mjs')).siteRows({ load, say }),
};

const rows = [];
for (const [name, ids] of Object.entries(GROUPS)) {
  if (ids.some(wanted)) rows.push(...(await MEASURE[name]()).filter(({ id }) => wanted(id)));
}
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out', 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}\n`);
console.log(table(rows));
