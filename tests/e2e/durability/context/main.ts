import { addDerived, addItem, addToInbox, openVault, tidy } from '@/utils/vault';

/** A page of the extension with the vault's own code and no screen: one more context. Only in builds for tests. */
Object.assign(globalThis, { __hold: { vault: openVault(), addItem, addDerived, addToInbox, tidy } });
