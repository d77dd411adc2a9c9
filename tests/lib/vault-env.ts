import 'fake-indexeddb/auto';

import './locks';

Object.defineProperty(globalThis.navigator, 'storage', {
  value: { estimate: () => Promise.resolve({ quota: 1e12, usage: 0 }), persisted: () => Promise.resolve(true), persist: () => Promise.resolve(true) },
  configurable: true,
});
