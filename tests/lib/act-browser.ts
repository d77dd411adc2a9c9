import fake from './fake-browser';

/** The fake browser with one tab in which a script may run: the test's own document. */
const alarms = { create: async () => undefined, clear: async () => true, onAlarm: { addListener: () => undefined } };
const scripting = {
  executeScript: async ({ func, args }: { func?: (...given: unknown[]) => unknown; args?: unknown[] }) => (func ? [{ result: await func(...(args ?? [])) }] : []),
};
type Loaded = (tabId: number, change: { status: string }) => void;
const loads: Loaded[] = [];
export const tabs = {
  open: [{ id: 1, active: true, discarded: false }],
  /** What stands in it. */
  at: { id: 1, status: 'loading' } as { id: number; status: string; url?: string },
  onUpdated: { addListener: (heard: Loaded) => void loads.push(heard) },
  onRemoved: { addListener: () => undefined },
  loaded: (url: string) => {
    tabs.at = { id: 1, status: 'complete', url };
    for (const heard of loads) heard(1, { status: 'complete' });
  },
  query: async () => tabs.open, get: async () => tabs.at, create: async () => ({ id: 1 }), update: async () => ({ id: 1 }),
};

const i18n = { getUILanguage: () => 'en' };

export default { ...fake, i18n, runtime: { ...fake.runtime, getPlatformInfo: async () => ({}) }, alarms, scripting, tabs };
