import { readFileSync } from 'node:fs';

/** @typedef {{passed: number, failed: number, skipped: number, again?: string[], failures: {name: string, reason: string}[]}} Results */

const plain = (text) => String(text ?? '').replace(/\u001B\[[0-9;]*m/g, '');

/** A report as JSON, or null: a report that was not written must not look like one without failures. */
function load(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Vitest's JSON reporter. A file that could not even be loaded counts as one failure. @returns {Results | null} */
export function vitestResults(path) {
  const report = load(path);
  if (report === null) return null;
  const results = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of report.testResults) {
    const name = file.name.replace(`${process.cwd()}/`, '');
    for (const test of file.assertionResults) {
      if (test.status === 'passed') results.passed += 1;
      else if (test.status === 'failed') {
        results.failed += 1;
        results.failures.push({ name: `${name}: ${test.fullName}`, reason: plain(test.failureMessages.join('\n')).split('\n').slice(0, 30).join('\n') });
      } else results.skipped += 1;
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      results.failed += 1;
      results.failures.push({ name, reason: plain(file.message) || 'the file could not be loaded' });
    }
  }
  return results;
}

/** Playwright's JSON reporter; errors outside any test count one each. @returns {Results | null} */
export function playwrightResults(path) {
  const report = load(path);
  if (report === null) return null;
  const results = { passed: 0, failed: 0, skipped: 0, again: [], failures: [] };
  const walk = (suite, above) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'flaky') results.again.push([spec.file, ...above, spec.title].join(' › '));
        if (test.status === 'expected' || test.status === 'flaky') results.passed += 1;
        else if (test.status === 'skipped') results.skipped += 1;
        else {
          results.failed += 1;
          const errors = test.results.flatMap(({ errors: all }) => all ?? []).map(({ message }) => plain(message));
          results.failures.push({ name: [spec.file, ...above, spec.title].join(' › '), reason: errors.join('\n').split('\n').slice(0, 30).join('\n') });
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, [...above, inner.title]);
  };
  for (const suite of report.suites) walk(suite, []);
  for (const error of report.errors ?? []) {
    results.failed += 1;
    results.failures.push({ name: 'Playwright', reason: plain(error.message) });
  }
  return results;
}
