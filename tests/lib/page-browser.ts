import { vi } from 'vitest';

const event = { addListener: () => undefined, removeListener: () => undefined };

/** In place of `@/utils/platform/browser`, for our own pages in a test. */
export const browser = {
  storage: { local: { get: async () => ({}), set: async () => undefined, onChanged: event }, session: { get: async () => ({}), set: async () => undefined, remove: async () => undefined } },
  runtime: { getManifest: () => ({ version: '9.9.9' }), getURL: (path: string) => path },
  permissions: { getAll: async () => ({ origins: [] }), contains: async () => true, request: async () => true, remove: async () => true, onAdded: event, onRemoved: event },
  commands: { getAll: async () => [] },
  tabs: { getCurrent: async () => ({ id: 4, index: 2 }), create: vi.fn(), remove: vi.fn(), update: vi.fn(), query: async () => [{ id: 1 }] },
};
