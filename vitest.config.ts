import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

const project = (name: string, folders: string[]) => ({
  extends: true as const,
  test: { name, include: folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`) },
});

/** Files that take long, longest first: begun last, one of them would run alone at the end. */
const LONG = ['sites/pages', 'sites/outline', 'sites/covers', 'sites/traps'].map((name) => `/tests/${name}.test.ts`);

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (LONG.findIndex((name) => moduleId.endsWith(name)) + LONG.length + 1) % (LONG.length + 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

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
    sequence: { sequencer: LongFirst },
    projects: [
      project('unit', ['unit']), project('sites', ['sites']), project('custody', ['custody']),
      project('house', ['house']), project('practice', ['practice']),
    ],
  },
});
