// Makes a fresh clone ready: packages, types, browsers, and the tools that check a package. Node built-ins alone, because
// it runs before anything is installed. With nothing to do it takes a few milliseconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apt } from './lib/apt.mjs';
import { findBrowser, onPath } from './lib/browsers/find.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.holdfast-setup');
// Called by `npm start` and `npm test` themselves: `ignore-scripts` in .npmrc keeps npm from running pre-scripts.
const testing = process.argv.includes('--test');
const bin = (name) => join(root, 'node_modules', '.bin', name);

const say = (words) => console.log(`set-up: ${words}`);
function stop(words) {
  console.error(`set-up: ${words}`);
  process.exit(1);
}

/** Runs a program in the project's folder; answers whether it went well. Its own lines stay on the screen. */
function run(program, args, { timeout, quiet = false } = {}) {
  const done = spawnSync(program, args, {
    cwd: root, stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'ignore' : 'inherit'], timeout,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
  });
  return done.status === 0;
}

function packages() {
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(bin('wxt'))) return;
  say('installing packages (once for each change of package-lock.json) …');
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  const clean = spawnSync('npm', ['ci', ...flags], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  // A registry may lack packages for other machines than this (optional, never installed here). "npm ci" refuses then;
  // "npm install --no-save" takes the same versions and checks the same hashes, and leaves the lockfile as it is.
  const onlyOthers = clean.status !== 0 && /EUSAGE/.test(clean.stderr) && /Missing: .* from lock file/.test(clean.stderr);
  if (clean.status !== 0 && !(onlyOthers && run('npm', ['install', '--no-save', ...flags]))) {
    console.error(clean.stderr.split('\n').slice(0, 12).join('\n'));
    stop('the packages could not be installed. Nothing else was changed. See what npm says above; most often the network is away.');
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function types() {
  const made = join(root, '.wxt', 'tsconfig.json');
  if (existsSync(made) && readFileSync(made, 'utf8').includes('"paths"')) return;
  say('preparing types …');
  if (!run(bin('wxt'), ['prepare'], { quiet: true })) stop('"wxt prepare" failed. Run "npx wxt prepare" to see why.');
}

function browsers() {
  const missing = () => ['chromium', 'firefox'].filter((name) => findBrowser(name) === null);
  if (missing().length === 0) return;
  if (missing().includes('chromium')) {
    say('looking for a Chromium to download …');
    run(bin('playwright'), ['install', 'chromium'], { timeout: 120_000, quiet: true });
  }
  const left = missing();
  if (left.length > 0) apt(left.map((name) => (name === 'firefox' ? 'firefox-esr' : 'chromium')));
  for (const name of missing()) {
    const package_ = name === 'firefox' ? 'firefox-esr' : 'chromium';
    const words = `there is no ${name} here. Install it (Debian: apt-get install ${package_}), or set ${name.toUpperCase()} to its path.`;
    if (testing || name === 'chromium') stop(words);
    say(`${words} "npm start -- --browser firefox" will not work until then.`);
  }
}

/** Program → Debian package: who checks our packages without any code of ours. */
const JUDGES = {
  age: 'age', '7zz': '7zip', openssl: 'openssl', 'ssh-keygen': 'openssh-client', unzip: 'unzip',
  pdftotext: 'poppler-utils', soffice: 'libreoffice-calc', python3: 'python3',
  // Servers that a team may run, for the shared folder.
  rclone: 'rclone', apache2: 'apache2-bin',
};

function judges() {
  const missing = () => Object.entries(JUDGES).filter(([program]) => onPath(program) === null);
  const first = missing();
  if (first.length === 0) return;
  apt(first.map(([, name]) => name));
  const left = missing();
  if (left.length > 0) {
    stop(`the tests need ${left.map(([program, name]) => `${program} (Debian: ${name})`).join(', ')}. Install ${left.length > 1 ? 'them' : 'it'} and run this again.`);
  }
}

if (Number(process.versions.node.split('.')[0]) < 20) stop(`Node ${process.versions.node} is too old. Node 20 or newer is needed.`);
packages();
types();
browsers();
if (testing) judges();
