import { addDerived, addItem, addToInbox, openVault, tidy } from '@/utils/vault';

/**
 * For drivers of a test build only: what a test cannot reach through a screen (hundreds of captures at once, a held
 * write). A production build has none of this: `tests/e2e/build.spec.ts`.
 */
export function exposeForTests(): void {
  Object.assign(globalThis, { __hold: { vault: openVault(), addItem, addDerived, addToInbox, tidy } });
}
