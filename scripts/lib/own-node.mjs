// Our scripts load TypeScript as it is, which wants Node 22: the one among our packages, whatever the machine has.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = join(root, 'node_modules', '.bin');

/** Puts our programs first on the PATH and, on an older Node, runs this very script again on ours and ends with its answer. */
export function onOwnNode() {
  if (!process.env.PATH?.startsWith(bin)) process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  const own = join(bin, 'node');
  if (process.env.HOLDFAST_OWN_NODE || !existsSync(own)) {
    console.error(`Node ${process.versions.node} is too old for this, and there is none among the packages. Run "node scripts/setup.mjs", or use Node 22.18 or newer.`);
    process.exit(1);
  }
  const done = spawnSync(own, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, HOLDFAST_OWN_NODE: '1' } });
  process.exit(done.status ?? 1);
}
