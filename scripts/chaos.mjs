// npm run chaos -- [capture|act] [--kills N] [--accounts N] [--browser chromium|firefox] [--early] [--built DIR]
// Kills the worker and the browser at named points while things are saved, or the worker while accounts are muted, and asks
// what is left (of acts: asks the server). Ends with one line of JSON {n, kills, lost, torn, twice, points}; exit 0 only when
// nothing was lost, torn or there twice, 2 for a bad call.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onOwnNode, root } from './lib/own-node.mjs';
import { step } from './lib/step.mjs';

onOwnNode();

function bad(sentence) {
  console.error(sentence);
  process.exit(2);
}

function wish() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { kills: { type: 'string' }, browser: { type: 'string', default: 'chromium' }, accounts: { type: 'string', default: '200' }, early: { type: 'boolean', default: false }, built: { type: 'string' } },
    });
    const [what = 'capture', ...more] = positionals;
    if (!['capture', 'act'].includes(what) || more.length > 0) bad(`This knows "capture" and "act", not "${positionals.join(' ')}".`);
    values.kills ??= what === 'act' ? '200' : '36';
    if (!/^[1-9]\d{0,4}$/.test(values.kills)) bad(`--kills wants a whole number from 1, not "${values.kills}".`);
    if (!['chromium', 'firefox'].includes(values.browser)) bad(`--browser is chromium or firefox, not "${values.browser}".`);
    if (!/^[1-9]\d{0,3}$/.test(values.accounts)) bad(`--accounts wants a whole number from 1, not "${values.accounts}".`);
    return { ...values, what, kills: Number(values.kills), accounts: Number(values.accounts) };
  } catch (error) {
    return bad(error.message);
  }
}

const { what, kills, accounts, browser, early, built } = wish();
const target = browser === 'firefox' ? 'firefox' : 'chrome';
const mode = early ? 'early' : 'test';
const extensionDir = built ?? join(root, '.output', `${target}-mv3-${mode}`);
if (built === undefined && (early || !existsSync(join(extensionDir, 'site-generic.js')))) {
  const only = early ? ['--filter-entrypoint', 'background'] : [];
  const done = await step(`build: ${mode}`, 'wxt', ['build', '-b', target, '--mode', mode, ...only], { show: false });
  if (!done.ok) bad(`The extension could not be built:\n${done.output}`);
}
const { load } = await import('./lib/load.mjs');
const say = (line) => console.log(line);
const outcome = what === 'act'
  ? await (await load('scripts/chaos/act.ts')).chaosActs({ accounts, kills, browser, extensionDir, say })
  : await (await load('scripts/chaos/run.ts')).chaos({ kills, browser, extensionDir, captures: early, say });
console.log(JSON.stringify(outcome));
process.exit(outcome.lost + outcome.torn + outcome.twice === 0 ? 0 : 1);
