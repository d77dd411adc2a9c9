import { defineConfig } from '@playwright/test';

/** Both browsers are started by the tests themselves (`scripts/lib/browsers`): no projects, no browsers of Playwright's. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Most of their time they wait (for a browser, a quota, a pace): a third worker fills it.
  workers: 3,
  // A browser that starts late on a busy machine is tried once more; every such test is named at the end.
  retries: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 30_000 },
});
