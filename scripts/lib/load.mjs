/**
 * Lets a script import the project's own TypeScript as it stands: `await load('utils/custody/verify.ts')`.
 * `@/…` is the project's folder, endings may be left out, types are cut away by Node itself. No bundle, no cache.
 * Not for code that needs the bundler (`import.meta.glob`, `#imports`, styles).
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const TRIED = ['', '.ts', '.tsx', '/index.ts'];

/** Node says at every start that this part of it is young; it is not for her to read. */
const warn = process.emitWarning;
process.emitWarning = (warning, ...rest) => {
  if (!String(warning).includes('stripTypeScriptTypes')) warn.call(process, warning, ...rest);
};

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('@/') || (specifier.startsWith('.') && context.parentURL?.startsWith(ROOT.href) && !context.parentURL.includes('/node_modules/'));
    if (!ours) return next(specifier, context);
    const url = specifier.startsWith('@/') ? new URL(specifier.slice(2), ROOT) : new URL(specifier, context.parentURL);
    for (const ending of TRIED) {
      if (ending === '' && !/\.\w+$/.test(url.pathname)) continue;
      if (existsSync(fileURLToPath(url.href + ending))) return next(url.href + ending, context);
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    // As the bundler does it: a data file is a module.
    if (url.endsWith('.json') && url.startsWith(ROOT.href) && !url.includes('/node_modules/')) return { format: 'module', source: `export default ${readFileSync(fileURLToPath(url), 'utf8')};`, shortCircuit: true };
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'), { mode: 'strip', sourceUrl: url });
    return { format: 'module', source, shortCircuit: true };
  },
});

/** Imports a file of the project by its path from the project's folder. */
export const load = (path) => import(pathToFileURL(fileURLToPath(new URL(path, ROOT))).href);
