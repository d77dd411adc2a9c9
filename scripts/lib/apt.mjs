// Node built-ins alone: set-up runs this before anything is installed.
import { spawnSync } from 'node:child_process';
import { onPath } from './browsers/find.mjs';

/** Debian's packages, where we may install any. Answers whether all went in. */
export function apt(names) {
  const program = onPath('apt-get');
  if (program === null || process.getuid?.() !== 0) return false;
  console.log(`set-up: installing ${names.join(', ')} by apt …`);
  const run = (...args) => spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  const install = () => run('install', '-y', '-qq', '--no-install-recommends', ...names);
  return install() || (run('update', '-qq') && install());
}
