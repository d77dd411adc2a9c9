import '@/tests/lib/vault-env';

import { beforeEach, expect, it, vi } from 'vitest';

import { askShield, watchShield } from '@/entrypoints/background/shield';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import browser from '@/tests/lib/fake-browser';
import { newItem } from '@/tests/lib/new-item';
import { keyFromSeed } from '@/utils/crypto/sign';
import type { Reason } from '@/utils/domain/shield';
import { say } from '@/utils/handoff/labels/desk';
import { EMPTY, newsOf } from '@/utils/handoff/labels/draft';
import { openVault } from '@/utils/vault';

vi.mock('webextension-polyfill', async () => {
  const own = (await import('@/tests/lib/fake-browser')).default;
  const local = Object.assign(own.storage.local, { onChanged: { addListener: () => undefined } });
  return { default: { ...own, storage: { ...own.storage, local }, permissions: { getAll: async () => ({ origins: [] }) }, tabs: { query: async () => [] } } };
});

const vault = openVault();
beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
  await browser.storage.local.set({ shield: { all: 'light', sites: {}, locked: 'cover' } });
});

it('covers whoever was saved, and no voice of which it stands that it was kept for the record only', async () => {
  watchShield();
  const { head, ...rest } = await newItem('7');
  const { id } = must(await vault.add({ head, ...rest }));
  const asked = async (): Promise<Reason | null | undefined> =>
    (await askShield({ senders: [{ userId: null, handle: head.handle }], posts: [] }, { origin: 'https://x.com' } as never)).covers[0];
  expect(await asked()).toBe('saved');
  const key = await keyFromSeed(new Uint8Array(32).fill(3));
  const sorted = async (severity: 0 | 2): Promise<void> => void must(await say(vault, key, null, newsOf(id, [], { ...EMPTY, severity }), new Date()));
  await sorted(0);
  await vi.waitFor(async () => expect(await asked()).toBeNull());
  await sorted(2);
  await vi.waitFor(async () => expect(await asked()).toBe('saved'));
});
