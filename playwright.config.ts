import { defineConfig } from '@playwright/test';

/** Both browsers are started by the tests themselves (`scripts/lib/browsers`): no projects, no browsers of Playwright's. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 150_000,
});
