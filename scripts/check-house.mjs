// Checks the house: `node scripts/check-house.mjs [FOLDER]`. Exit 0 when all of it holds, 1 with a table of what does not.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALLOWED, EXCEPTIONS, FORBIDDEN, MAY_IMPORT, MOST_LINES, NEVER_IN, ONLY_IN, PRODUCT } from './lib/house-rules.mjs';

const root = resolve(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
const CODE = /\.(ts|tsx|mjs|js)$/;
const LEFT_OUT = new Set(['node_modules', 'fixtures', 'test-results', 'out']);

function* files(folder) {
  let entries = [];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.') || LEFT_OUT.has(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* files(path);
    else if (CODE.test(entry.name)) yield path;
  }
}

/** The text with comments blanked and, where asked, strings too; line numbers stay. */
function withoutComments(text) {
  return text.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/g,
    (whole, string) => string ?? whole.replace(/[^\n]/g, ' '));
}

const IMPORT = /\b(?:import|export)\b(?<clause>[^'"`;]*?)\bfrom\s*(['"])(?<from>[^'"]+)\2|(?<!['"\w.])import\s*(['"])(?<bare>[^'"]+)\4|\bimport\s*\(\s*(['"])(?<dynamic>[^'"]+)\6\s*\)|\brequire\s*\(\s*(['"])(?<required>[^'"]+)\8\s*\)/g;

/** Each import: what it names, at which line, and whether it is for types only (which leave no code behind). */
export function imports(text) {
  const clean = withoutComments(text);
  return [...clean.matchAll(IMPORT)].map((match) => ({
    name: match.groups.from ?? match.groups.bare ?? match.groups.dynamic ?? match.groups.required,
    line: clean.slice(0, match.index).split('\n').length,
    typeOnly: /^\s*type\b/.test(match.groups.clause ?? ''),
  }));
}

/** `utils/vault/db.ts` → `vault`, `components/x.tsx` → `components`, `entrypoints/…` → `entrypoints`, else null. */
function folderOf(path) {
  const [top, second, third] = path.split('/');
  if (top === 'utils') return third === undefined ? null : second;
  return top === 'components' || top === 'entrypoints' ? top : null;
}

/** Where an import leads inside the project, or null for a package. */
function target(path, name) {
  if (name.startsWith('@/')) return name.slice(2);
  if (name.startsWith('.')) return normalize(join(dirname(path), name));
  return null;
}

const packageOf = (name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');

function checkImport(path, folder, { name, line, typeOnly }) {
  const found = [];
  const say = (what) => found.push({ where: `${path}:${line}`, what });
  const inside = target(path, name);
  if (inside === null) {
    const wanted = packageOf(name);
    const only = ONLY_IN[wanted];
    if (only && !only.includes(folder)) say(`${wanted} may be imported by ${only.join(', ')} only`);
    const never = NEVER_IN[folder] ?? [];
    if (never.includes('*') || never.includes(wanted)) say(`${folder} never imports ${wanted}`);
    return found;
  }
  const to = folderOf(inside);
  if (inside.startsWith('..')) say(`${name} leads out of the project`);
  else if (/^(tests|scripts)\//.test(inside)) say(`what ships never imports ${inside.split('/')[0]}`);
  else if (to === 'entrypoints' && folder !== 'entrypoints') say('nobody imports entrypoints');
  else if (to !== null && to !== folder && folder !== 'entrypoints') {
    if (MAY_IMPORT[folder] === undefined) say(`utils/${folder} has no line in the table (scripts/lib/house-rules.mjs)`);
    else if (!MAY_IMPORT[folder].includes(to) && !EXCEPTIONS.some((one) => one.from === path && one.to === to)) {
      say(`${folder} may not import ${to}${typeOnly ? ' (types neither)' : ''}: ${name}`);
    }
  }
  return found;
}

/** Everything that does not hold, as `{where: 'file:line', what}`. */
export function breaches() {
  const found = [];
  for (const top of [...PRODUCT, 'tests', 'scripts']) {
    for (const path of files(top)) {
      const text = readFileSync(join(root, path), 'utf8');
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
      if (lines > MOST_LINES) found.push({ where: `${path}:${MOST_LINES + 1}`, what: `${lines} lines; ${MOST_LINES} at most` });
      if (!PRODUCT.includes(top)) continue;
      const folder = folderOf(path);
      if (folder === null) found.push({ where: `${path}:1`, what: 'lies in no folder of the house' });
      for (const one of imports(text)) found.push(...checkImport(path, folder, one));
      withoutComments(text).split('\n').forEach((line, index) => {
        for (const { what, pattern } of FORBIDDEN) {
          if (!pattern.test(line) || ALLOWED.some((one) => one.file === path && one.what === what)) continue;
          found.push({ where: `${path}:${index + 1}`, what: `${what} is not allowed in what ships` });
        }
      });
    }
  }
  for (const { file, what } of ALLOWED) {
    let text = '';
    try {
      text = readFileSync(join(root, file), 'utf8');
    } catch { /* told below */ }
    if (!FORBIDDEN.find((one) => one.what === what)?.pattern.test(text)) found.push({ where: `${file}:1`, what: `the allowance for ${what} is no longer used` });
  }
  return found;
}

const found = breaches();
if (found.length > 0) {
  const width = Math.max(...found.map(({ where }) => where.length));
  console.log(found.map(({ where, what }) => `${where.padEnd(width)}  ${what}`).join('\n'));
  console.log(`\nThe house: ${found.length} ${found.length === 1 ? 'breach' : 'breaches'} (${relative(process.cwd(), root) || '.'}).`);
  process.exit(1);
}
console.log('The house holds.');
