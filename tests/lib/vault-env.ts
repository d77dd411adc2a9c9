import 'fake-indexeddb/auto';

import './locks';

// The vault's own derivation is tested once, in `vault.test.ts`; elsewhere a quick one will do.
Object.assign(globalThis, { __workFactor: 8 });

Object.defineProperty(globalThis.navigator, 'storage', {
  value: { estimate: () => Promise.resolve({ quota: 1e12, usage: 0 }), persisted: () => Promise.resolve(true), persist: () => Promise.resolve(true) },
  configurable: true,
});
