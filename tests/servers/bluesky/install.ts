import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { apt } from '../../../scripts/lib/apt.mjs';
import { onPath } from '../../../scripts/lib/browsers/find.mjs';
import { cached } from '../cache.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The Node that stands among our packages: what is compiled for one version of it does not run on another. */
const OWN = join(ROOT, 'node_modules', `node-linux-${process.arch}`);
const NODE = existsSync(join(OWN, 'bin', 'node')) ? join(OWN, 'bin', 'node') : process.execPath;

export interface Installed { node: string; packages: string; postgres: string }

/**
 * What the real server needs, brought once a machine: its packages (exact versions, by the lock file beside this) into
 * the cache, and Debian's database. Answers a sentence instead where one of them cannot be had.
 */
export function installed(): Installed | string {
  const postgres = database();
  if (postgres === null) return 'PostgreSQL is not here and could not be installed (Debian: postgresql).';
  const version = spawnSync(NODE, ['-p', 'process.version + process.arch'], { encoding: 'utf8' }).stdout;
  const lock = createHash('sha256').update(readFileSync(join(HERE, 'package-lock.json'))).update(version).digest('hex').slice(0, 16);
  const made = cached(`bluesky-${lock}`, install);
  return typeof made === 'string' ? made : { node: NODE, packages: made.folder, postgres };
}

function database(): string | null {
  const found = (): string | null => {
    const base = '/usr/lib/postgresql';
    const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
    const there = [...versions.map((version) => join(base, version, 'bin')), dirname(onPath('postgres') ?? '/none/postgres')];
    return there.find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'))) ?? null;
  };
  return found() ?? (apt(['postgresql']) ? found() : null);
}

/** Its packages, and the one of them that is compiled; a sentence where that fails. */
function install(into: string): string | null {
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, name), join(into, name));
  if (['make', 'g++', 'python3'].some((program) => onPath(program) === null)) apt(['build-essential', 'python3']);
  console.log('set-up: installing the real server of Bluesky (once for each change of its lock file) …');
  const npm = (...args: string[]) => spawnSync('npm', args, {
    cwd: into, encoding: 'utf8', timeout: 600_000,
    // Compiled quickly rather than for speed, against the headers that came with our Node.
    env: { ...process.env, PATH: `${dirname(NODE)}:${process.env['PATH'] ?? ''}`, CFLAGS: '-O0', CXXFLAGS: '-O0', npm_config_jobs: '2', npm_config_build_from_source: 'true', ...(existsSync(join(OWN, 'include')) && { npm_config_nodedir: OWN }) },
  });
  for (const args of [['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], ['rebuild', 'better-sqlite3', '--ignore-scripts=false', '--loglevel=error']]) {
    const done = npm(...args);
    if (done.status !== 0) return `The real server of Bluesky could not be installed ("npm ${args[0]}"): ${(done.stderr ?? '').trim().split('\n').slice(0, 3).join(' ').slice(0, 300)}`;
  }
  return null;
}
