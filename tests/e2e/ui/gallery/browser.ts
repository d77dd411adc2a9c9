/** The few calls of the browser's interface that our pages make, for the gallery. `window.galleryCalls` tells what was asked. */
const calls: string[] = [];
Object.assign(globalThis, { galleryCalls: calls });
const event = { addListener: () => undefined, removeListener: () => undefined };
const granted = new Set(['https://x.com/*', 'https://bsky.app/*']);
const kept: Record<string, unknown> = {};
const language = new URLSearchParams(location.search).get('lang');
if (language) kept['language'] = language;

const memory: Record<string, unknown> = {};
const session = { get: async (key: string) => (key in memory ? { [key]: memory[key] } : {}), set: async (values: object) => void Object.assign(memory, values), remove: async (key: string) => void delete memory[key] };

export const browser = {
  storage: { session, local: { get: async (key: string) => (key in kept ? { [key]: kept[key] } : {}), set: async (values: object) => void Object.assign(kept, values), onChanged: event } },
  tabs: {
    getCurrent: async () => ({ id: 1, index: 0 }),
    create: async () => void calls.push('tabs.create'),
    remove: async () => void calls.push('tabs.remove'),
    update: async () => void calls.push('tabs.update'),
    query: async () => [{ id: 7, url: new URLSearchParams(location.search).get('tab') ?? 'https://pond.example/home' }],
  },
  runtime: { getManifest: () => ({ version: '0.1.0' }), getURL: (path: string) => path },
  permissions: {
    getAll: async () => ({ origins: [...granted] }),
    contains: async ({ origins = [] }: { origins?: string[] }) => origins.length > 0 && origins.every((origin) => granted.has(origin)),
    request: async ({ origins = [] }: { origins?: string[] }) => { for (const origin of origins) granted.add(origin); return true; },
    remove: async ({ origins = [] }: { origins?: string[] }) => { for (const origin of origins) granted.delete(origin); return true; },
    onAdded: event,
    onRemoved: event,
  },
  commands: { getAll: async () => [{ name: 'save-post', shortcut: 'Alt+Shift+S' }, { name: 'save-words', shortcut: '' }] },
};
