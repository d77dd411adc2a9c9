// npm run fuzz -- [--n N] [--seed S]
// Alters files that go between two persons, half of them inside (opened, changed, signed again, sealed again), and reads each
// as the extension does. Ends with one line of JSON {n, accepted, crashed, reached …}: taken in with a change, ended in no
// answer, how often each stage of the parser began. Exit 0 only when nothing of either happened, 2 for a bad call.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { onOwnNode, root } from './lib/own-node.mjs';

onOwnNode();

function bad(sentence) {
  console.error(sentence);
  process.exit(2);
}

function wish() {
  try {
    const { values } = parseArgs({ options: { n: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } });
    if (!/^[1-9]\d{0,6}$/.test(values.n)) bad(`--n wants a whole number from 1, not "${values.n}".`);
    if (!/^\d{1,9}$/.test(values.seed)) bad(`--seed wants a whole number, not "${values.seed}".`);
    return { n: Number(values.n), seed: Number(values.seed) };
  } catch (error) {
    return bad(error.message);
  }
}

const { n, seed } = wish();
// As one file and a process of its own: the memory that is measured is the reader's, not that of a compiler beside it.
const folder = mkdtempSync(join(tmpdir(), 'holdfast-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await build({
  configFile: false, logLevel: 'error', root, resolve: { alias: { '@': root } }, ssr: { noExternal: true },
  build: { ssr: 'scripts/fuzz/main.ts', outDir: folder, minify: false, rolldownOptions: { output: { entryFileNames: 'fuzz.mjs' } } },
});
const ended = spawnSync(process.execPath, ['--max-semi-space-size=1', '--single-threaded', '--optimize-for-size', join(folder, 'fuzz.mjs'), String(n), String(seed)], {
  // One arena: else each thread of the pool keeps what it once had, and that is nobody's.
  stdio: 'inherit', env: { ...process.env, MALLOC_ARENA_MAX: '1' },
});
process.exit(ended.status ?? 1);
