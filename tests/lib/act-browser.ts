import fake from './fake-browser';

/** The fake browser with one tab in which a script may run: the test's own document. */
const alarms = { create: async () => undefined, clear: async () => true, onAlarm: { addListener: () => undefined } };
const scripting = {
  executeScript: async ({ func, args }: { func?: (...given: unknown[]) => unknown; args?: unknown[] }) => (func ? [{ result: await func(...(args ?? [])) }] : []),
};
export const tabs = {
  open: [{ id: 1, active: true, discarded: false }],
  query: async () => tabs.open, get: async () => ({ id: 1, status: 'loading' }), create: async () => ({ id: 1 }), update: async () => ({ id: 1 }),
};

export default { ...fake, runtime: { ...fake.runtime, getPlatformInfo: async () => ({}) }, alarms, scripting, tabs };
