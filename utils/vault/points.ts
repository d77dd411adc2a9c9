/**
 * Named moments of a write. In the test build a driver may hold or kill the process there (`npm run chaos`);
 * in a production build this is nothing.
 */
declare const __TEST_BUILD__: boolean;

export type Point =
  | 'key-written' | 'before-commit' | 'committed' | 'read-back' | 'inbox-committed' | 'removed' | 'keys-rewritten'
  | 'keys-switched' | 'resealed-batch' | 'reseal-switched' | 'derived';

export async function point(name: Point): Promise<void> {
  if (typeof __TEST_BUILD__ !== 'undefined' && __TEST_BUILD__) {
    const hook = (globalThis as { __vaultPoint?: (name: Point) => Promise<void> | void }).__vaultPoint;
    await hook?.(name);
  }
}
