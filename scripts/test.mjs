// Every check there is, in both browsers. `npm test -- PATTERN` keeps the tests whose file or name holds PATTERN, and leaves
// the rest out. The last line alone says how it went: `N passed, N failed, N skipped`.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onOwnNode, root } from './lib/own-node.mjs';
import { playwrightResults, vitestResults } from './lib/results.mjs';
import { step } from './lib/step.mjs';

onOwnNode();
const pattern = process.argv.slice(2).filter((word) => !word.startsWith('-')).join(' ');
const out = join(root, 'test-results');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** A step that is one check by itself: its whole output is its reason. */
async function check(name, command, ...args) {
  const { ok, output, seconds } = await step(name, command, args, { show: false });
  total[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? '  ok ' : 'FAIL '} ${name} (${seconds} s)`);
  if (!ok) failures.push({ name, reason: output.trim().split('\n').slice(-60).join('\n') });
  return ok;
}

/** A runner with a JSON report: counted test by test. A runner that ends badly without a failed test counts as one. */
async function suite(name, report, read, command, ...args) {
  const { ok, output, seconds } = await step(name, command, args, { show: true });
  const results = read(join(out, report));
  if (results === null || (!ok && results.failures.length === 0)) {
    total.failed += 1;
    failures.push({ name, reason: results === null ? `${output.trim().split('\n').slice(-40).join('\n')}\n(no report was written)` : `ended with an error\n${output.trim().split('\n').slice(-40).join('\n')}` });
  }
  for (const key of ['passed', 'failed', 'skipped']) total[key] += results?.[key] ?? 0;
  failures.push(...(results?.failures ?? []));
  for (const test of results?.again ?? []) console.log(`  2x  passed only when tried again: ${test}`);
  console.log(`${ok ? '  ok ' : 'FAIL '} ${name}: ${results?.passed ?? 0} passed, ${results?.failed ?? 0} failed, ${results?.skipped ?? 0} skipped (${seconds} s)`);
}

const whole = pattern === '';
const built = [];
for (const browser of ['chrome', 'firefox']) built.push(await check(`build for tests: ${browser}`, 'wxt', 'build', '-b', browser, '--mode', 'test'));
if (whole) {
  for (const browser of ['chrome', 'firefox']) built.push(await check(`build: ${browser}`, 'wxt', 'build', '-b', browser));
  await check('types', 'tsc', '--noEmit', '-p', '.');
  await check('lint: oxlint', 'oxlint', '--deny-warnings');
  await check('lint: the house', 'node', 'scripts/check-house.mjs');
  await check('lint: unused code', 'knip', '--no-progress');
  await check('lint: the add-on for Firefox', 'web-ext', 'lint', '--source-dir', '.output/firefox-mv3', '--self-hosted', '--no-config-discovery', '--boring');
}
const narrow = whole ? [] : [pattern];
await suite('vitest', 'vitest.json', vitestResults, 'vitest', 'run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${join(out, 'vitest.json')}`, ...narrow);
if (built.every(Boolean)) {
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = join(out, 'playwright.json');
  await suite('in both browsers', 'playwright.json', playwrightResults, 'playwright', 'test', '--reporter=line,json', '--pass-with-no-tests', ...narrow);
} else {
  total.skipped += 1;
  console.log('  --  in both browsers: left out, the extension could not be built');
}

for (const { name, reason } of failures) console.log(`\n✗ ${name}\n${reason.replace(/^/gm, '    ')}`);
if (total.passed + total.failed === 0) total.failed = 1;
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
