import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

const project = (name: string, folders: string[]) => ({
  extends: true as const,
  test: { name, include: folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`) },
});

export default defineConfig({
  resolve: { alias: { '@': root } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __TEST_BUILD__: 'true' },
  test: {
    environment: 'node',
    // Generous: these tests derive real keys, and a loaded machine must not fail them.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
    projects: [
      project('unit', ['unit']), project('sites', ['sites']), project('custody', ['custody']),
      project('house', ['house']), project('practice', ['practice']),
    ],
  },
});
